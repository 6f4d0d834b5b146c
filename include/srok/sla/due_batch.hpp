// The dues of many tickets of one regulation; rows and columns as in engine/batch.hpp.
#pragma once

#include <cstdint>
#include <span>

#include "srok/engine/batch_rows.hpp"
#include "srok/sla/regulation.hpp"

namespace srok {

// regulation::due over columns: `priority` holds places in the regulation's list. A row with a
// place outside it is bad_argument.
status due_batch(const regulation& regulation, unit u, std::span<const std::int32_t> priority,
                 std::span<const std::int64_t> submitted, std::span<std::int64_t> out_due,
                 std::span<std::int32_t> out_status = {}) noexcept;

}  // namespace srok
