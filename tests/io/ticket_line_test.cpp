// The two readers of a ticket's line: the plain one answers what the other does, or leaves the line
// to it.
#include "io/ticket_line.hpp"

#include <doctest/doctest.h>

#include <algorithm>
#include <random>
#include <string>
#include <utility>

#include "io/line_tickets.hpp"
#include "io/ticket_page.hpp"
#include "srok/error.hpp"
#include "srok/io/regulation_text.hpp"
#include "srok/io/ticket_text.hpp"

using namespace srok;

namespace {

const regulation_book& rules() {
  static const regulation_book book{regulation::builtin("technotronics")};
  return book;
}

const std::vector<std::string> plain_lines = {
    R"({"id":"T-1","user":"u42","channel":"portal","priority":"high","events":[{"at":"2026-04-29T15:20:00+03:00","event":"submitted"}]})",
    R"({"id": "T-2", "user": "Иван Петров", "channel": "email", "events": [ {"at": "2026-04-29T15:20:00Z", "event": "submitted"}, {"at": "2026-04-30T15:20:00-01:30", "event": "replied", "kind": "question"} ] })",
    "\t{\"events\":[{\"event\":\"submitted\",\"at\":\"2026-04-29 "
    "15:20Z\"}],\"priority\":null,\"channel\":\"email\",\"user\":\"u\",\"id\":\"T-3\"}\r",
    R"({"id":"T-4","user":"u","channel":"portal","priority":"low","events":[{"at":"2026-04-29T15:20:00+03:00","event":"submitted"},{"at":"2026-04-29T15:20:00+03:00","event":"priority_changed","priority":"emergency"},{"at":"2026-04-29T15:20:00+03:00","event":"priority_changed","by":"user","priority":"low"},{"at":"2026-04-29T15:20:00+03:00","event":"deferred","reason":"needs_development"},{"at":"2026-04-30T15:20:00+03:00","event":"resumed"},{"at":"2026-04-30T15:20:00+03:00","event":"target_set","days":0},{"at":"2026-04-30T15:20:00+03:00","event":"target_set","date":"2026-05-06"},{"at":"2026-04-30T15:20:00+03:00","event":"target_set","instant":"2026-05-07T12:00:00+03:00"},{"at":"2026-04-30T15:20:00+03:00","event":"closed","reason":"тест 😀"},{"at":"2026-05-02T15:20:00+03:00","event":"reopened"},{"at":"2026-05-02T15:20:00+03:00","event":"user_replied"},{"at":"2026-05-03T15:20:00+03:00","event":"resolved"}]})",
};

// Whether the plain reader reads it; if so, the other one must too, and read the same.
bool agrees(std::string_view line) {
  line_ticket plain;
  if (!read_plain_line(line, rules(), plain)) return false;
  INFO("line: ", std::string{line});
  line_ticket full;
  REQUIRE_NOTHROW(read_line(line, rules(), full));
  REQUIRE(testing::same(plain, full));
  return true;
}

std::string answers(const std::string& jsonl) {
  return answer_tickets(rules(), jsonl, from_unix(1'777'600'000)).jsonl;
}

}  // namespace

TEST_CASE("Lines as machines write them are read without a document") {
  for (const std::string& line : plain_lines) CHECK(agrees(line));
}

TEST_CASE("A line that is anything but plain is left to the other reader") {
  const auto with = [](std::string_view what, std::string_view instead) {
    std::string line = plain_lines[0];
    return line.replace(line.find(what), what.size(), instead);
  };
  line_ticket into;
  for (const std::string& line : {with("u42", "u\\u0034"),
                                  with("u42", "u\xff"),
                                  with("u42", "\xed\xa0\x80"),
                                  with("u42", std::string{"u\0", 2}),
                                  with("u42", ""),
                                  with("\"u42\"", "7"),
                                  with("]}", "],\"id\":\"T-1\"}"),
                                  with("]}", "]}}"),
                                  with("]}", "],}"),
                                  with("]}", "]"),
                                  with("submitted\"", "submitted\",\"kind\":\"note\""),
                                  with("submitted", "snoozed"),
                                  with("high", "urgent"),
                                  with("\"high\"", "null"),
                                  with("portal", "phone"),
                                  with("2026-04-29", "2026-02-30"),
                                  with("15:20:00", "24:00:00"),
                                  with("{", "[{"),
                                  std::string{},
                                  std::string{"{"},
                                  std::string{"{}"},
                                  std::string{"null"}}) {
    INFO("line: ", line);
    CHECK_FALSE(read_plain_line(line, rules(), into));
  }
}

TEST_CASE("An answer is UTF-8 whatever escapes a line has, and nothing of a line goes unread") {
  const auto answered = [](std::string_view id, const std::string& after = "") {
    std::string line = plain_lines[0];
    return answers(line.replace(line.find("T-1"), 3, id) + after + "\n");
  };
  const auto refused_at = [](int column, const std::string& what) {
    return "{\"id\":null,\"error\":{\"status\":\"bad_text\",\"message\":\"line 1: column " +
           std::to_string(column) + ": " + what + "\"}}\n";
  };
  CHECK(answered("\\ud83d\\ude00\\uD83D\\uDE00\\\\udc00\\ud7ff\\ue000\\u0000")
            .starts_with("{\"id\":\"\U0001F600\U0001F600\\\\udc00\uD7FF\uE000\\u0000\""));
  const std::string half = "The surrogate pair in string is invalid.";
  CHECK(answered("\\ude00") == refused_at(8, half));
  CHECK(answered("a\\\\\\uDC00") == refused_at(11, half));
  CHECK(answered("\\ud83d\\ude00\\udfff") == refused_at(20, half));
  CHECK(answered("\\ud83d") == refused_at(8, half));
  CHECK(answered("Заявка \\ud83d") == refused_at(15, half));  // letters, not bytes
  const int end = static_cast<int>(plain_lines[0].size()) + 1;
  CHECK(answered("T-1", std::string{"\0", 1}) == refused_at(end, "A NUL is no part of JSON."));
  CHECK(answered("T-1", std::string{"\0\\u", 3}) == refused_at(end, "A NUL is no part of JSON."));
}

TEST_CASE("A line that says a thing twice, or two things where one is meant, is refused") {
  const auto complaint = [](std::string_view before, std::string_view more) {
    std::string line = plain_lines[0];
    line.insert(line.find(before), more);
    line_ticket into;
    CHECK_FALSE(read_plain_line(line, rules(), into));
    try {
      read_line(line, rules(), into);
    } catch (const error& e) {
      return std::string{e.what()};
    }
    return std::string{};
  };
  CHECK(complaint("\"user\"", "\"id\":\"T-1\",") == "the key \"id\" is there twice");
  CHECK(complaint("\"events\"", "\"events\":[],") == "the key \"events\" is there twice");
  CHECK(complaint("\"event\":", "\"event\":\"submitted\",") ==
        "event 1: the key \"event\" is there twice");
  const std::string target = ",{\"at\":\"2026-04-29T15:20:00Z\",\"event\":\"target_set\"";
  for (const std::string more :
       {"}", ",\"days\":2,\"date\":\"2026-05-06\"}",
        ",\"date\":\"2026-05-06\",\"instant\":\"2026-05-06T12:00:00Z\"}"}) {
    CHECK(complaint("]}", target + more) ==
          "event 2: a target is exactly one of days, date, instant");
  }
}

TEST_CASE("A priority that is told twice is not plain, the first time being null or not") {
  std::string line = plain_lines[2];
  line.insert(line.find("\"channel\""), "\"priority\":\"low\",");
  line_ticket into;
  CHECK_FALSE(read_plain_line(line, rules(), into));
  CHECK(answers(line).find(R"(the key \"priority\" is there twice)") != std::string::npos);
}

TEST_CASE("The first answers do not tell how much room the others need") {
  std::string lines;
  for (int i = 0; i < 64; ++i) {
    lines += "{\"id\":\"" + std::string(20'000, 'x') + std::to_string(i) + "\"}\n";
  }
  for (int i = 0; i < 20'000; ++i) lines += "{}\n";
  const auto answered = answer_tickets(regulation_book{rules()}, lines, from_unix(0));
  CHECK(answered.some_failed);
  CHECK(answered.jsonl.capacity() < 64'000'000);  // 400 MB if they did
}

TEST_CASE("The edition of its submission says what a ticket's later events mean") {
  const auto edition = [](const std::string& effective, const std::string& priorities) {
    return parse_regulation("[regulation]\ntitle = \"T\"\neffective = " + effective +
                            "\n[regulation.priorities]\n" + priorities +
                            "[schedule]\nzone = \"UTC\"\n[schedule.hours]\nmon = "
                            "[\"07:00-16:00\"]\n");
  };
  const regulation_book book{{edition("2026-01-01", "low = 8\nurgent = 1\n"),
                              edition("2026-02-01", "low = 8\nhigh = 3\nurgent = 1\n")}};
  const std::string line =
      R"({"id":"T","user":"u","channel":"portal","priority":"low","events":[)"
      R"({"at":"2026-01-12T08:00:00Z","event":"submitted"},)"
      R"({"at":"2026-02-02T08:00:00Z","event":"priority_changed","priority":"urgent"}]})";
  line_ticket plain, full;
  CHECK(read_plain_line(line, book, plain));
  read_line(line, book, full);
  CHECK(plain.events.back().urgency == priority{1});
  CHECK(full.events.back().urgency == priority{1});
}

TEST_CASE("An event that says what its kind has not to say is refused") {
  struct kind {
    std::string_view name, own, allowed;
  };
  struct member {
    std::string_view key, value;
  };
  const std::string line =
      R"({"id":"T","user":"u","channel":"email","events":[{"at":"2026-04-29T15:20:00Z","event":"submitted"MORE}]})";
  for (const auto& [name, own, allowed] :
       {kind{"submitted", "", ""}, kind{"replied", R"(,"kind":"note")", "kind"},
        kind{"user_replied", "", ""},
        kind{"priority_changed", R"(,"priority":"low")", "priority by"},
        kind{"deferred", R"(,"reason":"abusive")", "reason"}, kind{"resumed", "", ""},
        kind{"target_set", R"(,"days":2)", "days date instant"}, kind{"resolved", "", ""},
        kind{"closed", "", "reason"}, kind{"reopened", "", ""}}) {
    for (const auto& [key, value] :
         {member{"", ""}, member{"kind", R"("note")"}, member{"priority", R"("low")"},
          member{"by", R"("user")"}, member{"reason", R"("abusive")"}, member{"days", "2"},
          member{"date", R"("2026-05-06")"}, member{"instant", R"("2026-05-06T12:00:00Z")"}}) {
      const bool sound = allowed.find(key) != std::string_view::npos;
      if (sound && own.find(key) != std::string_view::npos && !key.empty()) continue;  // twice
      if (sound && name == "target_set" && !key.empty()) continue;  // of which it has one
      std::string more{own};
      if (!key.empty()) {
        more.append(",\"").append(key).append("\":").append(value);
      }
      std::string told = line;
      told.replace(told.find("MORE"), 4, more);
      told.replace(told.find("submitted"), 9, name);
      CAPTURE(told);
      line_ticket into;
      CHECK(read_plain_line(told, rules(), into) == sound);
      if (sound) {
        CHECK_NOTHROW(read_line(told, rules(), into));
      } else {
        CHECK_THROWS_WITH_AS(
            read_line(told, rules(), into),
            ("event 1: the key \"" + std::string{key} + "\" is unknown here").c_str(), error);
      }
    }
  }
}

TEST_CASE("A priority that is none is a bad text of the ticket, but a bad event of an event") {
  const auto refused = [](std::string_view what, std::string_view instead) {
    std::string line = plain_lines[3];
    line.replace(line.find(what), what.size(), instead);
    line_ticket into;
    CHECK_FALSE(read_plain_line(line, rules(), into));
    try {
      read_line(line, rules(), into);
    } catch (const error& e) {
      return std::pair{e.code(), std::string{e.what()}};
    }
    return std::pair{status::ok, std::string{}};
  };
  const std::string none = "\"urgent\" is no priority; there are low, medium, high, emergency";
  CHECK(refused("low", "urgent") == std::pair{status::bad_text, none});
  CHECK(refused("emergency", "urgent") == std::pair{status::bad_events, "event 2: " + none});
}

TEST_CASE("Lines spoilt at random are read alike by both, or left alone by the plain one") {
  const std::string spoils = "\"\\{}[],: \t\r\n0123456789-+.eZTuxnil\x01\x7f\x80\xc3\xd0\xed\xf4";
  std::mt19937 random{1};
  int read = 0;
  for (int round = 0; round < 60'000; ++round) {
    std::string line = plain_lines[random() % plain_lines.size()];
    for (auto changes = random() % 3; changes-- > 0;) {
      const std::size_t at = random() % line.size();
      const char by = spoils[random() % spoils.size()];
      switch (random() % 3) {
        case 0:
          line.insert(at, 1, by);
          break;
        case 1:
          line.erase(at, 1 + random() % 3);
          break;
        default:
          line[at] = by;
      }
    }
    read += agrees(line) ? 1 : 0;
  }
  CHECK(read > 20'000);
}

TEST_CASE("A line of more than 1 MiB is a bad line, and the next one is read") {
  const std::string fits = plain_lines[0] + std::string((1U << 20) - plain_lines[0].size(), ' ');
  CHECK(answers(fits).starts_with("{\"id\":\"T-1\",\"state\":"));
  CHECK(
      answers(fits + " \n" + plain_lines[1])
          .starts_with(
              R"({"id":null,"error":{"status":"bad_text","message":"line 1: the line has 1048577 bytes; at most 1 MiB is read"}})"
              "\n{\"id\":\"T-2\",\"state\":"));
}

TEST_CASE("A line of blanks is no ticket, but counts as a line") {
  const std::string told = answers(" \n\t \r\n\n" + plain_lines[0] + "\r\n \n{");
  CHECK(told.starts_with("{\"id\":\"T-1\",\"state\":"));
  CHECK(std::count(told.begin(), told.end(), '\n') == 2);
  CHECK(told.find("\"message\":\"line 6: ") != std::string::npos);
}

TEST_CASE("An id that was there is an error of the later line, whatever the earlier one was") {
  const std::string bad = R"({"id":"T-1","user":"u","channel":"phone","events":[]})";
  const std::string repeated = R"("message":"line 3: the id \"T-1\" is repeated; ids are unique")";
  const std::string both = answers(plain_lines[0] + "\n\n" + plain_lines[0] + "\n" + bad);
  CHECK(both.find(repeated) != std::string::npos);
  CHECK(both.find("line 4: \\\"phone\\\" is no channel") != std::string::npos);
  CHECK(answers(bad + "\n\n" + plain_lines[0]).find(repeated) != std::string::npos);
}

TEST_CASE("Ids and users may hold anything that JSON can say, and come out as JSON says it") {
  const std::string id = R"(\"\\\/\b\f\n\r\t\u000B\u001f\u0416Ж😀 and a long tail of plain text)";
  std::string line = plain_lines[0];
  line.replace(line.find("T-1"), 3, id);
  CHECK(answers(line).starts_with(
      R"({"id":"\"\\/\b\f\n\r\t\u000B\u001FЖЖ😀 and a long tail of plain text","state":)"));
}
