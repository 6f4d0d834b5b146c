// The tables of a calendar while they are put together, by the text parser and by the projection.
#pragma once

#include <cstdint>
#include <deque>
#include <map>
#include <memory>
#include <optional>
#include <set>
#include <string>
#include <string_view>
#include <vector>

#include "srok/calendar/calendar.hpp"

namespace srok {

// Finished tables and all they point to; a calendar built of them owns this.
struct owned_tables {
  calendar_tables tables;
  std::optional<calendar> base;  // keeps the texts of the calendar that was continued
  std::deque<std::string> texts;
  std::vector<std::uint8_t> days;
  std::vector<calendar_year> years;
  std::vector<calendar_fact> facts;
  std::vector<statutory_holiday> statutory;
};

class calendar_builder {
 public:
  explicit calendar_builder(int first_year);
  explicit calendar_builder(const calendar& base);

  std::string_view keep(std::string text);  // the same text is kept once
  calendar_tables& head() noexcept { return owned_->tables; }
  std::vector<statutory_holiday>& statutory() noexcept { return owned_->statutory; }

  void add_year(calendar_year year);  // the next one, as plain weeks
  calendar_year& last_year() noexcept { return owned_->years.back(); }

  day_type type(std::int32_t day) const;
  const calendar_fact* fact(std::int32_t day) const;
  calendar_fact& mark(std::int32_t day, day_type type, std::string_view source);
  void move_day_off(std::int32_t from, std::int32_t to, std::string_view source);

  // Of the day after the last year it is known by the year to come, if there is one, or the law.
  bool is_holiday(std::int32_t day) const;
  void expect_next_year(std::optional<bool> begins_with_holiday) noexcept {
    next_begins_with_holiday_ = begins_with_holiday;
  }
  // The day before a holiday, short by law (Labour Code, art. 95); a worked weekend is that of the
  // day to which its day off went.
  bool is_eve(std::int32_t day) const;
  std::int32_t moved_to(
      std::int32_t day) const;  // where its day off went; no_day: it was not moved
  // Where the day off of a holiday on a weekend goes by itself: the next working day, or no_day if
  // none is left in the years so far.
  std::int32_t next_working_day(std::int32_t day) const;
  void count_last_year();  // fills in its totals from its days

  calendar finish() &&;  // names the eves

 private:
  void name_eves();

  std::shared_ptr<owned_tables> owned_;
  std::map<std::int32_t, calendar_fact> facts_;
  std::set<std::string_view> kept_;
  std::int32_t first_day_;
  std::optional<bool> next_begins_with_holiday_;
};

}  // namespace srok
