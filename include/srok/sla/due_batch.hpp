// The dues of many tickets of one regulation; rows and columns as in engine/batch.hpp.
#pragma once

#include <cstdint>
#include <span>

#include "srok/engine/batch.hpp"
#include "srok/sla/regulation.hpp"

namespace srok {

// The due of one ticket on a line of any unit: the rule behind regulation::due and due_batch.
template <class Line>
answer<std::int64_t> due_on(const Line& line, const regulation_terms& terms, std::int32_t place,
                            std::int64_t submitted) noexcept {
  if (place < 0 || static_cast<std::size_t>(place) >= terms.priorities.size()) {
    return status::bad_argument;
  }
  if (!line.inside(submitted)) return status::beyond_horizon;
  const auto accepted = line.opening(line.worked(submitted));
  if (!accepted) return accepted;
  const working_days days = terms.priorities[static_cast<std::size_t>(place)].answer_within;
  const auto due = line.deadline_days(submitted, days.count(), terms.settings.day_rule);
  if (!due || terms.settings.landing == landing::nearest) return due;
  return line.opening(line.worked(*due));
}

// regulation::due over columns: `priority` holds places in the regulation's list. A row with a
// place outside it is bad_argument.
inline status due_batch(const regulation& regulation, unit u,
                        std::span<const std::int32_t> priority,
                        std::span<const std::int64_t> submitted, std::span<std::int64_t> out_due,
                        std::span<std::int32_t> out_status = {}) noexcept {
  return engine::on_line(regulation.schedule(), u, [&](auto line) noexcept {
    const auto ask = [&](std::int32_t place, std::int64_t at) noexcept {
      return due_on(line, regulation.terms(), place, at);
    };
    return engine::answer_rows(out_due, out_status, ask, priority, submitted);
  });
}

}  // namespace srok
