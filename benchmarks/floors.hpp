// What no batch can go below: the bare arithmetic over the same arrays, compiled for this machine.
#pragma once

#include <cstddef>
#include <cstdint>

namespace srok::benchmarks {

// out[i] = b[i] - a[i]
void subtract(const std::int64_t* a, const std::int64_t* b, std::int64_t* out,
              std::size_t count) noexcept;

// The same, and a status column of zeros.
void subtract(const std::int64_t* a, const std::int64_t* b, std::int64_t* out,
              std::int32_t* out_status, std::size_t count) noexcept;

}  // namespace srok::benchmarks
