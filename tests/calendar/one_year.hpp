// A calendar of one year, by no law, for tests that mark its days.
#pragma once

#include "calendar/calendar_builder.hpp"

namespace srok::test {

inline calendar_builder one_year(int number) {
  calendar_builder builder{number};
  builder.head().name = "x";
  calendar_year year;
  year.year = number;
  year.official = true;
  builder.add_year(year);
  return builder;
}

}  // namespace srok::test
