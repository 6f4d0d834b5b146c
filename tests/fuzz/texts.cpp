// Texts of anyone: calendars, schedules, regulations, other people's calendars, tables, instants.
#include <array>
#include <filesystem>
#include <fstream>
#include <optional>
#include <random>
#include <string>
#include <string_view>

#include "cli/case_answers.hpp"
#include "cli/cases.hpp"
#include "cli/session.hpp"
#include "cli/table_stream.hpp"
#include "fuzz/targets.hpp"
#include "io/bytes.hpp"
#include "io/csv.hpp"
#include "srok.h"
#include "srok/engine/compile.hpp"
#include "srok/error.hpp"
#include "srok/io/calendar_formats.hpp"
#include "srok/io/calendar_text.hpp"
#include "srok/io/instant_text.hpp"
#include "time/tzif.hpp"

namespace srok::fuzz {
namespace {

std::string_view text_of(bytes input) {
  return {reinterpret_cast<const char*>(input.data()), input.size()};
}

// A refusal is a known status with a sentence; SROK_INTERNAL is a fault of srok.
void judge(srok_status said, const void* made, std::string_view sentence) {
  MUST(said != SROK_INTERNAL);
  MUST(said != SROK_BAD_ARGUMENT || made == nullptr);
  MUST((said == SROK_OK) == (made != nullptr));
  MUST((said == SROK_OK) == sentence.empty());
}

void ask(const srok_schedule* schedule) {
  std::int64_t begin = 0, end = 0, official = 0, at = 0;
  MUST(srok_schedule_horizon(schedule, &begin, &end) == SROK_OK);
  MUST(srok_schedule_official_until(schedule, &official) == SROK_OK);
  MUST(begin < end && begin <= official && official <= end);
  MUST(srok_elapsed(schedule, begin, end, &at) == SROK_OK && at > 0);
  std::size_t length = 0;
  MUST(srok_schedule_zone(schedule, nullptr, 0, &length) == SROK_BUFFER_TOO_SMALL);
  std::string zone(length, '\0');
  MUST(srok_schedule_zone(schedule, zone.data(), zone.size(), &length) == SROK_OK);
  std::uint64_t hash = 0, hash_loaded = 0;
  MUST(srok_schedule_zone_hash(schedule, &hash) == SROK_OK);
  MUST(srok_schedule_dump(schedule, nullptr, 0, &length) == SROK_BUFFER_TOO_SMALL);
  std::string dump(length, '\0');
  MUST(srok_schedule_dump(schedule, dump.data(), dump.size(), &length) == SROK_OK);
  srok_schedule* loaded = nullptr;
  MUST(srok_schedule_load(dump.data(), dump.size(), &loaded, nullptr, 0) == SROK_OK);
  MUST(srok_schedule_zone_hash(loaded, &hash_loaded) == SROK_OK && hash_loaded == hash);
  srok_schedule_free(loaded);
}

// A calendar says the same when it is written and read, unless it is too large to be a text.
void write_and_read(const calendar& days) {
  std::string text;
  try {
    text = write_calendar(days);
  } catch (const error& e) {
    MUST(e.code() == status::bad_argument);
    const std::string_view sentence = e.what();
    MUST(sentence.find("more than ") != sentence.npos || sentence.find("longer ") != sentence.npos);
    return;
  }
  const calendar again = parse_calendar(text);
  MUST(differences(days, again).empty());
  MUST(write_calendar(again) == text);
}

void import(bytes input, calendar_format format) {
  static const calendar& ru = builtin_calendar("ru");
  std::optional<imported_calendar> got;
  try {
    const auto year = format == calendar_format::isdayoff ? std::optional<int>{2026} : std::nullopt;
    got = import_calendar(text_of(input), format, "fuzz", ru, year);
  } catch (const error& e) {
    MUST(e.what()[0] != '\0');
  }
  if (got) write_and_read(got->days);
}

// A few years on by the calendar's law, if it has one.
calendar projected(const calendar& official) {
  try {
    return project(official, official.last_year() + 3);
  } catch (const error& e) {
    MUST(e.code() == status::unknown_year);
    return official;
  }
}

}  // namespace

void calendar_text(bytes input) {
  const std::string_view text = text_of(input);
  std::array<char, 512> why{};
  srok_calendar* made = nullptr;
  const srok_status said =
      srok_calendar_parse(text.data(), text.size(), &made, why.data(), why.size());
  judge(said, made, why.data());
  if (made != nullptr) {
    std::int32_t first = 0, last = 0, kind = 0;
    MUST(srok_calendar_years(made, &first, &last) == SROK_OK && first <= last);
    for (const std::int32_t day : {INT32_MIN, -1, 0, 20'572, INT32_MAX})
      srok_calendar_day(made, day, &kind);
    constexpr std::string_view toml =
        "[schedule]\nzone=\"UTC\"\n[schedule.hours]\nmon=[\"07:00-16:00\"]\n";
    srok_schedule* schedule = nullptr;
    MUST(srok_schedule_parse_with(toml.data(), toml.size(), made, &schedule, nullptr, 0) !=
         SROK_INTERNAL);
    srok_calendar_free(made);
    if (schedule != nullptr) ask(schedule);
    srok_schedule_free(schedule);
    const calendar same = parse_calendar(text);
    write_and_read(same);
    write_and_read(projected(same));
  }
}

void schedule_text(bytes input) {
  const std::string_view text = text_of(input);
  std::array<char, 512> why{};
  srok_schedule* made = nullptr;
  const srok_status said =
      srok_schedule_parse(text.data(), text.size(), &made, why.data(), why.size());
  judge(said, made, why.data());
  if (made != nullptr) ask(made);
  srok_schedule_free(made);
}

void regulation_text(bytes input) {
  const std::string_view text = text_of(input);
  std::array<char, 512> why{};
  srok_regulation* made = nullptr;
  const srok_status said =
      srok_regulation_parse(text.data(), text.size(), &made, why.data(), why.size());
  judge(said, made, why.data());
  srok_calendar* ru = nullptr;
  MUST(srok_calendar_builtin("ru", &ru, nullptr, 0) == SROK_OK);
  srok_regulation* with = nullptr;
  MUST(srok_regulation_parse_with(text.data(), text.size(), ru, &with, nullptr, 0) !=
       SROK_INTERNAL);
  srok_regulation_free(with);
  if (made == nullptr) return;
  const srok_schedule* schedule = nullptr;
  MUST(srok_regulation_schedule(made, &schedule) == SROK_OK);
  ask(schedule);
  std::array<char, 4096> name{};
  std::size_t length = 0;
  for (std::int32_t p = 0;
       srok_regulation_priority_name(made, p, name.data(), name.size(), &length) == SROK_OK; ++p) {
    std::int32_t found = -1;
    MUST(srok_regulation_priority_named(made, name.data(), length, &found) == SROK_OK &&
         found == p);
    std::int64_t accepted = 0, due = 0;
    if (srok_regulation_due(made, p, 1'770'000'000, &accepted, &due) == SROK_OK)
      MUST(accepted <= due);
  }
  const srok_regulation* const editions[] = {made};
  srok_book* book = nullptr;
  MUST(srok_book_bind(editions, 1, &book, nullptr, 0) == SROK_OK);
  srok_book_free(book);
  srok_regulation_free(made);
}

void import_xml(bytes input) {
  import(input, calendar_format::xmlcalendar_xml);
}
void import_json(bytes input) {
  import(input, calendar_format::xmlcalendar_json);
}
void import_csv(bytes input) {
  import(input, calendar_format::xmlcalendar_csv);
}
void import_isdayoff(bytes input) {
  import(input, calendar_format::isdayoff);
}
void import_icalendar(bytes input) {
  import(input, calendar_format::icalendar);
}

void table_rows(bytes input) {
  const std::string_view text = text_of(input);
  try {
    for (const csv_record& record : read_csv(text, "fuzz")) {
      std::string line;
      for (const std::string& cell : record.cells)
        line += (line.empty() ? "" : ",") + csv_cell(cell);
      if (!record.cells.front().empty()) MUST(split_csv(line) == record.cells);
    }
  } catch (const error& e) {
    MUST(e.code() == status::bad_text);
  }
  // The stream loses no byte: rows, skipped bytes and line breaks are the text.
  static const std::string file = (std::filesystem::temp_directory_path() /
                                   ("srok-fuzz-" + std::to_string(std::random_device{}())))
                                      .string();
  std::ofstream{file, std::ios::binary}.write(text.data(),
                                              static_cast<std::streamsize>(text.size()));
  cli::table_reader reader{file};
  std::filesystem::remove(file);
  reader.header();
  reader.header();
  std::uint64_t line = 0;
  while (const auto row = reader.next()) {
    MUST(row->line > line);
    line = row->line;
    split_csv(row->text);
    fault_of_text(row->text);
  }
  MUST(reader.bytes_read() == text.size());
}

// The first byte says whether they are rows or tables.
void case_text(bytes input) {
  const std::string_view text = text_of(input);
  if (text.empty()) return;
  const std::string name = text.front() == ',' ? "fuzz.csv" : "fuzz.toml";
  try {
    const cli::case_file cases = cli::read_cases(std::string{text.substr(1)}, name);
    MUST(!cases.cases.empty());
    const cli::case_answers answers{cases, cli::session{}};
    for (const cli::regression_case& asked : cases.cases) {
      const cli::case_answer given = answers.given(asked);
      MUST(!given.text.empty());
      answers.expected(asked);
    }
  } catch (const error& e) {
    MUST(e.code() != status::internal && e.what()[0] != '\0');
  } catch (const cli::failure& e) {  // a file that the cases name is not there
    MUST(!std::string_view{e.what()}.empty());
  }
}

void zone_bytes(bytes input) {
  zone_file file = read_zone_file(text_of(input));
  if (file.changes.empty()) return;
  working_hours hours;
  hours.week.fill({{7 * 3600, 16 * 3600}});
  try {
    const schedule made = compile(hours, zone{"fuzz", std::move(file.changes)}, nullptr);
    const interval known = made.horizon();
    const auto all = made.elapsed(known.begin(), known.end());
    MUST(all && made.deadline(known.begin(), *all));
  } catch (const error& e) {
    MUST(e.code() == status::bad_argument);
  }
}

void instant_text(bytes input) {
  const std::string_view text = text_of(input);
  if (const auto at = parse_instant(text)) MUST(parse_instant(to_text(*at)) == *at);
  if (const auto date = parse_date(text)) MUST(to_text(*date) == text);
  if (const auto amount = parse_duration(text)) MUST(!to_text(*amount).empty());
  parse_wall_time(text);
  const auto local = parse_instant(text, schedule::builtin("technotronics"));
  if (local) MUST(parse_instant(to_text(*local, schedule::builtin("technotronics"))) == *local);
}

}  // namespace srok::fuzz
