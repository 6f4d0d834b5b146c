// Reading one [[years]] block of a calendar text: types and dates, no judgement.
#include <algorithm>
#include <utility>

#include "calendar_block.hpp"
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

std::int32_t read_day(const toml_value& item, std::string_view text, int year) {
  if (!is_shaped(text, "00-00")) {
    item.fail("\"" + std::string{text} + "\" is not a day; write \"MM-DD\" or \"MM-DD..MM-DD\"");
  }
  const std::chrono::year_month_day date{
      std::chrono::year{year}, std::chrono::month{static_cast<unsigned>(number_at(text, 0, 2))},
      std::chrono::day{static_cast<unsigned>(number_at(text, 3, 2))}};
  if (!date.ok()) {
    item.fail("there is no " + std::string{text} + " (month-day) in " + std::to_string(year));
  }
  return to_day_number(civil_date{date});
}

placed_day read_one_day(const toml_value& item, int year) {
  return {read_day(item, item.string(), year), item.where()};
}

std::vector<placed_day> read_list(const std::vector<toml_value>& items, int year) {
  std::vector<placed_day> days;
  for (const toml_value& item : items) {
    for (const placed_day& day : read_days(item, year)) days.push_back(day);
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

std::vector<named_day> read_holidays(const toml_reader& holidays,
                                     const std::vector<holiday_name>& names, int year) {
  std::vector<named_day> days;
  std::vector<std::string> known;
  for (const holiday_name& name : names) known.push_back(name.key);
  for (const toml_entry& entry : holidays.entries()) {
    const auto name = std::find(known.begin(), known.end(), entry.key);
    if (name == known.end()) {
      const std::string near = nearest_word(entry.key, known);
      holidays.fail(entry.key_at, "no holiday \"" + entry.key + "\" in [names]" +
                                      (near.empty() ? "" : "; did you mean \"" + near + "\"?"));
    }
    for (const placed_day& day : read_list(entry.value.array(), year)) {
      days.push_back({day, &names[static_cast<std::size_t>(name - known.begin())]});
    }
  }
  return days;
}

std::string_view source_of_move(const toml_reader& move, const std::vector<std::string_view>& acts,
                                std::string_view otherwise) {
  const auto index = move.optional("act");
  if (!index) return acts.empty() ? otherwise : acts.front();
  if (acts.empty()) index->fail("\"act\" counts the acts of the year, and it has none");
  const std::int64_t number = index->integer(1, static_cast<std::int64_t>(acts.size()));
  return acts[static_cast<std::size_t>(number - 1)];
}

void read_moves(const toml_reader& block, const std::vector<std::string_view>& acts,
                year_block& out) {
  for (const toml_reader& move : block.optional_tables("moved")) {
    out.moved.push_back({read_one_day(move.required("from"), out.year),
                         read_one_day(move.required("to"), out.year),
                         source_of_move(move, acts, out.note), false});
  }
  for (const toml_reader& move : block.optional_tables("moved_by_law")) {
    out.moved.push_back({read_one_day(move.required("from"), out.year),
                         read_one_day(move.required("to"), out.year), out.law, true});
  }
}

void read_short_days(const toml_reader& block, calendar_builder& builder, year_block& out) {
  for (const toml_value& item : block.array("short")) {
    if (!item.is_table()) {
      for (const placed_day& day : read_days(item, out.year)) out.shortened.push_back({day, {}});
      continue;
    }
    const toml_reader day = item.table();
    out.shortened.push_back(
        {read_one_day(day.required("day"), out.year), builder.keep(day.string("because"))});
  }
}

void read_decree_days(const toml_reader& block, calendar_builder& builder, year_block& out) {
  for (const toml_reader& decree : block.optional_tables("decree_off")) {
    const std::string_view act = builder.keep(read_act(decree.required("act"), out.year));
    for (const placed_day& day : read_list(decree.array("days"), out.year)) {
      out.decree_off.push_back({day, act});
    }
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
  const std::size_t dots = text.find("..");
  const std::int32_t first = read_day(item, std::string_view{text}.substr(0, dots), year);
  if (dots == std::string::npos) return {{first, item.where()}};
  const std::int32_t last = read_day(item, std::string_view{text}.substr(dots + 2), year);
  if (last <= first) item.fail("\"" + text + "\" ends before it begins, or is a single day");
  std::vector<placed_day> days;
  for (std::int32_t day = first; day <= last; ++day) days.push_back({day, item.where()});
  return days;
}

year_block read_year_block(const toml_reader& block, const std::vector<holiday_name>& names,
                           std::string_view default_law, calendar_builder& builder) {
  year_block out{};
  out.year = static_cast<int>(block.required("year").integer(1900, 2200));
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
  }
  if (out.status == year_status::projected) source = out.law;
  out.source = builder.keep(std::move(source));

  out.holidays = read_holidays(block.table("holidays"), names, out.year);
  read_moves(block, acts, out);
  out.lost = read_list(block.optional_array("lost"), out.year);
  out.days_off = read_list(block.optional_array("days_off"), out.year);
  read_short_days(block, builder, out);
  out.worked_weekends = read_list(block.array("worked_weekends"), out.year);
  read_decree_days(block, builder, out);
  read_totals(block.table("totals"), out);
  if (!out.decree_off.empty()) read_totals(block.table("totals_decree_off"), out);
  return out;
}

}  // namespace srok
