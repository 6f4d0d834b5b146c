// The time axis of a ticket's picture: days as columns, working time painted, dates above.
#pragma once

#include <string>

#include "srok/io/timeline_text.hpp"

namespace srok::svg {

constexpr double left = 216;  // of the columns; the names of the rows stand before it
constexpr double right = 1172;

class axis {
 public:
  explicit axis(const timeline& told);

  double x(instant at) const;
  bool shows(instant at) const { return begin_ <= at && at <= end_; }

  // The columns between two heights, with the dates above `top`.
  std::string draw(language language, double top, double bottom) const;

 private:
  instant midnight(civil_date date) const;
  std::string columns(double top, double bottom) const;
  std::string dates(language language, double top, double bottom) const;

  const schedule& schedule_;
  civil_date first_;
  civil_date end_date_;  // the day after the last
  instant begin_;
  instant end_;
};

}  // namespace srok::svg
