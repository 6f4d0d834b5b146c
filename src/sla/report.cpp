#include "srok/sla/report.hpp"

#include <algorithm>

#include "sla/local_date.hpp"

namespace srok {
namespace {

report_row& row_named(std::vector<report_row>& rows, std::string_view name) {
  const auto found = std::find_if(rows.begin(), rows.end(),
                                  [&](const report_row& row) { return row.name == name; });
  if (found != rows.end()) return *found;
  return rows.emplace_back(report_row{std::string{name}, {}});
}

// "2026-04"
std::string month_of(instant at, const schedule& schedule) {
  const std::string date = to_text(local_date(schedule, at));
  return date.substr(0, date.rfind('-'));
}

}  // namespace

std::optional<outcome> outcome_of(const judged_ticket& judged) noexcept {
  const ticket_state& s = judged.state;
  if (judged.fault || !s.submitted) return std::nullopt;
  if (s.breached) return outcome::late;
  if (s.met_at != no_instant) return outcome::in_time;
  return s.state == ticket_status::closed ? outcome::unanswered : outcome::open;
}

void tally::count(outcome what) noexcept {
  ++tickets;
  switch (what) {
    case outcome::late:
      ++late;
      break;
    case outcome::open:
      ++open;
      break;
    case outcome::unanswered:
      ++unanswered;
      break;
    case outcome::in_time:
      ++in_time;
      break;
  }
}

std::optional<double> tally::share_in_time() const noexcept {
  const std::size_t decided = in_time + late;
  if (decided == 0) return std::nullopt;
  return static_cast<double>(in_time) / static_cast<double>(decided);
}

sla_report report_of(const regulation_book& book, std::span<const ticket> tickets,
                     std::span<const judged_ticket> judged) {
  sla_report report;
  for (auto edition = book.editions().rbegin(); edition != book.editions().rend(); ++edition) {
    const auto terms = edition->priorities();
    for (auto each = terms.rbegin(); each != terms.rend(); ++each) {
      row_named(report.by_priority, each->name);
    }
  }
  for (std::size_t i = 0; i < tickets.size(); ++i) {
    const auto what = outcome_of(judged[i]);
    if (!what) continue;
    const instant submitted = tickets[i].events.front().at;
    const regulation& governing = *book.in_force(submitted);
    report.all.count(*what);
    row_named(report.by_priority, governing.terms_of(judged[i].state.urgency).name)
        .counts.count(*what);
    row_named(report.by_month, month_of(submitted, governing.schedule())).counts.count(*what);
  }
  std::sort(report.by_month.begin(), report.by_month.end(),
            [](const report_row& a, const report_row& b) { return a.name < b.name; });
  return report;
}

}  // namespace srok
