// Asking the library what a case asks.
#include "cli/case_answers.hpp"

#include <fmt/core.h>

#include <algorithm>
#include <charconv>

#include "srok/error.hpp"
#include "srok/io/instant_text.hpp"

namespace srok::cli {
namespace {

constexpr std::string_view a_time =
    "\"2026-04-29T15:20\" (local time of the schedule) or \"2026-04-29T15:20:00+03:00\"";

std::string_view text_of(const regression_case& asked, std::string_view key) {
  return key == "expect" ? std::string_view{asked.expect} : asked.argument(key);
}

// Questions whose answer is not an instant.
bool is_counted(std::string_view question) {
  return question == "elapsed" || question == "is_open" || question == "add_days" ||
         question == "days_between";
}

}  // namespace

case_answers::case_answers(const case_file& file, const session& session) : source_{file.source} {
  const case_subject& subject = file.subject;
  std::optional<calendar> given;
  if (!session.calendar_file.empty()) given = session.calendar();
  const calendar* days = given ? &*given : nullptr;
  if (subject.rules) {
    rules_ = compile_parts(*subject.rules, days);
  } else if (subject.hours) {
    hours_ = compile_parts(*subject.hours, days);
  } else if (subject.name.empty()) {
    rules_ = session.regulation();
  } else {
    try {
      rules_ = regulation::builtin(subject.name);
    } catch (const error& failed) {
      throw error(failed.code(), source_, {1, 1}, failed.what());
    }
    if (days != nullptr) {
      cli::session with_calendar;
      with_calendar.calendar_file = session.calendar_file;
      rules_ = with_calendar.regulation();
    }
  }
}

void case_answers::fail(const regression_case& asked, std::string_view key,
                        std::string_view way_out) const {
  throw error(status::bad_text, source_, {asked.line, 1},
              fmt::format("the case \"{}\" has {} = \"{}\"; write {}", asked.name, key,
                          text_of(asked, key), way_out));
}

answer<instant> case_answers::time(const regression_case& asked, std::string_view key) const {
  const auto at = parse_instant(asked.argument(key), hours());
  if (at.why == status::bad_text) fail(asked, key, a_time);
  return at;
}

civil_date case_answers::date(const regression_case& asked, std::string_view key) const {
  const auto date = parse_date(asked.argument(key));
  if (!date) fail(asked, key, "a date, \"2026-02-02\"");
  return *date;
}

business_duration case_answers::amount(const regression_case& asked, std::string_view key) const {
  const std::string_view text = text_of(asked, key);
  const bool negative = text.starts_with('-');
  const auto known = amount_of(text.substr(negative ? 1 : 0));
  if (!known) {
    fail(asked, key,
         std::string{"an amount of working time, \"4h\", \"90m\" or \"4h30m\""} +
             (text.ends_with('d') ? "; working days are asked by \"deadline_days\"" : ""));
  }
  return negative ? -*known : *known;
}

std::int32_t case_answers::days(const regression_case& asked) const {
  const std::string_view text = asked.argument("days");
  std::int32_t count = 0;
  const auto read = std::from_chars(text.data(), text.data() + text.size(), count);
  if (read.ec != std::errc{} || read.ptr != text.data() + text.size()) {
    fail(asked, "days", "a whole number");
  }
  return count;
}

landing case_answers::landing_of(const regression_case& asked) const {
  const std::string_view name = asked.argument("landing");
  if (name.empty() || name == "nearest") return landing::nearest;
  if (name != "farthest") fail(asked, "landing", "\"nearest\" or \"farthest\"");
  return landing::farthest;
}

day_rule case_answers::rule_of(const regression_case& asked) const {
  const std::string_view name = asked.argument("rule");
  if (name.empty() || name == "elapsed") return day_rule::elapsed;
  if (name != "whole") fail(asked, "rule", "\"elapsed\" or \"whole\"");
  return day_rule::whole;
}

answer<instant> case_answers::asked_of_regulation(const regression_case& asked) const {
  if (!rules_) {
    throw error(status::bad_text, source_, {asked.line, 1},
                "the question \"" + asked.question +
                    "\" needs a regulation; the file names a "
                    "schedule");
  }
  const auto submitted = time(asked, "submitted");
  if (!submitted) return submitted.why;
  const bool due = asked.question == "due";
  const auto urgency = due ? rules_->priority_named(asked.argument("priority"))
                           : std::optional{rules_->settings().default_priority};
  if (!urgency) fail(asked, "priority", "one of " + priority_names(*rules_));
  if (!due) return hours().next_open(*submitted);
  const auto promised = rules_->due(*urgency, *submitted);
  return promised ? answer<instant>{promised->due} : promised.why;
}

answer<instant> case_answers::with_pauses(const regression_case& asked, instant start) const {
  std::vector<interval> pauses;
  for (const auto& [from, to] : asked.pauses) {
    const auto begin = parse_instant(from, hours());
    const auto end = parse_instant(to, hours());
    if (!begin || !end) {
      throw error(status::bad_text, source_, {asked.line, 1},
                  fmt::format("the case \"{}\" has a pause from \"{}\" to \"{}\"; write of each {}",
                              asked.name, from, to, a_time));
    }
    if (*end < *begin) return status::bad_argument;
    pauses.emplace_back(*begin, *end);
  }
  return hours().deadline_with_pauses(start, amount(asked, "budget"), landing_of(asked), pauses);
}

answer<instant> case_answers::instant_asked(const regression_case& asked) const {
  const std::string& question = asked.question;
  if (question == "due" || question == "accepted") return asked_of_regulation(asked);
  const std::string_view key = question.starts_with("deadline") ? "start"
                               : question == "latest_start"     ? "deadline"
                                                                : "at";
  const auto at = time(asked, key);
  if (!at) return at.why;
  if (question == "deadline")
    return hours().deadline(*at, amount(asked, "budget"), landing_of(asked));
  if (question == "deadline_days") {
    return hours().deadline(*at, working_days{days(asked)}, rule_of(asked));
  }
  if (question == "deadline_with_pauses") return with_pauses(asked, *at);
  if (question == "latest_start") {
    return hours().latest_start(*at, amount(asked, "budget"), landing_of(asked));
  }
  if (question == "next_open") return hours().next_open(*at);
  if (question == "next_close") return hours().next_close(*at);
  if (question == "previous_open") return hours().previous_open(*at);
  return hours().previous_close(*at);
}

case_answer case_answers::counted(const regression_case& asked) const {
  const auto failed = [](status why) { return case_answer{std::string{status_word(why)}, true}; };
  if (asked.question == "elapsed") {
    const auto from = time(asked, "from");
    const auto to = time(asked, "to");
    if (!from || !to) return failed(from ? to.why : from.why);
    const auto amount = hours().elapsed(*from, *to);
    return amount ? case_answer{to_text(*amount)} : failed(amount.why);
  }
  if (asked.question == "is_open") {
    const auto at = time(asked, "at");
    const auto open = at ? hours().is_open(*at) : answer<bool>{at.why};
    return open ? case_answer{*open ? "true" : "false"} : failed(open.why);
  }
  if (asked.question == "add_days") {
    const auto day = hours().add_days(date(asked, "date"), days(asked));
    return day ? case_answer{to_text(*day)} : failed(day.why);
  }
  const auto count = hours().days_between(date(asked, "from"), date(asked, "to"));
  return count ? case_answer{std::to_string(*count)} : failed(count.why);
}

case_answer case_answers::given(const regression_case& asked) const {
  if (is_counted(asked.question)) return counted(asked);
  const auto at = instant_asked(asked);
  if (!at) return {std::string{status_word(at.why)}, true};
  return {to_text(*at, hours())};
}

case_answer case_answers::expected(const regression_case& asked) const {
  if (asked.expect_error) return {asked.expect, true};
  if (is_counted(asked.question)) {
    if (asked.question != "elapsed") return {asked.expect};
    return {to_text(amount(asked, "expect"))};
  }
  const auto at = parse_instant(asked.expect, hours());
  if (!at) fail(asked, "expect", a_time);
  return {to_text(*at, hours())};
}

}  // namespace srok::cli
