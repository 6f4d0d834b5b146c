// The C++ API in a page: a deadline, how much of it is left, and why it is when it is.
#include <cstdio>

#include "srok/io/explanation_text.hpp"
#include "srok/io/instant_text.hpp"
#include "srok/sla/regulation.hpp"

using namespace std::chrono_literals;

int main() {
  const auto& desk = srok::schedule::builtin("technotronics");
  const auto start = srok::parse_instant("2026-04-29T15:20:00+03:00").value();

  // Four working hours; the desk closes at 16:00.
  const auto deadline = desk.deadline(start, srok::business_duration{4h}).value();
  std::printf("four working hours: %s\n", to_text(deadline, desk).c_str());

  // Three working days, as the regulation counts them.
  const auto days = desk.deadline(start, srok::working_days{3}, srok::day_rule::elapsed).value();
  std::printf("three working days: %s\n", to_text(days, desk).c_str());

  // A query never throws; it may have no answer, and says why.
  const auto too_far = desk.deadline(start, srok::business_duration{100'000h});
  std::printf("100 000 hours: %s\n\n", std::string{status_text(too_far.why)}.c_str());

  std::printf("%s", to_text(explain(desk, start, deadline), srok::language::english).c_str());
}
