// Files, standard output, times: the ground of the commands.
#include "cli/session.hpp"

#include <fmt/core.h>

#include <algorithm>
#include <array>
#include <cerrno>
#include <cstring>
#include <memory>

#include "io/shown_text.hpp"
#include "srok/error.hpp"
#include "srok/io/calendar_text.hpp"
#include "srok/io/instant_text.hpp"
#include "srok/io/regulation_text.hpp"
#include "srok/io/schedule_text.hpp"
#include "wording.hpp"

namespace srok::cli {
namespace {

constexpr std::string_view builtin_regulation =
#include "technotronics_text.inc"
    ;

std::string horizon_text(const schedule& schedule) {
  return to_text(schedule.horizon().begin(), schedule) + " to " +
         to_text(schedule.horizon().end(), schedule);
}

}  // namespace

file_handle open_input(const std::string& name) {
  if (name == "-") return {stdin, [](std::FILE*) { return 0; }};
  file_handle file{std::fopen(name.c_str(), "rb"), std::fclose};
  if (!file) refuse(name + ": cannot be opened: " + std::strerror(errno));
  return file;
}

std::string read_file(const std::string& name, std::size_t most_bytes) {
  const file_handle file = open_input(name);
  std::string text;
  std::array<char, 65'536> block;
  while (const std::size_t got = std::fread(block.data(), 1, block.size(), file.get())) {
    text.append(block.data(), got);
    if (text.size() > most_bytes) {
      refuse(name + ": larger than " + mebibytes(most_bytes));
    }
  }
  if (std::ferror(file.get()) != 0) refuse(name + ": cannot be read: " + std::strerror(errno));
  return text;
}

void write_all(std::FILE* file, std::string_view text, std::string_view name) {
  const bool whole = std::fwrite(text.data(), 1, text.size(), file) == text.size();
  if (whole && std::fflush(file) == 0) return;
  throw failure{differences_found,
                std::string{name} + ": cannot be written: " + std::strerror(errno)};
}

void tell(std::string_view line) {
  const std::string text = printable(line) + "\n";
  std::fwrite(text.data(), 1, text.size(), stderr);
}

void output::flush() {
  write_all(stdout, text_, "standard output");
  text_.clear();
}

calendar session::calendar() const {
  if (calendar_file.empty()) return builtin_calendar("ru");
  return parse_calendar(read_file(calendar_file), calendar_file);
}

schedule session::schedule() const {
  if (schedule_file.empty()) return regulation().schedule();
  if (calendar_file.empty()) return parse_schedule(read_file(schedule_file), schedule_file);
  const srok::calendar days = calendar();
  return parse_schedule(read_file(schedule_file), schedule_file, &days);
}

regulation session::edition(const std::string& file) const {
  const auto read = [&] {
    if (file.empty() && calendar_file.empty()) return srok::regulation::builtin("technotronics");
    std::optional<srok::calendar> days;
    if (!calendar_file.empty()) days = calendar();
    const srok::calendar* given = days ? &*days : nullptr;
    return file.empty() ? parse_regulation(builtin_regulation, "technotronics", given)
                        : parse_regulation(read_file(file), file, given);
  };
  if (schedule_file.empty()) return read();
  struct rescheduled {
    srok::regulation from;
    regulation_terms terms;
  };
  const srok::regulation from = read();
  const auto made = std::make_shared<rescheduled>(rescheduled{from, from.terms()});
  made->terms.dates = {};
  made->terms.closures = {};
  return srok::regulation{made->terms, schedule(), made};
}

regulation session::regulation() const {
  if (regulation_files.size() > 1) {
    refuse("--regulation is given " + std::to_string(regulation_files.size()) +
           " times, and no submission of a ticket says which edition is in force; give it once");
  }
  return edition(regulation_files.empty() ? std::string{} : regulation_files.front());
}

regulation_book session::book() const {
  if (regulation_files.size() < 2) return regulation();
  std::vector<srok::regulation> editions;
  for (const std::string& file : regulation_files) editions.push_back(edition(file));
  return regulation_book{std::move(editions)};
}

instant read_instant(std::string_view text, const schedule& schedule) {
  const auto at = parse_instant(text, schedule);
  if (at) return *at;
  if (at.why == status::bad_text) {
    refuse("\"" + std::string{text} +
           "\" is not a time; write 2026-04-29T15:20 (local time of the schedule) or "
           "2026-04-29T15:20:00+03:00");
  }
  refuse_answer(at.why, schedule);
}

instant read_instant(std::string_view text, const regulation_book& book) {
  const auto editions = book.editions();
  for (auto edition = editions.rbegin(); edition != editions.rend(); ++edition) {
    const auto at = parse_instant(text, edition->schedule());
    if (at && book.in_force(*at) == &*edition) return *at;
  }
  return read_instant(text, editions.front().schedule());
}

const regulation& edition_in_force(const regulation_book& book, instant submitted) {
  if (const regulation* edition = book.in_force(submitted)) return *edition;
  const regulation& first = book.editions().front();
  refuse("the submission lies before the first edition of the regulation, in force from " +
         to_text(first.terms().effective, first.schedule()) +
         "; give the edition of that time too (--regulation)");
}

std::string priority_names(const regulation& rules) {
  return joined(rules.priorities(), [](const priority_terms& terms) { return terms.name; });
}

priority read_priority(std::string_view name, const regulation& rules) {
  if (const auto known = rules.priority_named(name)) return *known;
  refuse("there is no priority \"" + std::string{name} + "\"; there are " + priority_names(rules));
}

void refuse_answer(status why, const schedule& schedule) {
  if (why != status::beyond_horizon) refuse(std::string{status_text(why)});
  refuse("the answer lies outside the horizon of the schedule, " + horizon_text(schedule) +
         "; give a calendar that holds the year (--calendar), or a schedule with forecast = "
         "\"statutory\"");
}

std::string_view standing_of(instant at, const schedule& schedule, landing by) {
  return schedule.is_projected(at, by) ? "projected" : "official";
}

void tell_projected(std::uint64_t count, std::string_view one, std::string_view many) {
  if (count == 0) return;
  tell(fmt::format("srok: {} {} {} {}", count, count == 1 ? one : many, count == 1 ? "is" : "are",
                   projected_words));
}

std::string_view weekday_at(instant at, const schedule& schedule) {
  const wall_time wall = answer_of(schedule.wall_at(at), schedule);
  return weekday_name(std::chrono::floor<std::chrono::days>(wall));
}

std::optional<business_duration> amount_of(std::string_view text) {
  if (text.empty()) return std::nullopt;
  business_duration sum;
  while (!text.empty()) {
    const std::size_t unit = text.find_first_not_of("0123456789");
    const std::size_t length = unit == std::string_view::npos ? text.size() : unit + 1;
    const auto part = parse_duration(text.substr(0, length));
    std::int64_t total = 0;
    if (!part || __builtin_add_overflow(sum.seconds(), part->seconds(), &total)) {
      return std::nullopt;
    }
    sum = business_duration{std::chrono::seconds{total}};
    text.remove_prefix(length);
  }
  return sum;
}

business_duration read_budget(const std::string& text) {
  if (text.ends_with('d') && !text.starts_with('d')) {
    const std::string days = text.substr(0, text.size() - 1);
    refuse("\"" + text + "\" could mean three things: an amount of working time (--hours N), " +
           days + " working days from moment to moment (--days " + days + " --rule elapsed), or " +
           days + " whole working days, to the close of the last (--days " + days +
           " --rule whole); say which");
  }
  const auto amount = amount_of(text);
  if (!amount) refuse("\"" + text + "\" is not an amount of working time; write 4h, 90m or 4h30m");
  return *amount;
}

std::int64_t read_count(const std::string& text, std::string_view option) {
  constexpr std::size_t most_digits = 9;  // a thousand years of seconds has eleven
  const bool digits = text.find_first_not_of("0123456789") == std::string::npos;
  const std::string what = " for " + std::string{option};
  if (text.empty() || !digits) {
    refuse("\"" + text + "\" is not a whole number" + what +
           (option == "--hours" ? "; parts of an hour are minutes: --for 1h30m" : ""));
  }
  const std::size_t zeros = std::min(text.find_first_not_of('0'), text.size());
  if (text.size() - zeros > most_digits) {
    refuse(text + " is too large" + what + "; at most 999999999");
  }
  return std::stoll(text);
}

}  // namespace srok::cli
