// Writing down why a date has the hours it has, for explanations.
#pragma once

#include "engine/parts.hpp"
#include "srok/calendar/calendar.hpp"
#include "srok/calendar/working_hours.hpp"

namespace srok::engine {

class note_writer {
 public:
  note_writer(parts& p, const calendar* calendar);

  // requires: dates ascend. Dates of the plain week leave no note.
  void write(civil_date date, hours_rule rule, day_type type);

 private:
  std::uint16_t name(std::string_view english, std::string_view russian);
  std::uint16_t source(std::string_view text);

  parts& p_;
  const calendar* calendar_;
};

}  // namespace srok::engine
