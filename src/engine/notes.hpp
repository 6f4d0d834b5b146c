// Writing down why a date has the hours it has, for explanations.
#pragma once

#include <array>

#include "engine/parts.hpp"
#include "srok/calendar/calendar.hpp"
#include "srok/calendar/working_hours.hpp"

namespace srok::engine {

class note_writer {
 public:
  note_writer(parts& p, const calendar* calendar);

  // requires: dates ascend. Dates of the plain week leave no note.
  void write(std::int32_t day_number, hours_rule rule, day_type type);

 private:
  // The numbers of texts by where they lie: a calendar keeps each text once, so that most of its
  // facts need no text to be looked at.
  class known_texts {
   public:
    // 0: not known.
    std::uint16_t& number_at(std::string_view text, std::string_view other) noexcept;

   private:
    struct entry {
      std::string_view text;
      std::string_view other;
      std::uint16_t number = 0;
    };
    std::array<entry, 256> entries_;
  };

  std::uint16_t name(std::string_view english, std::string_view russian);
  std::uint16_t source(std::string_view text);

  parts& p_;
  std::span<const calendar_fact> facts_;  // that are still to come
  known_texts names_;
  known_texts sources_;
};

}  // namespace srok::engine
