#include "srok/sla/regulation.hpp"

#include <algorithm>

#include "srok/sla/due_batch.hpp"

namespace srok {

std::optional<priority> regulation::priority_named(std::string_view name) const noexcept {
  const auto list = priorities();
  const auto found = std::find_if(list.begin(), list.end(),
                                  [&](const priority_terms& p) { return p.name == name; });
  if (found == list.end()) return std::nullopt;
  return priority{static_cast<std::int32_t>(found - list.begin())};
}

answer<promise> regulation::due(priority urgency, instant submitted) const noexcept {
  const engine::line<1> line{schedule_.tables()};
  const auto due = due_on(line, terms(), urgency.place(), to_unix(submitted));
  if (!due) return due.why;
  return promise{*schedule_.next_open(submitted), from_unix(*due)};
}

}  // namespace srok
