// srok calendar: a year as twelve months, with its totals, its special days and the acts behind
// them.
#include <fmt/core.h>
#include <unistd.h>

#include <CLI/CLI.hpp>
#include <array>
#include <cstdlib>
#include <memory>

#include "cli/calendar_svg.hpp"
#include "cli/commands.hpp"
#include "cli/json.hpp"
#include "cli/session.hpp"
#include "cli/table_stream.hpp"
#include "io/shown_text.hpp"
#include "srok/io/instant_text.hpp"

namespace srok::cli {
namespace {

struct calendar_options {
  std::string year, svg_file;
  bool json = false;
};

// Without colour the mark alone tells a day; weekends are told by their columns.
struct look {
  char mark;
  const char* colour;  // an SGR parameter
};

look look_of(day_type type) {
  switch (type.kind()) {
    case day_kind::short_day:
      return {type.worked_weekend() ? '%' : '*', "33"};
    case day_kind::weekend:
      return {' ', "2"};
    case day_kind::day_off:
      return {'+', "31"};
    case day_kind::holiday:
      return {'!', "1;31"};
    case day_kind::decree_off:
      return {'=', "35"};
    case day_kind::working:
      break;
  }
  return {type.worked_weekend() ? '^' : ' ', type.worked_weekend() ? "32" : "0"};
}

class year_table {
 public:
  year_table(const calendar& source, int year, bool colour)
      : source_{source}, year_{year}, colour_{colour} {}

  std::string text() const {
    const calendar_year& facts = *source_.year(year_);
    std::string out = fmt::format(
        "{}: {} working days, {} of them short, {} days off, {} hours of a 40-hour week{}\n\n",
        year_, facts.working_days, facts.short_days, facts.days_off, facts.hours_40,
        facts.official ? "" : " (projected from the law alone)");
    for (unsigned first = 1; first <= 12; first += 3) out += months(first);
    out +=
        "! holiday   + day off moved here   * short day   ^ worked weekend   % worked weekend, "
        "short   = off by decree\n\n";
    return out + special_days() + sources(facts);
  }

 private:
  static constexpr std::size_t width = 28;  // of a month

  // Three months side by side.
  std::string months(unsigned first) const {
    std::string out;
    for (unsigned month = first; month < first + 3; ++month) {
      const std::string title = fmt::format("{}, {} d", month_name(month), working_days(month));
      out += month < first + 2 ? fmt::format("{:<{}}   ", title, width) : title + "\n";
    }
    const std::string weekdays = " Mo  Tu  We  Th  Fr  Sa  Su";
    out += weekdays + "    " + weekdays + "    " + weekdays + "\n";
    for (int row = 0; row < 6; ++row) {
      std::string line;
      for (unsigned month = first; month < first + 3; ++month) line += week(month, row) + "   ";
      line.erase(line.find_last_not_of(' ') + 1);
      if (!line.empty()) out += line + "\n";
    }
    return out + "\n";
  }

  std::string week(unsigned month, int row) const {
    const int lead = weekday_of(civil(year_, month, 1));
    std::string out;
    for (int column = 0; column < 7; ++column) {
      const int day = row * 7 + column - lead + 1;
      if (day < 1 || day > static_cast<int>(days_in_month(year_, month))) {
        out += "    ";
        continue;
      }
      const look style = look_of(*source_.day(civil(year_, month, static_cast<unsigned>(day))));
      const std::string cell = fmt::format("{:3}{}", day, style.mark);
      out += colour_ ? fmt::format("\x1b[{}m{}\x1b[0m", style.colour, cell) : cell;
    }
    return out;
  }

  int working_days(unsigned month) const {
    int count = 0;
    for (unsigned day = 1; day <= days_in_month(year_, month); ++day) {
      count += source_.day(civil(year_, month, day))->works() ? 1 : 0;
    }
    return count;
  }

  std::string special_days() const {
    std::string out;
    for (civil_date date = first_of_year(year_); date < first_of_year(year_ + 1);
         date += std::chrono::days{1}) {
      const std::string about = describe_day(source_, date);
      if (!about.empty())
        out += fmt::format("{} {}  {}\n", to_text(date), weekday_name(date), printable(about));
    }
    return out + "\n";
  }

