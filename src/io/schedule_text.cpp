#include "srok/io/schedule_text.hpp"

#include <algorithm>
#include <array>

#include "io/schedule_reader.hpp"
#include "srok/engine/compile.hpp"
#include "srok/io/instant_text.hpp"

namespace srok {
namespace {

constexpr std::array<std::string_view, 7> weekdays = {"mon", "tue", "wed", "thu",
                                                      "fri", "sat", "sun"};

// HH:MM or HH:MM:SS, two digits each, up to 24:00:00; -1 when it is not.
std::int32_t time_of_day(std::string_view text) {
  if (text.size() != 5 && text.size() != 8) return -1;
  std::array<std::int32_t, 3> part{};
  for (std::size_t i = 0; i < text.size(); ++i) {
    if (i % 3 == 2) {
      if (text[i] != ':') return -1;
    } else if (text[i] < '0' || text[i] > '9') {
      return -1;
    } else {
      part[i / 3] = part[i / 3] * 10 + (text[i] - '0');
    }
  }
  const std::int32_t seconds = part[0] * 3600 + part[1] * 60 + part[2];
  return part[1] > 59 || part[2] > 59 || seconds > seconds_a_day ? -1 : seconds;
}

wall_interval interval_of(const toml_value& value) {
  const std::string text = value.string();
  const std::size_t dash = text.find('-');
  const std::int32_t begin = time_of_day(std::string_view{text}.substr(0, dash));
  std::int32_t end =
      dash == std::string::npos ? -1 : time_of_day(std::string_view{text}.substr(dash + 1));
  if (begin < 0 || begin == seconds_a_day || end < 0) {
    value.fail("\"" + text +
               "\" is no interval of hours; write HH:MM-HH:MM (seconds may follow), from 00:00 to "
               "24:00, such "
               "as \"07:00-16:00\" or, into the next day, \"22:00-06:00\"");
  }
  if (end <= begin) end += seconds_a_day;
  return {begin, end};
}

day_hours hours_of(const toml_value& value) {
  day_hours hours;
  for (const toml_value& item : value.array()) {
    if (hours.size() == most_intervals) {
      item.fail("more than " + std::to_string(most_intervals) +
                " intervals on one date; join those that are near each other");
    }
    hours.push_back(interval_of(item));
  }
  return hours;
}

void read_week(const toml_reader& table, working_hours& hours) {
  for (std::size_t i = 0; i < weekdays.size(); ++i) {
    if (const auto value = table.optional(weekdays[i])) hours.week[i] = hours_of(*value);
  }
  if (const auto value = table.optional("worked_weekend")) hours.worked_weekend = hours_of(*value);
}

void read_dates(const toml_reader& table, working_hours& hours) {
  for (const toml_entry& entry : table.entries()) {
    const auto date = parse_date(entry.key);
    if (!date) {
      table.fail(entry.key_at, "\"" + entry.key +
                                   "\" is no date; write the dates of [schedule.dates] as "
                                   "\"YYYY-MM-DD\"");
    }
    hours.dates.push_back({*date, hours_of(entry.value), entry.key_at});
  }
  std::sort(hours.dates.begin(), hours.dates.end(),
            [](const exception_date& a, const exception_date& b) { return a.date < b.date; });
}

void read_closures(const toml_reader& table, working_hours& hours) {
  for (const toml_reader& item : table.optional_tables("closures")) {
    const closure c{item.required("from").moment(), item.required("to").moment(), item.where()};
    if (c.from >= c.to) item.fail("to", "a closure must end after it begins");
    hours.closures.push_back(c);
  }
}

// Runs `make`; what it throws without a source or a place gets them.
template <class Make>
auto at_place(const toml_reader& table, place at, Make make) {
  try {
    return make();
  } catch (const error& e) {
    throw error(e.code(), table.source(), e.where().line != 0 ? e.where() : at, e.sentence());
  }
}

}  // namespace

business_duration duration_of(const toml_value& value) {
  const std::string text = value.string();
  const auto duration = parse_duration(text);
  if (!duration) {
    value.fail("\"" + text +
               "\" is no duration; write an integer and h, m or s, such as \"4h\" or \"90m\"" +
               (text.ends_with('d') ? " (a day is not a fixed amount of working time)" : ""));
  }
  return *duration;
}

schedule_parts read_schedule(const toml_reader& table) {
  schedule_parts parts{{}, table.required("zone"), table.optional("calendar"), table};
  working_hours& hours = parts.hours;
  hours.decree_days = choice_of<decree_days>(table, "decree_days", {"working", "off"});
  hours.forecast = choice_of<forecast>(table, "forecast", {"refuse", "statutory"});
  if (const auto cut = table.optional("short_day_cut")) {
    const business_duration amount = duration_of(*cut);
    if (amount.seconds() > seconds_a_day) cut->fail("a short day cannot lose more than 24h");
    hours.short_day_cut = static_cast<std::int32_t>(amount.seconds());
  }
  if (const auto week = table.optional_table("hours")) read_week(*week, hours);
  if (const auto dates = table.optional_table("dates")) read_dates(*dates, hours);
  read_closures(table, hours);
  return parts;
}

schedule compile_parts(const schedule_parts& parts, const calendar* calendar) {
  const toml_reader& table = parts.table;
  const zone zone =
      at_place(table, parts.zone.where(), [&] { return zone::named(parts.zone.string()); });
  if (!calendar && parts.calendar) {
    calendar = at_place(table, parts.calendar->where(),
                        [&] { return &builtin_calendar(parts.calendar->string()); });
  }
  return at_place(table, table.where(), [&] { return compile(parts.hours, zone, calendar); });
}

schedule parse_schedule(std::string_view toml, std::string_view source, const calendar* calendar) {
  const toml_reader text = parse_toml(toml, source);
  const schedule_parts parts = read_schedule(text.table("schedule"));
  text.finish();
  return compile_parts(parts, calendar);
}

}  // namespace srok
