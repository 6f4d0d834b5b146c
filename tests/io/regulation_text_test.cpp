// What the text of a regulation settles: its lists, its reasons to defer, its urgent priorities.
#include <doctest/doctest.h>

#include <string>
#include <vector>

#include "srok/error.hpp"
#include "srok/io/instant_text.hpp"
#include "srok/io/regulation_text.hpp"

namespace {

// A regulation with `tables` in it and `settings`, which begin in its third line.
srok::regulation with(const std::string& tables, const std::string& settings = "") {
  return srok::parse_regulation(
      "[regulation]\ntitle = \"T\"\n" + settings + "[regulation.priorities]\nlow = 8\n" + tables +
          "[schedule]\nzone = \"Europe/Moscow\"\n[schedule.hours]\nmon = [\"07:00-16:00\"]\n",
      "desk.toml");
}

std::string complaint(const std::string& tables, const std::string& settings = "") {
  try {
    with(tables, settings);
  } catch (const srok::error& e) {
    return e.what();
  }
  return "";
}

using words = std::vector<std::string_view>;

words list(std::span<const std::string_view> of) {
  return {of.begin(), of.end()};
}

}  // namespace

TEST_CASE("A regulation lists what a ticket must contain and what support does not do") {
  const srok::regulation desk = with(
      "[regulation.ticket]\nmust_contain = [\"product\", \"steps\"]\n"
      "[regulation.scope]\nnot_supported = [\"training\"]\n");
  CHECK(list(desk.terms().must_contain) == words{"product", "steps"});
  CHECK(list(desk.terms().not_supported) == words{"training"});
}

TEST_CASE("A regulation without the lists asks for nothing and leaves nothing out") {
  const srok::regulation desk = with("");
  CHECK(desk.terms().must_contain.empty());
  CHECK(desk.terms().not_supported.empty());
}

TEST_CASE("The built-in regulation has both lists") {
  const srok::regulation& desk = srok::regulation::builtin("technotronics");
  CHECK(list(desk.terms().must_contain) ==
        words{"product", "contact", "problem", "expected", "steps"});
  CHECK(list(desk.terms().not_supported) == words{"third_party", "operating_system", "training",
                                                  "design", "development", "changed_by_user"});
}

TEST_CASE("A list with a misspelt name, an empty word or a word said twice is refused") {
  CHECK(complaint("[regulation.ticket]\nmust_contains = [\"product\"]\n") != "");
  CHECK(complaint("[regulation.ticket]\nmust_contain = []\nmust_have = []\n")
            .find("desk.toml:7:1: ") == 0);
  CHECK(complaint("[regulation.ticket]\nmust_contain = [\"\"]\n") ==
        "desk.toml:6:17: an empty word names nothing; leave it out");
  CHECK(complaint("[regulation.scope]\nnot_supported = [\"a\", \"b\", \"a\"]\n") ==
        "desk.toml:6:28: \"a\" is listed twice");
}

TEST_CASE("A regulation says what each kind of reply does; what it leaves out is by clause 3.8") {
  using srok::reply_effect, srok::reply_kind;
  const srok::regulation usual = with("");
  CHECK(usual.settings().effect_of(reply_kind::question) == reply_effect::asks);
  CHECK(usual.settings().effect_of(reply_kind::recommendation) == reply_effect::reacts);
  CHECK(usual.settings().effect_of(reply_kind::instruction) == reply_effect::reacts);
  CHECK(usual.settings().effect_of(reply_kind::note) == reply_effect::nothing);
  const srok::regulation own =
      with("[regulation.replies]\nrecommendation = \"nothing\"\nnote = \"reacts\"\n");
  CHECK(own.settings().effect_of(reply_kind::question) == reply_effect::asks);
  CHECK(own.settings().effect_of(reply_kind::recommendation) == reply_effect::nothing);
  CHECK(own.settings().effect_of(reply_kind::note) == reply_effect::reacts);
  CHECK(complaint("[regulation.replies]\nnote = \"answers\"\n") ==
        "desk.toml:6:8: note = \"answers\" is none of \"asks\", \"reacts\", \"nothing\"");
  CHECK(complaint("[regulation.replies]\nnotes = \"nothing\"\n").find("desk.toml:6:1: ") == 0);
}

TEST_CASE("A regulation may let the timers run on for a reason that usually stops them") {
  const srok::regulation desk = with("[regulation.deferral]\nneeds_development = \"runs\"\n");
  for (const srok::deferral_terms& d : desk.deferrals()) {
    CAPTURE(d.reason);
    CHECK(d.stops_timers == (d.reason != "needs_development"));
  }
}

TEST_CASE("Out of turn is the emergency, if a priority is called so, or all that are named") {
  const std::string two = "high = 3\nurgent = 1\n";
  CHECK(with(two).settings().out_of_turn == 0);
  CHECK(with(two + "emergency = 1\n").settings().out_of_turn == 1U << 3);
  CHECK(with("emergency = 1\n" + two).settings().out_of_turn == 1U << 1);
  CHECK(with(two, "out_of_turn = [\"high\", \"urgent\"]\n").settings().out_of_turn == 6);
  CHECK(with(two + "emergency = 1\n", "out_of_turn = []\n").settings().out_of_turn == 0);
}

TEST_CASE("An edition takes effect at the midnight of its date, which the schedule must know") {
  const srok::regulation desk = with("", "effective = 2026-05-01\n");
  CHECK(srok::to_text(desk.terms().effective) == "2026-04-30T21:00:00Z");
  CHECK(complaint("", "effective = 1960-01-01\n") ==
        "desk.toml:3:13: this date lies outside the horizon of the schedule");
}
