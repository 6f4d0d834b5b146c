// The lists of clauses 4.4, 5.1 and 5.2 in a regulation's text.
#include <doctest/doctest.h>

#include <string>
#include <vector>

#include "srok/error.hpp"
#include "srok/io/schedule_text.hpp"

namespace {

// A regulation with `tables` in it.
srok::regulation with(const std::string& tables) {
  return srok::parse_regulation(
      "[regulation]\ntitle = \"T\"\n[regulation.priorities]\nlow = 8\n" + tables +
          "[schedule]\nzone = \"Europe/Moscow\"\n[schedule.hours]\nmon = [\"07:00-16:00\"]\n",
      "desk.toml");
}

std::string complaint(const std::string& tables) {
  try {
    with(tables);
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
