#include "srok/io/timeline_text.hpp"

#include <doctest/doctest.h>
#include <rapidjson/document.h>

#include <string>

#include "srok/io/instant_text.hpp"
#include "srok/io/ticket_text.hpp"

namespace {

srok::timeline told(const std::string& id = "T-1") {
  static const srok::regulation_book rules{srok::regulation::builtin("technotronics")};
  const std::string line =
      R"({"id":")" + id +
      R"(","user":"u42","channel":"portal","priority":"high","events":[)"
      R"({"at":"2026-04-29T17:20:00+03:00","event":"submitted"},)"
      R"({"at":"2026-05-05T10:00:00+03:00","event":"deferred","reason":"needs_development"},)"
      R"({"at":"2026-05-05T16:00:00+03:00","event":"resumed"},)"
      R"({"at":"2026-05-08T16:00:00+03:00","event":"replied","kind":"question"}]})";
  const srok::ticket_lines lines{rules, line};
  return timeline_of(rules, lines.tickets(), 0,
                     srok::parse_instant("2026-05-12T09:00:00+03:00").value());
}

}  // namespace

TEST_CASE("A ticket's story reads as one line an entry with its clause") {
  CHECK(to_text(told(), srok::language::english) ==
        R"(Ticket                  T-1
User                    u42
Now                     Tue 2026-05-12 09:00 (Europe/Moscow)
State                   waiting for the user
Priority                high
Closes by itself after  Thu 2026-05-14 16:00
Breached                Wed 2026-05-06 13:00
Next change             Tue 2026-05-12 11:00

  Wed 2026-04-29 17:20       submitted through the portal, priority high [3.3]
  Wed 2026-04-29 17:20       admitted to active work [4.3]
  Wed 2026-04-29 17:20  27h  promise 1: an answer until Tue 2026-05-05 16:00, counted from Thu 2026-04-30 07:00 [4.9]
  Thu 2026-04-30 07:00       accepted [3.1, 4.8]
  Tue 2026-05-05 10:00       deferred: needs development; its timers stand still [3.9, 4.12]
  Tue 2026-05-05 16:00   6h  resumed; the due moves from Tue 2026-05-05 16:00 to Wed 2026-05-06 13:00 [3.9, 4.12]
  Wed 2026-05-06 13:00       breached: no answer in time [4.9]
  Fri 2026-05-08 16:00  48h  asked a question; promise 1 kept late, it was due Wed 2026-05-06 13:00 [3.8]
  Fri 2026-05-08 16:00       violation: answered outside working hours [4.8]
  Fri 2026-05-08 16:00  27h  without a reply of the user it closes by itself after Thu 2026-05-14 16:00 [4.10]
  Fri 2026-05-08 16:00   4h  without a reply of the user the priority may be changed from Tue 2026-05-12 11:00 [3.5]
)");
}

TEST_CASE("The story reads the same in Russian, with dates as Russians write them") {
  const std::string text = to_text(told(), srok::language::russian);
  CHECK(text.starts_with("Заявка                T-1\nПользователь          u42\n"));
  for (const char* line :
       {"ср 29.04.2026 17:20        подана через портал, приоритет высокий [3.3]\n",
        "вт 05.05.2026 10:00        отложена: нужна разработка; таймеры стоят [3.9, 4.12]\n",
        "вт 05.05.2026 16:00   6 ч  возобновлена; срок сдвинут с вт 05.05.2026 16:00 на ср "
        "06.05.2026 13:00 [3.9, 4.12]\n",
        "нарушение: ответ вне рабочего времени [4.8]\n"}) {
    CHECK_MESSAGE(text.find(line) != std::string::npos, line, text);
  }
}

TEST_CASE("The JSON of a story has every entry, stretch and promise, and leaves out what is not") {
  rapidjson::Document json;
  json.Parse(to_json(told()).c_str());
  REQUIRE_FALSE(json.HasParseError());
  CHECK(json["state"] == "waiting_for_user");
  CHECK(json["due"].IsNull());
  CHECK(json["breached_at"] == "2026-05-06T13:00:00+03:00");
  REQUIRE(json["entries"].Size() == 11);
  const auto& resumed = json["entries"][5];
  CHECK(resumed["kind"] == "resumed");
  CHECK(resumed["clause"] == "3.9, 4.12");
  CHECK(resumed["promise_before"] == "2026-05-05T16:00:00+03:00");
  CHECK(resumed["promise"] == "2026-05-06T13:00:00+03:00");
  CHECK(resumed["working_seconds"].GetInt64() == 6 * 3600);
  CHECK_FALSE(resumed.HasMember("reason"));
  CHECK(json["entries"][4]["reason"] == "needs_development");
  CHECK(json["entries"][7]["late"].GetBool());
  CHECK(json["stretches"].Size() == 4);
  REQUIRE(json["promises"].Size() == 2);
  CHECK(json["promises"][0]["kind"] == "answer");
  CHECK(json["promises"][1]["kind"] == "silence");
  CHECK(json["promises"][1]["ended"].IsNull());
}

TEST_CASE("The picture names the ticket as it is called, and every entry") {
  const srok::timeline story = told("A & <B>");
  for (const auto language : {srok::language::english, srok::language::russian}) {
    const std::string svg = to_svg(story, language);
    CHECK(svg.starts_with("<svg xmlns=\"http://www.w3.org/2000/svg\""));
    CHECK(svg.ends_with("</svg>\n"));
    CHECK(svg.find("A &amp; &lt;B>") != std::string::npos);
    CHECK(svg.find("A & <B>") == std::string::npos);
    const bool russian = language == srok::language::russian;
    const char* const due = russian ? "06.05.2026 13:00" : "2026-05-06 13:00";
    CHECK(svg.find(due) != std::string::npos);
    CHECK(svg.find("href") == std::string::npos);
  }
}

TEST_CASE(
    "A ticket that is not submitted yet, and one whose silence ends after years, have pictures") {
  static const srok::regulation_book rules{srok::regulation::builtin("technotronics")};
  const std::string line = R"({"id":"T","user":"u","channel":"email","events":[)"
                           R"({"at":"2001-04-28T17:20:00+04:00","event":"submitted"}]})";
  const srok::ticket_lines lines{rules, line};
  for (const char* now : {"2000-03-01T00:00:00Z", "2001-05-03T00:00:00Z", "2026-03-01T00:00:00Z"}) {
    const auto story = timeline_of(rules, lines.tickets(), 0, srok::parse_instant(now).value());
    const std::string svg = to_svg(story, srok::language::english);
    CHECK(svg.ends_with("</svg>\n"));
    CHECK(svg.find("nan") == std::string::npos);
    CHECK(svg.size() < 2'000'000);
  }
}
