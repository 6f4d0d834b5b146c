#include "srok/sla/regulation.hpp"

#include <algorithm>
#include <array>

#include "srok/engine/batch.hpp"
#include "srok/sla/due_batch.hpp"

namespace srok {

std::optional<priority> regulation::priority_named(std::string_view name) const noexcept {
  const auto list = priorities();
  const auto found = std::find_if(list.begin(), list.end(),
                                  [&](const priority_terms& p) { return p.name == name; });
  if (found == list.end()) return std::nullopt;
  return priority{static_cast<std::int32_t>(found - list.begin())};
}

std::optional<std::uint16_t> regulation::reason_named(std::string_view name) const noexcept {
  const auto list = deferrals();
  const auto found = std::find_if(list.begin(), list.end(),
                                  [&](const deferral_terms& d) { return d.reason == name; });
  if (found == list.end()) return std::nullopt;
  return static_cast<std::uint16_t>(found - list.begin());
}

answer<promise> regulation::due(priority urgency, instant submitted) const noexcept {
  const std::int32_t place = urgency.place();
  if (place < 0 || static_cast<std::size_t>(place) >= priorities().size()) {
    return status::bad_argument;
  }
  const working_days days = terms_of(urgency).answer_within;
  const auto due = engine::line<1>{schedule_.tables()}.term_end(
      to_unix(submitted), days.count(), settings().day_rule, settings().landing);
  if (!due) return due.why;
  return promise{*schedule_.next_open(submitted), from_unix(*due)};
}

status due_batch(const regulation& regulation, unit u, std::span<const std::int32_t> priority,
                 std::span<const std::int64_t> submitted, std::span<std::int64_t> out_due,
                 std::span<std::int32_t> out_status) noexcept {
  std::array<std::int32_t, regulation::most_priorities> days{};
  const auto priorities = regulation.priorities();
  if (priorities.size() > days.size()) return status::bad_argument;
  for (std::size_t place = 0; place < priorities.size(); ++place) {
    days[place] = priorities[place].answer_within.count();
  }
  const engine::day_terms terms{std::span{days}.first(priorities.size()),
                                regulation.settings().day_rule, regulation.settings().landing};
  return engine::widest().term_ends(regulation.schedule().tables(), u, submitted, priority, terms,
                                    out_due, out_status);
}

}  // namespace srok
