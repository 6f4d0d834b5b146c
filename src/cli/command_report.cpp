// srok report: the share of tickets answered in time, by priority and by month.
#include <CLI/CLI.hpp>
#include <chrono>

#include "cli/commands.hpp"
#include "cli/json.hpp"
#include "cli/report_svg.hpp"
#include "cli/session.hpp"
#include "cli/table_stream.hpp"
#include "cli/text_table.hpp"
#include "cli/ticket_desk.hpp"
#include "srok/io/instant_text.hpp"
#include "srok/sla/report.hpp"

namespace srok::cli {
namespace {

struct report_options : ticket_options {
  std::string svg_file;
  bool json = false;
};

std::string table_of(std::string_view name, const std::vector<report_row>& rows) {
  constexpr unsigned numbers = 0b111'1110;
  text_table table{
      {std::string{name}, "tickets", "in time", "late", "open", "unanswered", "share in time"},
      numbers};
  for (const report_row& row : rows) {
    const tally& counts = row.counts;
    table.add({row.name, std::to_string(counts.tickets), std::to_string(counts.in_time),
               std::to_string(counts.late), std::to_string(counts.open),
               std::to_string(counts.unanswered), share_text(counts)});
  }
  return table.text();
}

std::string json_of(std::string_view name_key, const report_row& row) {
  const auto number = [](std::size_t count) { return static_cast<std::int64_t>(count); };
  const tally& counts = row.counts;
  const auto share = counts.share_in_time();
  json_object json;
  if (!name_key.empty()) json.add(name_key, row.name);
  json.add("tickets", number(counts.tickets))
      .add("in_time", number(counts.in_time))
      .add("late", number(counts.late))
      .add("open", number(counts.open))
      .add("unanswered", number(counts.unanswered))
      .add_json("share_in_time", share ? std::to_string(*share) : "null");
  return json.text();
}

std::string json_list(std::string_view name_key, const std::vector<report_row>& rows) {
  std::string list = "[";
  for (const report_row& row : rows) list += (list.size() > 1 ? "," : "") + json_of(name_key, row);
  return list + "]";
}

// The one clock of srok, and only when --now is left out.
std::string now_text(const report_options& options) {
  if (!options.now.empty()) return options.now;
  return to_text(std::chrono::floor<std::chrono::seconds>(std::chrono::system_clock::now()));
}

exit_code run(const report_options& options, const session& session, output& out) {
  const ticket_desk desk{session.book(), options, now_text(options)};
  const sla_report report = report_of(desk.book(), desk.tickets(), desk.judged());
  const std::string now = to_text(desk.now(), desk.book().editions().back().schedule());
  if (!options.svg_file.empty()) {
    write_whole(options.svg_file, draw_report(report, std::to_string(report.all.tickets) +
                                                          " tickets as they stand at " + now));
  } else if (options.json) {
    json_object json;
    out.line(json.add("now", now)
                 .add_json("all", json_of("", {"", report.all}))
                 .add_json("by_priority", json_list("priority", report.by_priority))
                 .add_json("by_month", json_list("month", report.by_month))
                 .text());
  } else {
    std::vector<report_row> priorities = report.by_priority;
    priorities.push_back({"all", report.all});
    out.write(table_of("priority", priorities));
    if (!report.by_month.empty()) out.write("\n" + table_of("month", report.by_month));
  }
  desk.report_projected();
  return desk.report_faults();
}

}  // namespace

void add_report(CLI::App& app, session& session) {
  const auto options = std::make_shared<report_options>();
  CLI::App* command = app.add_subcommand(
      "report", "The share of tickets answered in time, by priority and by month of submission");
  CLI::Option& now = add_ticket_options(*command, *options);
  now.required(false)->description(
      "The moment at which they are asked for; the present when it is left out");
  command->add_flag("--json", options->json, "Print one JSON object");
  command->add_option("--svg", options->svg_file, "Draw it to this file instead")
      ->type_name("FILE");
  command->footer(
      "late: a due was missed, whatever came after. open: a promise is running and none was "
      "missed.\nunanswered: closed before the due without an answer. The share is that of in time "
      "in in time and late.\n"
      "\nExample:\n  srok report tickets.jsonl --now 2026-05-06T12:00 --svg report.svg");
  command->callback([options, &session] {
    session.run = [options, &session](output& out) { return run(*options, session, out); };
  });
}

}  // namespace srok::cli
