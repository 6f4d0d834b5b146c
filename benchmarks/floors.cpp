// The floors of the batches (floors.hpp), compiled with -O3 -march=native whatever the rest has.
#include "floors.hpp"

namespace srok::benchmarks {

void subtract(const std::int64_t* __restrict a, const std::int64_t* __restrict b,
              std::int64_t* __restrict out, std::size_t count) noexcept {
  for (std::size_t i = 0; i < count; ++i) out[i] = b[i] - a[i];
}

void subtract(const std::int64_t* __restrict a, const std::int64_t* __restrict b,
              std::int64_t* __restrict out, std::int32_t* __restrict out_status,
              std::size_t count) noexcept {
  for (std::size_t i = 0; i < count; ++i) {
    out[i] = b[i] - a[i];
    out_status[i] = 0;
  }
}

}  // namespace srok::benchmarks
