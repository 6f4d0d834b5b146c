// The answers of the C++ library to regression cases.
#pragma once

#include <optional>
#include <string>

#include "cli/cases.hpp"
#include "cli/session.hpp"

namespace srok::cli {

struct case_answer {
  std::string text;    // the value, or the name of the error
  bool error = false;  // "beyond_horizon", ...

  friend bool operator==(const case_answer&, const case_answer&) = default;
};

class case_answers {
 public:
  // Builds what the file names; where it names nothing, what the command line says. Throws
  // srok::error and failure.
  case_answers(const case_file& file, const session& session);

  // Both in the same words, so that they can be compared: instants with the schedule's offset.
  case_answer expected(const regression_case&) const;
  case_answer given(const regression_case&) const;

 private:
  const schedule& hours() const noexcept { return rules_ ? rules_->schedule() : *hours_; }
  [[noreturn]] void fail(const regression_case&, std::string_view key,
                         std::string_view way_out) const;

  answer<instant> time(const regression_case&, std::string_view key) const;
  civil_date date(const regression_case&, std::string_view key) const;
  business_duration amount(const regression_case&, std::string_view key) const;
  std::int32_t days(const regression_case&) const;
  landing landing_of(const regression_case&) const;
  day_rule rule_of(const regression_case&) const;
  answer<instant> instant_asked(const regression_case&) const;
  answer<instant> asked_of_regulation(const regression_case&) const;
  answer<instant> with_pauses(const regression_case&, instant start) const;
  case_answer counted(const regression_case&) const;

  std::string source_;
  std::optional<regulation> rules_;
  std::optional<schedule> hours_;
};

}  // namespace srok::cli
