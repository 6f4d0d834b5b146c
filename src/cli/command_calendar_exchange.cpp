// srok calendar import and export: years of other publishers, and ours for their programs.
#include <fmt/core.h>

#include <CLI/CLI.hpp>

#include "cli/commands.hpp"
#include "cli/session.hpp"
#include "srok/io/calendar_formats.hpp"
#include "srok/io/calendar_text.hpp"
#include "srok/io/instant_text.hpp"

namespace srok::cli {
namespace {

constexpr const char* format_help =
    "xmlcalendar-xml, xmlcalendar-json, xmlcalendar-csv, isdayoff or icalendar";

struct exchange_options {
  std::string format, file, year;
};

std::optional<int> read_year(const std::string& text) {
  if (text.empty()) return std::nullopt;
  const std::int64_t year = read_count(text, "the year");
  if (year < earliest_calendar_year || year > latest_calendar_year) {
    refuse("\"" + text + "\" is not a year of " + std::to_string(earliest_calendar_year) + " to " +
           std::to_string(latest_calendar_year));
  }
  return static_cast<int>(year);
}

calendar_format read_format(const std::string& name) {
  const auto format = calendar_format_named(name);
  if (!format) refuse("there is no format \"" + name + "\"; there are " + format_help);
  return *format;
}

std::string in_words(day_type type) {
  const char* kinds[] = {"working", "short", "weekend", "day off", "holiday", "off by decree"};
  return std::string{kinds[static_cast<std::size_t>(type.kind())]} +
         (type.worked_weekend() ? ", worked weekend" : "") + (type.base_short() ? ", short" : "");
}

void report(const imported_calendar& imported, const calendar& at_hand, const std::string& file) {
  for (const std::string& remark : imported.remarks) tell(fmt::format("{}: {}", file, remark));
  const auto list = differences(at_hand, imported.days);
  for (const calendar_difference& difference : list) {
    tell(fmt::format("{} {}: {} in the calendar at hand, {} in {}", to_text(difference.date),
                     weekday_name(difference.date),
                     difference.here ? in_words(*difference.here) : "not known",
                     in_words(difference.there), file));
  }
  if (list.empty()) tell(fmt::format("{}: no date differs from the calendar at hand", file));
}

exit_code run_import(const exchange_options& options, const session& session, output& out) {
  const std::string text = read_file(options.file);
  const calendar_format format =
      options.format == "xmlcalendar" ? detect_xmlcalendar(text) : read_format(options.format);
  const auto year = read_year(options.year);
  if (format == calendar_format::isdayoff && !year) {
    refuse("a text of isdayoff.ru does not say its year; add --year YYYY");
  }
  const calendar at_hand = session.calendar();
  const imported_calendar imported = import_calendar(
      text, format, options.file == "-" ? "standard input" : options.file, at_hand, year);
  const std::string toml = write_calendar(imported.days);
  report(imported, at_hand, options.file);
  out.write(toml);
  return done;
}

exit_code run_export(const exchange_options& options, const session& session, output& out) {
  if (options.format == "xmlcalendar") {
    refuse("xmlcalendar has three formats; write xmlcalendar-xml, -json or -csv");
  }
  const calendar_format format = read_format(options.format);
  const auto year = read_year(options.year);
  if (!year) refuse("which year? write srok calendar export --format icalendar 2026");
  out.write(export_calendar(session.calendar(), *year, format));
  return done;
}

}  // namespace

void add_calendar_exchange(CLI::App& calendar, session& session) {
  const auto options = std::make_shared<exchange_options>();
  CLI::App* in = calendar.add_subcommand(
      "import", "Print another publisher's years as TOML; what differs is said on stderr");
  in->add_option("--format", options->format,
                 std::string{"xmlcalendar (tells the three apart), "} + format_help)
      ->required()
      ->type_name("NAME");
  in->add_option("--year", options->year, "This year alone; isdayoff needs it")->type_name("YEAR");
  in->add_option("file", options->file, "The text; - is standard input")
      ->required()
      ->type_name("FILE");
  in->footer("Example:\n  srok calendar import --format xmlcalendar calendar.xml > 2026.toml");
  in->callback([options, &session] {
    session.run = [options, &session](output& out) { return run_import(*options, session, out); };
  });
  CLI::App* ex = calendar.add_subcommand("export", "Print a year in another publisher's format");
  ex->add_option("--format", options->format, format_help)->required()->type_name("NAME");
  ex->add_option("year", options->year, "The year")->required()->type_name("YEAR");
  ex->footer("Example:\n  srok calendar export --format icalendar 2026 > 2026.ics");
  ex->callback([options, &session] {
    session.run = [options, &session](output& out) { return run_export(*options, session, out); };
  });
}

}  // namespace srok::cli
