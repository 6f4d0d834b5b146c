// 890 real tickets against two regulations: totals that the slow fold of oracle_tickets counts too
// (real.py prints them).
#include <doctest/doctest.h>

#include <fstream>
#include <iterator>
#include <map>
#include <string>

#include "srok/io/instant_text.hpp"
#include "srok/io/regulation_text.hpp"
#include "srok/io/ticket_text.hpp"

namespace {

std::string read(const std::string& name) {
  std::ifstream file{SROK_SOURCE_DIR "/examples/" + name};
  REQUIRE(file);
  return {std::istreambuf_iterator<char>{file}, {}};
}

struct totals {
  std::map<std::string, int> states;
  std::map<std::string, int> in_time;  // by priority
  std::map<std::string, int> late;
  std::map<std::string, int> violations;  // by clause
  int closed_by_themselves = 0;
};

totals totals_at(const srok::regulation_book& book, const char* now) {
  const std::string text = read("tickets.jsonl");
  const srok::ticket_lines lines{book, text};
  const auto judged = lines.judge(srok::parse_instant(now).value());
  REQUIRE(judged.size() == 890);
  totals sum;
  for (const srok::judged_ticket& j : judged) {
    REQUIRE_FALSE(j.fault);
    if (!j.state.submitted) continue;
    const auto place = static_cast<std::size_t>(j.state.urgency.place());
    const std::string urgency{book.editions().front().priorities()[place].name};
    ++sum.states[std::string{ticket_status_name(j.state.state)}];
    ++(j.state.breached ? sum.late : sum.in_time)[urgency];
    for (const std::string_view v : j.state.violations) {
      ++sum.violations[std::string{v.substr(0, 3)}];
    }
    sum.closed_by_themselves += j.state.auto_closed_at != srok::no_instant;
  }
  return sum;
}

using counts = std::map<std::string, int>;

}  // namespace

TEST_CASE("On the third day of the desk nobody is late, and four tickets wait for a slot") {
  const totals sum =
      totals_at(srok::regulation::builtin("technotronics"), "2016-03-02T12:00:00+03:00");
  CHECK(sum.states == counts{{"active", 428},
                             {"closed", 2},
                             {"deferred", 5},
                             {"queued", 4},
                             {"resolved", 208},
                             {"waiting_for_user", 90}});
  CHECK(sum.in_time == counts{{"low", 67}, {"medium", 624}, {"high", 32}, {"emergency", 14}});
  CHECK(sum.late.empty());
  CHECK(sum.violations == counts{{"3.5", 19}, {"4.3", 10}, {"4.8", 35}});
}

TEST_CASE("After two weeks the regulation has closed 79 tickets of silent users by itself") {
  const totals sum =
      totals_at(srok::regulation::builtin("technotronics"), "2016-03-16T12:00:00+03:00");
  CHECK(sum.closed_by_themselves == 79);  // and twelve of them were ended by the desk later
  CHECK(sum.states == counts{{"active", 95},
                             {"auto_closed", 67},
                             {"closed", 531},
                             {"deferred", 4},
                             {"queued", 6},
                             {"resolved", 165},
                             {"waiting_for_user", 22}});
  CHECK(sum.in_time == counts{{"low", 76}, {"medium", 651}, {"high", 30}, {"emergency", 7}});
  CHECK(sum.late == counts{{"low", 8}, {"medium", 109}, {"high", 2}, {"emergency", 7}});
  CHECK(sum.violations == counts{{"3.5", 38}, {"4.3", 11}, {"4.8", 119}});
}

TEST_CASE("Without the rule of silence the same tickets still wait for their users") {
  const std::string text = read("no_auto_close.toml");
  const srok::regulation_book book{srok::parse_regulation(text, "no_auto_close.toml")};
  const totals sum = totals_at(book, "2016-03-16T12:00:00+03:00");
  CHECK(sum.closed_by_themselves == 0);
  CHECK(sum.states == counts{{"active", 95},
                             {"closed", 531},
                             {"deferred", 4},
                             {"queued", 6},
                             {"resolved", 165},
                             {"waiting_for_user", 89}});
  CHECK(sum.late == counts{{"low", 8}, {"medium", 109}, {"high", 2}, {"emergency", 7}});
}

TEST_CASE("A year later all are closed, and 133 were late at some time, one only for the rule") {
  const char* later = "2017-03-01T12:00:00+03:00";
  const totals own = totals_at(srok::regulation::builtin("technotronics"), later);
  CHECK(own.closed_by_themselves == 93);
  CHECK(own.states == counts{{"closed", 890}});
  CHECK(own.in_time == counts{{"low", 77}, {"medium", 642}, {"high", 30}, {"emergency", 8}});
  CHECK(own.late == counts{{"low", 8}, {"medium", 115}, {"high", 3}, {"emergency", 7}});
  CHECK(own.violations == counts{{"3.5", 42}, {"4.3", 11}, {"4.8", 126}});

  const std::string text = read("no_auto_close.toml");
  const totals other = totals_at(srok::parse_regulation(text, "no_auto_close.toml"), later);
  CHECK(other.closed_by_themselves == 0);
  CHECK(other.late == counts{{"low", 8}, {"medium", 114}, {"high", 3}, {"emergency", 7}});
}