  static std::string sources(const calendar_year& facts) {
    std::string out;
    for (std::string_view rest = facts.source; !rest.empty();) {
      const std::string_view act = rest.substr(0, rest.find("; "));
      out += fmt::format("{}{}\n", out.empty() ? "Source: " : "        ", printable(act));
      rest.remove_prefix(std::min(act.size() + 2, rest.size()));
    }
    if (!facts.note.empty()) out += fmt::format("Note:   {}\n", printable(facts.note));
    return out;
  }

  const calendar& source_;
  int year_;
  bool colour_;
};

std::string_view kind_name(day_kind kind) {
  constexpr std::array<std::string_view, 6> names{"working", "short",   "weekend",
                                                  "day_off", "holiday", "decree_off"};
  return names[static_cast<std::size_t>(kind)];
}

std::string day_json(const calendar& source, civil_date date) {
  const day_type type = *source.day(date);
  json_object json;
  json.add("date", to_text(date)).add("kind", kind_name(type.kind()));
  if (type.worked_weekend()) json.add_json("worked_weekend", "true");
  if (type.base_short()) json.add_json("base_short", "true");
  if (const calendar_fact* fact = source.fact(date)) {
    if (!fact->name.empty()) json.add("name", fact->name);
    if (!fact->name_ru.empty()) json.add("name_ru", fact->name_ru);
    if (fact->moved_from != no_day) {
      json.add("moved_from", to_text(from_day_number(fact->moved_from)));
    }
    if (fact->moved_to != no_day) json.add("moved_to", to_text(from_day_number(fact->moved_to)));
    if (!fact->source.empty()) json.add("source", fact->source);
  }
  return json.text();
}

std::string year_json(const calendar& source, int year) {
  const calendar_year& facts = *source.year(year);
  std::string days;
  for (civil_date date = first_of_year(year); date < first_of_year(year + 1);
       date += std::chrono::days{1}) {
    days += (days.empty() ? "" : ",") + day_json(source, date);
  }
  json_object json;
  json.add("year", year)
      .add("calendar", facts.official ? "official" : "projected")
      .add("source", facts.source)
      .add("working_days", facts.working_days)
      .add("short_days", facts.short_days)
      .add("days_off", facts.days_off)
      .add("hours_40", facts.hours_40)
      .add_json("days", "[" + days + "]");
  return json.text();
}

exit_code run(const calendar_options& options, const session& session, output& out) {
  if (options.year.empty()) refuse("which year? write srok calendar 2026");
  const calendar source = session.calendar();
  const auto year = static_cast<int>(read_count(options.year, "the year"));
  if (source.year(year) == nullptr) {
    refuse(
        fmt::format("the calendar \"{}\" holds the years {} to {}, not {}; give another with "
                    "--calendar FILE",
                    source.name(), source.first_year(), source.last_year(), year));
  }
  if (!options.svg_file.empty()) write_whole(options.svg_file, draw_year(source, year));
  if (options.json) {
    out.line(year_json(source, year));
  } else if (options.svg_file.empty()) {
    const bool colour = isatty(STDOUT_FILENO) != 0 && std::getenv("NO_COLOR") == nullptr;
    out.write(year_table{source, year, colour}.text());
  }
  return done;
}

}  // namespace

void add_calendar(CLI::App& app, session& session) {
  const auto options = std::make_shared<calendar_options>();
  CLI::App* command = app.add_subcommand(
      "calendar", "A year of the production calendar; import and export of years");
  command->add_option("year", options->year, "The year to show")->type_name("YEAR");
  command->add_option("--svg", options->svg_file, "Draw the year into this file instead")
      ->type_name("FILE");
  command->add_flag("--json", options->json, "Print one JSON object");
  command->footer(
      "Examples:\n  srok calendar 2026\n  srok calendar 2026 --svg 2026.svg\n"
      "  srok calendar import --format xmlcalendar calendar.xml > 2026.toml");
  add_calendar_exchange(*command, session);
  command->callback([options, command, &session] {
    if (!command->get_subcommands().empty()) return;
    session.run = [options, &session](output& out) { return run(*options, session, out); };
  });
}

}  // namespace srok::cli
