// The two tables of every day of one interval.
#include <doctest/doctest.h>

#include "engine/few_days.hpp"

using namespace srok::testing;

TEST_CASE("all 2 073 600 days of one interval, from every minute to every minute, are kept") {
  std::uint32_t wrong = 0;
  for (std::uint32_t begin = 0; begin < 1440; ++begin) {
    for (std::uint32_t end = 0; end < 1440; ++end) {
      const std::uint32_t minutes = end > begin ? end - begin : end + 1440 - begin;
      if (!few_days{begin * 60, minutes * 60}.sound()) ++wrong;
    }
  }
  CHECK(wrong == 0);
}
