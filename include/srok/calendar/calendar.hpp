// A production calendar: civil date -> day type for stated years, with the legal source of each.
//
// One byte a date (day_type::code), from 1 January of the first year to 31 December of the last,
// and beside it a sorted list of facts: the dates that deviate from the plain week, each with its
// name, the date its day off was moved from or to, and its source. A calendar is a pointer to such
// tables, static ones or shared ones, so copies are cheap; it never changes.
#pragma once

#include <algorithm>
#include <cstddef>
#include <cstdint>
#include <memory>
#include <span>
#include <string_view>
#include <utility>

#include "srok/calendar/day_kind.hpp"
#include "srok/status.hpp"
#include "srok/time/civil.hpp"

namespace srok {

// The years that a calendar can hold; a text that names another is mistaken.
inline constexpr int earliest_calendar_year = 1900;
inline constexpr int latest_calendar_year = 2200;
inline constexpr std::size_t most_calendar_years =
    std::size_t{latest_calendar_year - earliest_calendar_year + 1};

// "No such date" in a calendar_fact.
inline constexpr std::int32_t no_day = std::numeric_limits<std::int32_t>::min();

struct calendar_fact {
  std::int32_t day = no_day;         // days since 1970-01-01
  std::int32_t moved_from = no_day;  // for a day off: the date whose day off it is
  std::int32_t moved_to = no_day;    // for a worked date: where its day off went
  std::string_view name;             // "Victory Day"; empty for a plain move
  std::string_view name_ru;          // «День Победы»
  std::string_view source;           // the act, or the article of law
};

struct calendar_year {
  int year = 0;
  bool official = false;    // false: projected from the law alone
  std::string_view source;  // the acts of the year, as one line of text
  std::string_view note;    // what is not known, or was found out otherwise; may be empty
  int working_days = 0, days_off = 0, hours_40 = 0, short_days = 0;
};

// A holiday as the law names it, for years that no act has settled yet.
struct statutory_holiday {
  int month = 0, day = 0;
  bool moves = false;  // on a weekend, its day off goes to the next working day
  std::string_view name, name_ru;
};

struct calendar_tables {
  std::string_view name;  // "ru"
  std::string_view title;
  std::string_view version;  // of the data: the day they were read
  std::string_view law;      // source of the statutory holidays
  int first_year = 0;
  std::span<const std::uint8_t> days;  // day_type codes
  std::span<const calendar_year> years;
  std::span<const calendar_fact> facts;
  std::span<const statutory_holiday> statutory;
};

class calendar {
 public:
  // The tables must outlive the calendar; `owner` keeps them alive (nullptr: they are static).
  explicit calendar(const calendar_tables& tables,
                    std::shared_ptr<const void> owner = nullptr) noexcept
      : tables_{&tables}, owner_{std::move(owner)} {}

  std::string_view name() const noexcept { return tables_->name; }
  int first_year() const noexcept { return tables_->first_year; }
  int last_year() const noexcept {
    return first_year() + static_cast<int>(tables_->years.size()) - 1;
  }
  const calendar_tables& tables() const noexcept { return *tables_; }

  // The day after the last official year; 1 January 2028 for a calendar official up to 2027.
  civil_date official_until() const noexcept {
    int year = first_year();
    for (const calendar_year& y : tables_->years) {
      if (!y.official) break;
      ++year;
    }
    return first_of_year(year);
  }

  // unknown_year outside first_year() .. last_year().
  answer<day_type> day(civil_date date) const noexcept {
    const civil_date first = first_of_year(first_year());
    if (date < first || date >= first_of_year(last_year() + 1)) return status::unknown_year;
    return day_type{tables_->days[static_cast<std::size_t>((date - first).count())]};
  }

  // The codes of the day types from a date on. requires: the calendar holds the date.
  const std::uint8_t* types_from(civil_date date) const noexcept {
    return tables_->days.data() +
           (to_day_number(date) - to_day_number(first_of_year(first_year())));
  }

  // What is known of a date beyond its type; nullptr for a date of the plain week.
  const calendar_fact* fact(civil_date date) const noexcept {
    const auto facts = tables_->facts;
    const auto at =
        std::lower_bound(facts.begin(), facts.end(), to_day_number(date),
                         [](const calendar_fact& f, std::int32_t day) { return f.day < day; });
    return at != facts.end() && at->day == to_day_number(date) ? &*at : nullptr;
  }

  // nullptr outside first_year() .. last_year().
  const calendar_year* year(int y) const noexcept {
    if (y < first_year() || y > last_year()) return nullptr;
    return &tables_->years[static_cast<std::size_t>(y - first_year())];
  }

 private:
  const calendar_tables* tables_;
  std::shared_ptr<const void> owner_;
};

// This calendar continued to `last_year` by the law alone: weekends, the statutory holidays,
// automatic transfers, eves. The added years are not official. Days that only an act can place stay
// unplaced, so a projected Russian year has two working days too many and may promise too early; so
// does the day off of a holiday when no working day of its year comes after it.
// Throws unknown_year when the calendar has no statutory holidays to go by, or for a year after the
// latest that a calendar can hold.
calendar project(const calendar& official, int last_year);

// A calendar that comes with srok: "ru". Throws unknown_calendar, naming those there are.
const calendar& builtin_calendar(std::string_view name);

// The version of the built-in data: the day the facts were read, "2026-11-22".
std::string_view data_version() noexcept;

}  // namespace srok
