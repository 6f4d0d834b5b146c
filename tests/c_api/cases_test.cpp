// Every case of tests/cases, put to the C interface: the answers come from srok.h alone.
#include <doctest/doctest.h>

#include <algorithm>
#include <array>
#include <filesystem>
#include <string>
#include <utility>
#include <vector>

#include "c_api.hpp"
#include "cli/cases.hpp"
#include "cli/session.hpp"
#include "srok/io/instant_text.hpp"

namespace {

using srok::cli::case_file;
using srok::cli::regression_case;

struct c_answer {
  srok_status status = SROK_OK;
  std::int64_t value = SROK_NONE;
};

class asked_in_c {
 public:
  explicit asked_in_c(const case_file& file) {
    // The cases of tests/cases come behind the tables that they are put to.
    const std::string whole = srok::cli::read_file(file.source);
    const std::string text = whole.substr(0, whole.find("[[case]]"));
    srok_regulation* rules = nullptr;
    srok_schedule* hours = nullptr;
    if (!file.subject.name.empty()) {
      REQUIRE(srok_regulation_builtin(file.subject.name.c_str(), &rules, nullptr, 0) == SROK_OK);
    } else if (file.subject.rules) {
      REQUIRE(srok_regulation_parse(text.data(), text.size(), &rules, nullptr, 0) == SROK_OK);
    } else {
      REQUIRE(srok_schedule_parse(text.data(), text.size(), &hours, nullptr, 0) == SROK_OK);
    }
    rules_.reset(rules);
    owned_.reset(hours);
    hours_ = hours;
    if (rules != nullptr) REQUIRE(srok_regulation_schedule(rules, &hours_) == SROK_OK);
  }

  c_answer answer(const regression_case& asked) const {
    const std::string& question = asked.question;
    if (question == "add_days" || question == "days_between") return dates(asked);
    if (question == "elapsed") return elapsed(asked);
    const c_answer at = time(first_time(asked));
    if (at.status != SROK_OK) return at;
    if (question == "due") return due(asked, at.value);
    if (question == "deadline_days") return deadline_days(asked, at.value);
    if (question == "deadline_with_pauses") return with_pauses(asked, at.value);
    if (question == "deadline" || question == "latest_start") {
      c_answer out;
      const auto ask = question == "deadline" ? srok_deadline : srok_latest_start;
      out.status =
          ask(hours_, at.value, budget(asked.argument("budget")), landing(asked), &out.value);
      return out;
    }
    return opening(question, at.value);
  }

  c_answer expected(const regression_case& asked) const {
    if (asked.expect_error) return {status_named(asked.expect), SROK_NONE};
    const std::string& question = asked.question;
    if (question == "is_open") return {SROK_OK, asked.expect == "true"};
    if (question == "days_between") return {SROK_OK, std::stoll(asked.expect)};
    if (question == "add_days") return {SROK_OK, date(asked.expect)};
    if (question == "elapsed") return {SROK_OK, budget(asked.expect)};
    return time(asked.expect);
  }

 private:
  static std::string_view first_time(const regression_case& asked) {
    for (const char* key : {"submitted", "start", "deadline", "at"}) {
      if (const auto text = asked.argument(key); !text.empty()) return text;
    }
    return {};
  }

  static srok_status status_named(const std::string& name) {
    for (srok_status status = 1; status < 64; ++status) {
      std::string known = srok_status_name(status);
      std::transform(known.begin(), known.end(), known.begin(),
                     [](char c) { return c >= 'A' && c <= 'Z' ? static_cast<char>(c + 32) : c; });
      if (known == "srok_" + name) return status;
    }
    FAIL("no status is called " << name);
    return SROK_INTERNAL;
  }

  c_answer time(std::string_view text) const {
    if (const auto at = srok::parse_instant(text)) return {SROK_OK, srok::to_unix(*at)};
    const auto wall = srok::parse_wall_time(text);
    REQUIRE_MESSAGE(wall.has_value(), std::string{text});
    c_answer out;
    out.status = srok_instant_from_local(hours_, wall->time_since_epoch().count(), &out.value);
    return out;
  }

