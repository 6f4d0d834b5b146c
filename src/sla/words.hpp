// The names of the regulation's kinds, as its texts and JSON have them, in the order of the kinds.
#pragma once

#include <array>
#include <optional>
#include <string_view>

#include "srok/sla/event.hpp"
#include "srok/sla/ticket.hpp"

namespace srok {

inline constexpr std::array<std::string_view, 10> event_names = {
    "submitted", "replied",    "user_replied", "priority_changed", "deferred",
    "resumed",   "target_set", "resolved",     "closed",           "reopened"};

inline constexpr std::array<std::string_view, reply_kinds> reply_names = {
    "question", "recommendation", "instruction", "note"};

inline constexpr std::array<std::string_view, 7> ticket_status_names = {
    "queued", "active", "waiting_for_user", "deferred", "resolved", "closed", "auto_closed"};

template <class Kind, std::size_t N>
constexpr std::string_view name_in(const std::array<std::string_view, N>& names,
                                   Kind kind) noexcept {
  const auto place = static_cast<std::size_t>(kind);
  return place < N ? names[place] : std::string_view{"unknown"};
}

template <class Kind, std::size_t N>
constexpr std::optional<Kind> kind_named(const std::array<std::string_view, N>& names,
                                         std::string_view name) noexcept {
  for (std::size_t i = 0; i < N; ++i) {
    if (names[i] == name) return static_cast<Kind>(i);
  }
  return std::nullopt;
}

}  // namespace srok
