// The strict TOML reader: types, places, unknown keys, and texts that are no texts.
#include <doctest/doctest.h>

#include <string>

#include "io/toml_reader.hpp"
#include "srok/time/civil.hpp"

using namespace srok;

namespace {

// Reads a desk: zone (required), open, days, hours.
void read_desk(const std::string& text) {
  const toml_reader desk = parse_toml(text, "desk.toml");
  (void)desk.string("zone");
  if (const auto open = desk.optional("open")) (void)open->boolean();
  if (const auto hours = desk.optional_table("hours")) (void)hours->optional_array("mon");
  for (const toml_reader& closure : desk.optional_tables("closures"))
    (void)closure.required("on").date();
  desk.finish();
}

std::string refusal(const std::string& text) {
  try {
    read_desk(text);
  } catch (const error& failure) {
    CHECK(failure.code() == status::bad_text);
    return failure.what();
  }
  return "";
}

}  // namespace

TEST_CASE("values of a text are read by their types") {
  const toml_reader text = parse_toml(
      "s = \"срок\"\ni = -7\nb = true\nd = 2024-02-29\n"
      "m = 2026-07-01T12:00:00+03:00\na = [\"x\", \"y\"]\nt = { k = 1 }\n");
  CHECK(text.string("s") == "срок");
  CHECK(text.required("i").integer() == -7);
  CHECK(text.required("b").boolean());
  CHECK(text.required("d").date() == civil(2024, 2, 29));
  CHECK(to_unix(text.required("m").moment()) == 1'782'896'400);
  CHECK(text.array("a")[1].string() == "y");
  CHECK(text.array("a")[1].where() == place{6, 11});
  CHECK(text.table("t").required("k").integer() == 1);
  CHECK_FALSE(text.optional_string("none"));
  text.finish();
}

TEST_CASE(
    "a value of a wrong type is refused with its key, its place, what was found and what is "
    "wanted") {
  CHECK(refusal("zone = 3") ==
        "desk.toml:1:8: \"zone\" must be a string, \"...\"; found an integer");
  CHECK(refusal("zone = \"UTC\"\nopen = \"yes\"") ==
        "desk.toml:2:8: \"open\" must be true or false; found a string");
  CHECK(refusal("zone = \"UTC\"\nhours = []") ==
        "desk.toml:2:9: \"hours\" must be a table, {...} or [section]; found an array");
  CHECK(refusal("zone = \"UTC\"\nclosures = [{ on = 2026-01-01 }, { on = 12.5 }]") ==
        "desk.toml:2:41: \"on\" must be a date, 2026-04-30 without quotes; found a decimal number");
  const toml_reader text = parse_toml("n = 5\nm = 2026-07-01T12:00:00\nf = 2026-07-01T12:00:00.5Z");
  CHECK_THROWS_WITH((void)text.required("n").integer(6, 9),
                    "line 1:5: \"n\" is 5; it must lie between 6 and 9");
  CHECK_THROWS_WITH_AS((void)text.required("m").moment(), doctest::Contains("without an offset"),
                       error);
  CHECK_THROWS_WITH_AS((void)text.required("f").moment(), doctest::Contains("fraction"), error);
}

TEST_CASE("a key nobody knows is refused where it stands, with the nearest known one") {
  CHECK(refusal("zone = \"UTC\"\n  opne = true") ==
        "desk.toml:2:3: unknown key \"opne\" in the text; did you mean \"open\"? (keys known here: "
        "zone, open, hours, closures)");
  CHECK(refusal("zone = \"UTC\"\n[hours]\nmon = []\nmoon = []") ==
        "desk.toml:4:1: unknown key \"moon\" in \"hours\"; did you mean \"mon\"? (keys known here: "
        "mon)");
  CHECK(refusal("zone = \"UTC\"\n[[closures]]\non = 2026-01-01\nfro = 1")
            .find("desk.toml:4:1: unknown key \"fro\" in item 1 of \"closures\"") == 0);
  CHECK(refusal("zona = \"UTC\"") ==
        "desk.toml:1:1: the key \"zone\" is missing; is \"zona\" a misspelling of it?");
  CHECK(refusal("") == "desk.toml:1:1: the key \"zone\" is missing in the text");
}

TEST_CASE("columns count letters, not bytes") {
  CHECK(refusal("zone = \"Москва\" 1").find("desk.toml:1:17: not TOML") == 0);
  CHECK(refusal("# заявка\nzone = \"Москва\"; ").find("desk.toml:2:16: not TOML") == 0);
  CHECK(refusal("zone = 'жж\xFF'") ==
        "desk.toml:1:11: bytes that are not UTF-8; save the file as UTF-8");
}

TEST_CASE("bytes that are no text are refused where they stand") {
  CHECK(refusal(std::string("zone = \"U\0TC\"", 13)).find("desk.toml:1:10: a NUL byte") == 0);
  for (const char* bad :
       {"\xC0\xAF", "\xE0\x80\xAF", "\xED\xA0\x80", "\xF4\x90\x80\x80", "\xD1", "\x80"}) {
    CHECK(refusal("zone = \"" + std::string{bad} + "\"")
              .find("desk.toml:1:9: bytes that are not UTF-8") == 0);
  }
  CHECK(refusal("zone = \"UTC\"\nзона = 1") ==
        "desk.toml:2:1: a character that may stand only between quotes or in a comment");
  CHECK(refusal("#" + std::string((4U << 20U), 'x')).find("longer than 4 MiB") !=
        std::string::npos);
  CHECK(refusal("\xEF\xBB\xBFzone = \"UTC\"\r\n").empty());  // as Windows editors save it
  CHECK(refusal("zone = '''ж # \" . . . . . . . . . . . . . . . . . .\nж'''  # ж\"\n").empty());
}

TEST_CASE("an error that repeats a NUL is read to its end") {
  const error told{status::bad_text, "desk.toml", {2, 8}, std::string_view{"no zone U\0TC", 12}};
  CHECK(std::string_view{told.what()} == "desk.toml:2:8: no zone U?TC");
  CHECK(told.sentence() == "no zone U?TC");
}

// toml++ 3.3 asserts there, so that a build with assertions dies of such a text.
TEST_CASE("a table's brackets hold a name") {
  for (const std::string open : {"[", "[[", "[ ", "[\t", "[[ "}) {
    for (const std::string wrong : {"?egulation]", "#a]]", "\n", ",]", "=a]", ".a]"}) {
      CAPTURE(open + wrong);
      CHECK(refusal("zone = \"UTC\"\n  " + open + wrong)
                .find("desk.toml:2:" + std::to_string(3 + open.size()) +
                      ": not TOML: the name of a table begins with a letter, a digit, _, - or a "
                      "quote") == 0);
    }
  }
  CHECK(refusal("zone = \"UTC\"\n[[[years]]calendar]").starts_with("desk.toml:2:3: not TOML"));
  CHECK(refusal("zone = \"UTC\"\n[").find("not TOML") != std::string::npos);
  CHECK(refusal("zone = \"UTC\"\n[]").find("not TOML") != std::string::npos);
  CHECK(refusal("zone = \"UTC\"\n[[]]").find("not TOML") != std::string::npos);
  CHECK(refusal("zone = \"UTC\"\n[ \"hours\" ]").empty());
  CHECK(refusal("zone = \"UTC\"\n[[ 'closures' ]]\non = 2026-01-01").empty());
  CHECK(refusal("zone = \"UTC\"\nhours = { mon = [\n[ ?").find("not TOML") != std::string::npos);
}

// toml++ reads on from 2 through the quote, and runs into undefined behaviour at a Cyrillic letter.
TEST_CASE("a quote opens a string only where one can stand") {
  for (const char* wrong :
       {"zone = 2\"День\"", "zone = \"a\" \"День\"", "zone = x'День'", "zone = 2 \"День\"",
        "zone = [1 \"День\"]", "[hours]\"День\"", "zone \"День\" = 1"}) {
    CAPTURE(wrong);
    CHECK(refusal(wrong).find("a quote where no string can begin") != std::string::npos);
  }
  CHECK(refusal("zone = \"UTC\"\nopen =2\"День\"") ==
        "desk.toml:2:8: not TOML: a quote where no string can begin; it does behind =, [, {, a "
        "comma or a "
        "dot");
  CHECK(refusal("zone = \"\"\"День\"\"\"\"\"  # день\n").empty());  // it ends in two quotes
  CHECK(
      refusal("zone = '''День''''\r\n\"hours\".'mon' = [\n  \"День\", # день\n  'День']").empty());
}

// toml++ 3.3 asks of each letter there whether it is a blank, and has no answer for most.
TEST_CASE("a line of a string that goes on may do so with any letter") {
  for (const char* letter : {"А", "д", "Ё", "—", "№", "中", "😀"}) {
    const std::string quotes(3, '"');
    const toml_reader text =
        parse_toml("s = " + quotes + "по\\\n \t\n  " + letter + " \\\n\n" + letter + quotes);
    CHECK(text.string("s") == "по" + std::string{letter} + " " + letter);
    CHECK(refusal("zone = " + quotes + "a\\" + letter + quotes).find("not TOML") !=
          std::string::npos);
  }
}

TEST_CASE("no text overflows the stack, however deep it nests") {
  CHECK(refusal("zone = " + std::string(1'000'000, '[')).find("nested more than 16 deep") !=
        std::string::npos);
  std::string dotted = "zone";
  for (int i = 0; i < 1'000'000; ++i) dotted += ".a";
  CHECK(refusal(dotted + " = 1").find("more than 8 parts") != std::string::npos);
  CHECK(refusal("[" + dotted + "]").find("more than 8 parts") != std::string::npos);
  std::string both = "zone = \"UTC\"\nx = ";
  for (int i = 0; i < 16; ++i) both += "{ a.b.c.d.e.f.g.h = ";
  CHECK(refusal(both + "1" + std::string(16, '}')).find("unknown key \"x\"") != std::string::npos);
}

TEST_CASE("the nearest word is one of which this may be a misspelling, or none") {
  CHECK(nearest_word("shrt", {"short", "status"}) == "short");
  CHECK(nearest_word("moved", {"title", "acts"}).empty());
  CHECK(nearest_word("", {"a"}).empty());
}
