// srok deadline: when an amount of working time, or a number of working days, is spent.
#include <CLI/CLI.hpp>

#include "cli/commands.hpp"
#include "cli/json.hpp"
#include "cli/session.hpp"
#include "srok/io/explanation_text.hpp"
#include "srok/io/instant_text.hpp"

namespace srok::cli {
namespace {

struct deadline_options {
  std::string start, hours, minutes, amount, days, rule, landing_name;
  bool json = false, explain = false;
};

landing read_landing(const std::string& name) {
  if (name.empty() || name == "nearest") return landing::nearest;
  if (name == "farthest") return landing::farthest;
  refuse("there is no landing \"" + name +
         "\"; nearest ends at the closing, farthest at the next opening");
}

day_rule read_rule(const std::string& name) {
  if (name.empty() || name == "elapsed") return day_rule::elapsed;
  if (name == "whole") return day_rule::whole;
  refuse("there is no day rule \"" + name +
         "\"; elapsed counts from moment to moment, whole counts dates");
}

void check(const deadline_options& options) {
  const int budgets = !options.hours.empty() + !options.minutes.empty() + !options.amount.empty() +
                      !options.days.empty();
  if (budgets != 1) {
    refuse(std::string{budgets == 0 ? "no budget" : "more than one budget"} +
           "; give one of --hours N, --minutes N, --for 4h30m, --days N");
  }
  if (options.days.empty() && !options.rule.empty()) {
    refuse("--rule says what a working day is; it goes with --days");
  }
  if (!options.days.empty() && !options.landing_name.empty()) {
    refuse("--landing goes with hours and minutes; --days ends where its --rule says");
  }
}

business_duration read_working_time(const deadline_options& options) {
  if (!options.amount.empty()) return read_budget(options.amount);
  const bool hours = !options.hours.empty();
  const std::int64_t count =
      hours ? read_count(options.hours, "--hours") : read_count(options.minutes, "--minutes");
  return business_duration{std::chrono::seconds{count * (hours ? 3600 : 60)}};
}

answer<instant> deadline_of(const deadline_options& options, const schedule& hours, instant start) {
  const landing at = read_landing(options.landing_name);
  const day_rule rule = read_rule(options.rule);
  if (options.days.empty()) return hours.deadline(start, read_working_time(options), at);
  const auto days = static_cast<std::int32_t>(read_count(options.days, "--days"));
  return hours.deadline(start, working_days{days}, rule);
}

exit_code run(const deadline_options& options, const session& session, output& out) {
  check(options);
  const schedule hours = session.schedule();
  const instant start = read_instant(options.start, hours);
  const instant deadline = answer_of(deadline_of(options, hours, start), hours);
  const landing by = read_landing(options.landing_name);
  const auto why = [&] { return explain(hours, start, deadline, {}, by); };
  if (!options.json) {
    out.line(to_text(deadline, hours));
    if (options.explain) {
      out.write("\n" + to_text(why(), language::english));
    } else {
      tell_projected(hours.is_projected(deadline, by) ? 1 : 0, "answer", "answers");
    }
    return done;
  }
  json_object json;
  json.add("start", to_text(start, hours)).add("deadline", to_text(deadline, hours));
  if (options.days.empty()) {
    json.add("budget_seconds", read_working_time(options).seconds());
  } else {
    json.add("days", read_count(options.days, "--days"))
        .add("rule", options.rule.empty() ? "elapsed" : options.rule);
  }
  json.add("calendar", standing_of(deadline, hours, by));
  if (options.explain) json.add_json("explanation", to_json(why()));
  out.line(json.text());
  return done;
}

}  // namespace

void add_deadline(CLI::App& app, session& session) {
  const auto options = std::make_shared<deadline_options>();
  CLI::App* command =
      app.add_subcommand("deadline", "When an amount of working time or of working days is spent");
  command->add_option("start", options->start, "When it begins")->required()->type_name("TIME");
  command->add_option("--hours", options->hours, "Hours of working time")->type_name("N");
  command->add_option("--minutes", options->minutes, "Minutes of working time")->type_name("N");
  command->add_option("--for", options->amount, "Working time such as 4h30m")->type_name("AMOUNT");
  command->add_option("--days", options->days, "Working days")->type_name("N");
  command
      ->add_option("--rule", options->rule,
                   "What --days counts: elapsed (default; from moment to moment) or whole (dates, "
                   "to the close of the last)")
      ->type_name("NAME");
  command
      ->add_option("--landing", options->landing_name,
                   "Of working time that runs out at a closing: nearest (default; that closing) or "
                   "farthest (the next opening)")
      ->type_name("NAME");
  command->add_flag("--explain", options->explain,
                    "Say which hours count and which do not, and why");
  command->add_flag("--json", options->json, "Print one JSON object");
  command->footer(
      "Examples:\n  srok deadline 2026-04-29T15:20 --hours 4\n"
      "  srok deadline 2026-04-29T15:20 --days 2 --rule whole");
  command->callback([options, &session] {
    session.run = [options, &session](output& out) { return run(*options, session, out); };
  });
}

}  // namespace srok::cli