  static std::int64_t budget(std::string_view text) {
    const bool negative = text.starts_with('-');
    const std::int64_t seconds =
        srok::cli::read_budget(std::string{text.substr(negative ? 1 : 0)}).seconds();
    return negative ? -seconds : seconds;
  }

  static std::int32_t date(std::string_view text) {
    const auto day = srok::parse_date(text);
    REQUIRE(day.has_value());
    return srok::to_day_number(*day);
  }

  static std::int32_t landing(const regression_case& asked) {
    return asked.argument("landing") == "farthest" ? SROK_FARTHEST : SROK_NEAREST;
  }

  c_answer elapsed(const regression_case& asked) const {
    const c_answer from = time(asked.argument("from"));
    const c_answer to = time(asked.argument("to"));
    if (from.status != SROK_OK) return from;
    if (to.status != SROK_OK) return to;
    c_answer out;
    out.status = srok_elapsed(hours_, from.value, to.value, &out.value);
    return out;
  }

  c_answer dates(const regression_case& asked) const {
    std::int32_t out = 0;
    const bool add = asked.question == "add_days";
    const srok_status status =
        add ? srok_add_days(hours_, date(asked.argument("date")),
                            std::stoi(std::string{asked.argument("days")}), &out)
            : srok_days_between(hours_, date(asked.argument("from")), date(asked.argument("to")),
                                &out);
    return {status, status == SROK_OK ? out : SROK_NONE};
  }

  c_answer due(const regression_case& asked, std::int64_t submitted) const {
    constexpr std::array names{"low", "medium", "high", "emergency"};
    const auto place = std::find(names.begin(), names.end(), asked.argument("priority"));
    c_answer out;
    std::int64_t accepted = 0;
    out.status = srok_regulation_due(rules_.get(), static_cast<std::int32_t>(place - names.begin()),
                                     submitted, &accepted, &out.value);
    return out;
  }

  c_answer deadline_days(const regression_case& asked, std::int64_t start) const {
    c_answer out;
    const bool whole = asked.argument("rule") == "whole";
    out.status = srok_deadline_days(hours_, start, std::stoi(std::string{asked.argument("days")}),
                                    whole ? SROK_DAYS_WHOLE : SROK_DAYS_ELAPSED, &out.value);
    return out;
  }

  c_answer with_pauses(const regression_case& asked, std::int64_t start) const {
    std::vector<std::int64_t> begins, ends;
    for (const auto& [from, to] : asked.pauses) {
      begins.push_back(time(from).value);
      ends.push_back(time(to).value);
    }
    c_answer out;
    out.status =
        srok_deadline_with_pauses(hours_, start, budget(asked.argument("budget")), landing(asked),
                                  begins.size(), begins.data(), ends.data(), &out.value);
    return out;
  }

  c_answer opening(const std::string& question, std::int64_t at) const {
    c_answer out;
    if (question == "is_open") {
      std::int32_t open = 0;
      out.status = srok_is_open(hours_, at, &open);
      if (out.status == SROK_OK) out.value = open;
      return out;
    }
    const auto ask = question == "next_close"       ? srok_next_close
                     : question == "previous_open"  ? srok_previous_open
                     : question == "previous_close" ? srok_previous_close
                                                    : srok_next_open;  // "accepted" too
    out.status = ask(hours_, at, &out.value);
    return out;
  }

  c_api::regulation rules_;
  c_api::schedule owned_;
  const srok_schedule* hours_ = nullptr;
};

TEST_CASE("the C interface answers every regression case as expected") {
  int asked_count = 0;
  for (const auto& entry : std::filesystem::directory_iterator{SROK_SOURCE_DIR "/tests/cases"}) {
    const case_file file = srok::cli::read_cases(entry.path().string());
    const asked_in_c subject{file};
    for (const regression_case& asked : file.cases) {
      INFO(file.source << ":" << asked.line << ": " << asked.name);
      const c_answer given = subject.answer(asked);
      const c_answer expected = subject.expected(asked);
      CHECK(given.status == expected.status);
      CHECK(given.value == expected.value);
      ++asked_count;
    }
  }
  CHECK(asked_count >= 150);
}

}  // namespace
