#include "srok/sla/regulation.hpp"

#include <algorithm>

namespace srok {

std::optional<priority> regulation::priority_named(std::string_view name) const noexcept {
  const auto list = priorities();
  const auto found = std::find_if(list.begin(), list.end(),
                                  [&](const priority_terms& p) { return p.name == name; });
  if (found == list.end()) return std::nullopt;
  return priority{static_cast<std::int32_t>(found - list.begin())};
}

answer<promise> regulation::due(priority urgency, instant submitted) const noexcept {
  const auto list = priorities();
  if (urgency.place() < 0 || urgency.place() >= static_cast<std::int32_t>(list.size())) {
    return status::bad_argument;
  }
  const auto accepted = schedule_.next_open(submitted);
  if (!accepted) return accepted.why;
  const working_days days = list[static_cast<std::size_t>(urgency.place())].answer_within;
  const auto due = schedule_.deadline(submitted, days, settings().day_rule);
  if (!due || settings().landing == landing::nearest) {
    return due ? answer<promise>{promise{*accepted, *due}} : due.why;
  }
  const auto next = schedule_.next_open(*due);
  if (!next) return next.why;
  return promise{*accepted, *next};
}

}  // namespace srok
