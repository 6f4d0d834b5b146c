// Links the C++ library: what is inline, what is compiled, what is built in, and what reads a zone.
#include <srok/io/instant_text.hpp>
#include <srok/srok.hpp>

int main() {
  using namespace std::chrono_literals;
  const srok::zone berlin = srok::zone::named("Europe/Berlin");
  if (berlin.offset_at(srok::from_unix(1'777'465'200)) != 2 * 3600) return 1;
  const srok::schedule& desk = srok::schedule::builtin("technotronics");
  const auto start = srok::parse_instant("2026-04-29T15:20:00+03:00");
  if (!start) return 2;
  const auto deadline = desk.deadline(*start, srok::business_duration{4h});
  return deadline && to_text(*deadline, desk) == "2026-04-30T10:20:00+03:00" ? 0 : 3;
}
