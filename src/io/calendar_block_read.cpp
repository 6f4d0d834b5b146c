// Reading one [[years]] block of a calendar text: types and dates, no judgement.
#include <algorithm>
#include <utility>

#include "io/calendar_block.hpp"
#include "io/limits.hpp"
#include "srok/time/civil.hpp"

namespace srok {
namespace {

constexpr std::string_view digits = "0123456789";

int number_at(std::string_view text, std::size_t at, std::size_t length) {
  int number = 0;
  for (const char c : text.substr(at, length)) number = number * 10 + (c - '0');
  return number;
}

bool is_shaped(std::string_view text, std::string_view shape) {  // '0' stands for a digit
  return text.size() == shape.size() &&
         std::equal(text.begin(), text.end(), shape.begin(), [](char c, char s) {
           return s == '0' ? digits.find(c) != std::string_view::npos : c == s;
         });
}

template <class Day>
void require_room(const std::vector<Day>& days, const toml_value& item) {
  if (days.size() < most_days_of_year) return;
  item.fail("more than " + std::to_string(most_days_of_year) +
            " days, so one of them is there twice; name each once");
}

[[noreturn]] void fail_shape(const toml_value& item, std::string_view text) {
  item.fail("\"" + std::string{text} +
            "\" is not a day; write \"MM-DD\", \"Fri MM-DD\" or \"MM-DD..MM-DD\"");
}

std::int32_t read_day(const toml_value& item, std::string_view text, int year) {
  if (!is_shaped(text, "00-00")) fail_shape(item, text);
  const std::chrono::year_month_day date{
      std::chrono::year{year}, std::chrono::month{static_cast<unsigned>(number_at(text, 0, 2))},
      std::chrono::day{static_cast<unsigned>(number_at(text, 3, 2))}};
  if (!date.ok()) {
    item.fail("there is no " + std::string{text} + " (month-day) in " + std::to_string(year));
  }
  return to_day_number(civil_date{date});
}

// "Fri 01-09". Acts name the weekdays of the days they move, and a mistyped day seldom keeps its
// weekday.
placed_day read_weekday(const toml_value& item, int year) {
  const std::string text = item.string();
  const auto weekday = std::find(weekday_names.begin(), weekday_names.end(), text.substr(0, 3));
  if (text.size() != 9 || text[3] != ' ' || weekday == weekday_names.end()) {
    item.fail("\"" + text + "\" is not a day with its weekday; write \"Fri MM-DD\"");
  }
  const std::int32_t day = read_day(item, std::string_view{text}.substr(4), year);
  const auto actual = static_cast<std::size_t>(weekday_of(from_day_number(day)));
  if (*weekday != weekday_names[actual]) {
    item.fail(text.substr(4) + " of " + std::to_string(year) + " is a " +
              std::string{weekday_names[actual]} + ", not a " + std::string{*weekday});
  }
  return {day, item.where()};
}

std::vector<placed_day> read_list(const std::vector<toml_value>& items, int year) {
  std::vector<placed_day> days;
  for (const toml_value& item : items) {
    for (const placed_day& day : read_days(item, year)) add_day(days, day, item);
  }
  return days;
}

// An act is cited as lawyers do, with its date: "... от 24.09.2025 № 1466 ...". Acts of a year are
// signed in it or in the year before.
std::string read_act(const toml_value& item, int year) {
  const std::string act = item.string();
  if (act.find("; ") != std::string::npos) {
    item.fail("an act with \"; \" in it; give each act its own string");
  }
  for (std::size_t at = 0; at + 10 <= act.size(); ++at) {
    const std::string_view date = std::string_view{act}.substr(at, 10);
    if (!is_shaped(date, "00.00.0000")) continue;
    const int signed_in = number_at(date, 6, 4);
    const std::chrono::year_month_day fields{
        std::chrono::year{signed_in},
        std::chrono::month{static_cast<unsigned>(number_at(date, 3, 2))},
        std::chrono::day{static_cast<unsigned>(number_at(date, 0, 2))}};
    if (!fields.ok()) item.fail("there is no date " + std::string{date});
    if (signed_in != year && signed_in != year - 1) {
      item.fail("an act of " + std::to_string(signed_in) + " cannot settle the year " +
                std::to_string(year));
    }
    return act;
  }
  item.fail("the act has no date; cite it as \"... DD.MM.YYYY ...\"");
}

year_status read_status(const toml_reader& block) {
  const std::string text = block.string("status");
  if (text == "official") return year_status::official;
  if (text == "projected") return year_status::projected;
  if (text == "imported") return year_status::imported;
  block.fail("status", "\"" + text + "\" is not a status; there are official, projected, imported");
}

std::vector<named_day> read_holidays(const std::vector<toml_value>& items,
                                     const std::vector<named_holiday>& holidays, int year) {
  std::vector<named_day> days;
  for (const toml_value& item : items) {
    const named_holiday& holiday = find_holiday(item, holidays);
    for (const placed_day& day : holiday.days) {
      const auto date = fields(from_day_number(day.day));
      const std::chrono::year_month_day here{std::chrono::year{year}, date.month(), date.day()};
      if (!here.ok()) item.fail("\"" + holiday.key + "\" falls on 02-29, which this year lacks");
      require_room(days, item);
      days.push_back({{to_day_number(civil_date{here}), item.where()}, &holiday});
    }
  }
  return days;
}

std::string_view source_of_move(const toml_reader& move, const std::vector<std::string_view>& acts,
                                std::string_view otherwise) {
  const auto index = move.optional("act");
  if (!index) return acts.empty() ? otherwise : acts.front();
  const std::int64_t number = index->integer();
  if (number < 2 || number > static_cast<std::int64_t>(acts.size())) {
    index->fail(
        "\"act\" names the second act of the year or a later one; the first is meant without it");
  }
  return acts[static_cast<std::size_t>(number - 1)];
}

void read_moves(const toml_reader& block, const std::vector<std::string_view>& acts,
                year_block& out) {
  for (const toml_reader& move : block.optional_tables("moved")) {
    out.moved.push_back({read_weekday(move.required("from"), out.year),
                         read_weekday(move.required("to"), out.year),
                         source_of_move(move, acts, out.note), false});
  }
  for (const toml_reader& move : block.optional_tables("moved_by_law")) {
    out.moved.push_back({read_weekday(move.required("from"), out.year),
                         read_weekday(move.required("to"), out.year), out.law, true});
  }
}

void read_short_days(const toml_reader& block, calendar_builder& builder, year_block& out) {
  for (const toml_value& item : block.array("short")) {
    if (!item.is_table()) {
      for (const placed_day& day : read_days(item, out.year)) {
        require_room(out.shortened, item);
        out.shortened.push_back({day, {}});
      }
      continue;
    }
    const toml_reader day = item.table();
    out.shortened.push_back(
        {read_weekday(day.required("day"), out.year), builder.keep(day.string("because"))});
  }
}

void read_decree_days(const toml_reader& block, calendar_builder& builder, year_block& out) {
  for (const toml_reader& decree : block.optional_tables("decree_off")) {
    const toml_value item = decree.required("act");
    const bool cited = out.status != year_status::imported;  // else as the publisher calls it
    const std::string_view act = builder.keep(cited ? read_act(item, out.year) : item.string());
    for (const placed_day& day : read_list(decree.array("days"), out.year)) {
      require_room(out.decree_off, decree.value());
      out.decree_off.push_back({day, act});
    }
  }
}

void read_months(const toml_reader& block, year_block& out) {
  for (const toml_value& item : block.array("months")) {
    out.months.emplace_back(static_cast<int>(item.integer(0, 31)), item.where());
  }
  if (out.months.size() != 12) {
    block.fail("months", "\"months\" holds the working days of " +
                             std::to_string(out.months.size()) + " months; a year has 12");
  }
}

void read_totals(const toml_reader& totals, year_block& out) {
  const auto number = [&](std::string_view key) {
    return static_cast<int>(totals.required(key).integer(0, 9'999));
  };
  out.totals.push_back(
      {totals.where(), number("working_days"), number("days_off"), number("hours_40")});
}

}  // namespace

std::vector<placed_day> read_days(const toml_value& item, int year) {
  const std::string text = item.string();
  if (text.find(' ') != std::string::npos) return {read_weekday(item, year)};
  const std::size_t dots = text.find("..");
  const std::int32_t first = read_day(item, std::string_view{text}.substr(0, dots), year);
  if (dots == std::string::npos) return {{first, item.where()}};
  const std::int32_t last = read_day(item, std::string_view{text}.substr(dots + 2), year);
  if (last <= first) item.fail("\"" + text + "\" ends before it begins, or is a single day");
  std::vector<placed_day> days;
  for (std::int32_t day = first; day <= last; ++day) days.push_back({day, item.where()});
  return days;
}

void add_day(std::vector<placed_day>& days, const placed_day& day, const toml_value& item) {
  require_room(days, item);
  days.push_back(day);
}

const named_holiday& find_holiday(const toml_value& item,
                                  const std::vector<named_holiday>& holidays) {
  const std::string key = item.string();
  for (const named_holiday& holiday : holidays) {
    if (holiday.key == key) return holiday;
  }
  std::vector<std::string> known;
  for (const named_holiday& holiday : holidays) known.push_back(holiday.key);
  const std::string near = nearest_word(key, known);
  item.fail("no holiday \"" + key + "\" in [holidays]" +
            (near.empty() ? "" : "; did you mean \"" + near + "\"?"));
}

year_block read_year_block(const toml_reader& block, const std::vector<named_holiday>& holidays,
                           std::string_view default_law, calendar_builder& builder) {
  year_block out{};
  out.year = static_cast<int>(
      block.required("year").integer(earliest_calendar_year, latest_calendar_year));
  out.at = block.where();
  out.status = read_status(block);
  const auto law = block.optional_string("law");
  out.law = law ? builder.keep(*law) : default_law;
  out.note = builder.keep(block.optional_string("note").value_or(""));

  std::vector<std::string_view> acts;
  std::string source;
  for (const toml_value& item : block.optional_array("acts")) {
    acts.push_back(builder.keep(read_act(item, out.year)));
    source += (source.empty() ? "" : "; ") + std::string{acts.back()};
    if (source.size() > longest_string) {
      item.fail("the acts of the year have more than " + std::to_string(longest_string) +
                " bytes together; cite them more shortly");
    }
  }
  if (out.status == year_status::projected) source = out.law;
  out.source = builder.keep(std::move(source));

  out.holidays = read_holidays(block.array("holidays"), holidays, out.year);
  read_moves(block, acts, out);
  out.lost = read_list(block.optional_array("lost"), out.year);
  out.days_off = read_list(block.optional_array("days_off"), out.year);
  read_short_days(block, builder, out);
  out.worked_weekends = read_list(block.array("worked_weekends"), out.year);
  read_decree_days(block, builder, out);
  read_months(block, out);
  read_totals(block.table("totals"), out);
  if (!out.decree_off.empty()) read_totals(block.table("totals_decree_off"), out);
  return out;
}

}  // namespace srok
