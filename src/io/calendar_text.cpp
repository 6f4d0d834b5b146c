// A calendar text: its head, its names, the law, and the order of its years.
#include "srok/io/calendar_text.hpp"

#include <algorithm>
#include <optional>
#include <utility>
#include <vector>

#include "io/calendar_block.hpp"
#include "io/limits.hpp"
#include "srok/time/civil.hpp"
#include "wording.hpp"

namespace srok {
namespace {

// Of no year in particular.
std::vector<placed_day> read_days_of_any_year(const toml_value& item) {
  const std::string text = item.string();
  if (std::find(weekday_names.begin(), weekday_names.end(), text.substr(0, 3)) !=
      weekday_names.end()) {
    item.fail(
        quoted(text) +
        " is of no year in particular and has no weekday; write \"MM-DD\" or \"MM-DD..MM-DD\"");
  }
  return read_days(item, any_leap_year);
}

std::vector<named_holiday> read_holidays(const toml_reader& text, calendar_builder& builder) {
  std::vector<named_holiday> holidays;
  for (const toml_entry& entry : text.table("holidays").entries()) {
    if (holidays.size() == most_days_of_year) {
      entry.value.fail("more than " + std::to_string(most_days_of_year) +
                       " holidays, which is more than a year has days");
    }
    const toml_reader holiday = entry.value.table();
    const std::string en = holiday.optional_string("en").value_or("");
    const std::string ru = holiday.optional_string("ru").value_or("");
    if (en.empty() && ru.empty()) {
      holiday.fail("the holiday \"" + entry.key + "\" has no name; give it \"en\" or \"ru\"");
    }
    holidays.push_back({entry.key, builder.keep(en), builder.keep(ru), {}});
    for (const toml_value& item : holiday.array("days")) {
      for (const placed_day& day : read_days_of_any_year(item)) {
        add_day(holidays.back().days, day, item);
      }
    }
  }
  return holidays;
}

void read_statutory(const toml_reader& text, const std::vector<named_holiday>& holidays,
                    calendar_builder& builder) {
  const auto law = text.optional_table("statutory");
  if (!law) return;
  builder.head().law = builder.keep(law->string("law"));
  std::vector<placed_day> staying;
  for (const toml_value& item : law->optional_array("stay")) {
    for (const placed_day& day : read_days_of_any_year(item)) add_day(staying, day, item);
  }
  auto& statutory = builder.statutory();
  for (const toml_value& item : law->array("holidays")) {
    const named_holiday& holiday = find_holiday(item, holidays);
    for (const placed_day& day : holiday.days) {
      const auto date = fields(from_day_number(day.day));
      const int month = static_cast<int>(static_cast<unsigned>(date.month()));
      const int number = static_cast<int>(static_cast<unsigned>(date.day()));
      if (month == 2 && number == 29) item.fail("02-29 cannot be a statutory holiday");
      for (const statutory_holiday& other : statutory) {
        if (other.month == month && other.day == number) {
          item.fail("\"" + holiday.key + "\" names a day that another holiday has");
        }
      }
      const bool stays =
          std::any_of(staying.begin(), staying.end(),
                      [&](const placed_day& staying_day) { return staying_day.day == day.day; });
      statutory.push_back({month, number, !stays, holiday.en, holiday.ru});
    }
  }
  std::sort(statutory.begin(), statutory.end(), [](const auto& a, const auto& b) {
    return std::pair{a.month, a.day} < std::pair{b.month, b.day};
  });
}

// Years in a text may stand in any order, newest first by custom; each once and none left out.
void sort_years(std::vector<year_block>& blocks, std::string_view source_name) {
  std::stable_sort(blocks.begin(), blocks.end(),
                   [](const year_block& a, const year_block& b) { return a.year < b.year; });
  for (std::size_t i = 1; i < blocks.size(); ++i) {
    const year_block &before = blocks[i - 1], &block = blocks[i];
    const auto fail = [&](const std::string& sentence) {
      throw error(status::bad_text, source_name, block.at,
                  "year " + std::to_string(block.year) + ": " + sentence);
    };
    if (block.year == before.year) fail("there are two blocks of this year");
    if (block.year != before.year + 1) {
      fail("the year before it is missing; after " + std::to_string(before.year) + " comes " +
           std::to_string(before.year + 1));
    }
    if (before.status == year_status::projected && block.status != year_status::projected) {
      fail("it follows a projected year; projected years come last");
    }
  }
}

// nullopt: it does not say. What is imported may have a holiday as a mere weekend or day off.
std::optional<bool> begins_with_holiday(const year_block& block) {
  const std::int32_t first = to_day_number(first_of_year(block.year));
  const auto is_first = [&](const placed_day& date) { return date.day == first; };
  if (std::any_of(block.holidays.begin(), block.holidays.end(),
                  [&](const named_day& holiday) { return is_first(holiday.date); })) {
    return true;
  }
  const bool off =
      is_weekend(first) || std::any_of(block.days_off.begin(), block.days_off.end(), is_first);
  if (off && block.status == year_status::imported) return std::nullopt;
  return false;
}

calendar read_calendar(const toml_reader& text, std::string_view source_name) {
  const std::vector<toml_reader> tables = text.tables("years");
  if (tables.empty()) text.fail("years", "a calendar needs at least one [[years]] block");
  if (tables.size() > most_calendar_years) {
    tables[most_calendar_years].fail("more than " + std::to_string(most_calendar_years) +
                                     " [[years]] blocks, so one of them is there twice");
  }
  int first_year = latest_calendar_year;
  for (const toml_reader& block : tables) {
    first_year = std::min(first_year, static_cast<int>(block.required("year").integer(
                                          earliest_calendar_year, latest_calendar_year)));
  }
  calendar_builder builder{first_year};
  const toml_reader head = text.table("calendar");
  builder.head().name = builder.keep(head.string("name"));
  builder.head().title = builder.keep(head.string("title"));
  builder.head().version = builder.keep(head.string("version"));
  const std::vector<named_holiday> holidays = read_holidays(text, builder);
  read_statutory(text, holidays, builder);
  std::vector<year_block> blocks;
  for (const toml_reader& block : tables) {
    blocks.push_back(read_year_block(block, holidays, builder.head().law, builder));
  }
  text.finish();
  sort_years(blocks, source_name);
  for (std::size_t i = 0; i < blocks.size(); ++i) {
    builder.expect_next_year(i + 1 < blocks.size() ? begins_with_holiday(blocks[i + 1])
                                                   : std::nullopt);
    add_year_block(blocks[i], source_name, builder);
  }
  return std::move(builder).finish();
}

// The number after "year =" in the block around that line; empty: it stands in none. Errors of
// grammar are found before a block knows its year, and the line alone says little in a file of
// thirty alike blocks.
std::string_view year_around(std::string_view text, std::uint32_t line) {
  std::string_view year;
  bool in_years = false;
  for (std::uint32_t number = 1; !text.empty(); ++number) {
    const std::string_view here = text.substr(0, text.find('\n'));
    text.remove_prefix(std::min(here.size() + 1, text.size()));
    if (here.starts_with("[")) {
      if (number > line) break;
      in_years = here.starts_with("[[years]]");
      year = {};
    } else if (in_years && here.starts_with("year")) {
      const std::size_t begin = std::min(here.find_first_of("0123456789"), here.size());
      year = here.substr(begin, here.find_first_not_of("0123456789", begin) - begin);
    }
  }
  return year;
}

}  // namespace

calendar parse_calendar(std::string_view text, std::string_view source_name) {
  try {
    return read_calendar(parse_toml(text, source_name), source_name);
  } catch (const error& failure) {
    const std::string_view sentence = failure.sentence();
    const std::string_view year = year_around(text, failure.where().line);
    if (year.empty() || sentence.starts_with("year ")) throw;
    throw error(failure.code(), source_name, failure.where(),
                "year " + std::string{year} + ": " + std::string{sentence});
  }
}

}  // namespace srok
