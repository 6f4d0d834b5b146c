#include "srok/io/timeline_text.hpp"

#include <doctest/doctest.h>
#include <rapidjson/document.h>

#include <string>

#include "sla/story.hpp"
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
    CHECK(svg.find("A &amp; &lt;B&gt;") != std::string::npos);
    CHECK(svg.find("A & <B>") == std::string::npos);
    const bool russian = language == srok::language::russian;
    const char* const due = russian ? "06.05.2026 13:00" : "2026-05-06 13:00";
    CHECK(svg.find(due) != std::string::npos);
    CHECK(svg.find("href") == std::string::npos);
    CHECK(svg.find(russian ? "опирается на прогноз" : "rests on a projected") == std::string::npos);
    srok::timeline ahead = story;
    ahead.state.projected = true;
    CHECK(to_svg(ahead, language).find(russian ? "опирается на прогноз" : "rests on a projected") !=
          std::string::npos);
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

namespace {

using srok::test::line_of;
using srok::test::technotronics_text;
using srok::test::warned_at;
using srok::test::with;

// Four tickets of a user who may have three, the fourth with all that happens to tickets; under the
// built-in regulation with a warning at half of the budget.
srok::timeline told_of_four(std::size_t which, const std::string& now) {
  const srok::regulation_book rules = warned_at("50");
  const std::string lines =
      line_of("A", {{"03-02T08:00", "submitted", ""}}, "email") +
      line_of("B", {{"03-02T08:00", "submitted", ""}}) +
      line_of("C", {{"03-02T08:00", "submitted", ""}, {"03-02T16:30", "resolved", ""}}) +
      line_of("D", {{"03-02T09:00", "submitted", ""},
                    {"03-02T17:00", "replied", R"("kind":"note")"},
                    {"03-03T08:00", "replied", R"("kind":"recommendation")"},
                    {"03-03T08:30", "replied", R"("kind":"instruction")"},
                    {"03-03T09:00", "user_replied", ""},
                    {"03-03T10:00", "priority_changed", R"("priority":"low","by":"user")"},
                    {"03-03T11:00", "priority_changed", R"("priority":"low")"},
                    {"03-04T08:00", "priority_changed", R"("priority":"emergency")"},
                    {"03-04T09:00", "target_set", R"("days":2)"},
                    {"03-05T12:00", "replied", R"("kind":"instruction")"},
                    {"03-06T12:00", "target_set", R"("date":"2026-03-20")"},
                    {"03-20T15:00", "resolved", ""},
                    {"03-21T15:00", "closed", ""}});
  const srok::ticket_lines read{rules, lines};
  return timeline_of(rules, read.tickets(), which,
                     srok::parse_instant("2026-" + now + ":00+03:00").value());
}

}  // namespace

TEST_CASE("A reply is told by what the regulation lets it do") {
  const srok::regulation_book rules{srok::parse_regulation(with(
      with(technotronics_text(), "recommendation = \"reacts\"", "recommendation = \"nothing\""),
      "note = \"nothing\"", "note = \"asks\""))};
  const std::string line = line_of("1", {{"03-02T09:00", "submitted", ""},
                                         {"03-02T10:00", "replied", R"("kind":"recommendation")"},
                                         {"03-02T11:00", "replied", R"("kind":"note")"}});
  const srok::ticket_lines lines{rules, line};
  const srok::timeline told = timeline_of(rules, lines.tickets(), 0,
                                          srok::parse_instant("2026-03-02T12:00:00+03:00").value());
  const std::string english = to_text(told, srok::language::english);
  const std::string russian = to_text(told, srok::language::russian);
  const auto has = [](const std::string& all, std::string_view part) {
    INFO(all);
    CHECK(all.find(part) != std::string::npos);
  };
  has(english, "10:00       gave a recommendation, no reaction [3.8]\n");
  has(english, "11:00   2h  a note; promise 1 kept [3.8]\n");
  has(english, "the priority may be changed from Mon 2026-03-02 15:00 [3.5]\n");
  has(russian, "рекомендация, не реакция [3.8]\n");
  has(russian, "реакция: заметка; обещание 1 исполнено [3.8]\n");
}

TEST_CASE("Whatever happens to a ticket is told in words, in English and in Russian") {
  const srok::timeline all = told_of_four(3, "03-22T12:00");
  CHECK(to_text(all, srok::language::english) ==
        R"(Ticket    D
User      u
Now       Sun 2026-03-22 12:00 (Europe/Moscow)
State     closed
Priority  emergency

  Mon 2026-03-02 09:00          submitted through the portal, priority high [3.3]
  Mon 2026-03-02 09:00          accepted [3.1, 4.8]
  Mon 2026-03-02 09:00          queued: the user's limit of active tickets is reached (3) [4.3]
  Mon 2026-03-02 16:30          admitted to active work [4.3]
  Mon 2026-03-02 16:30     27h  promise 1: an answer until Thu 2026-03-05 16:00, counted from Tue 2026-03-03 07:00 [4.9]
  Mon 2026-03-02 17:00          a note, no reaction [3.8]
  Tue 2026-03-03 08:00      1h  gave a recommendation; promise 1 kept [3.8]
  Tue 2026-03-03 08:00     27h  without a reply of the user it closes by itself after Fri 2026-03-06 08:00 [4.10]
  Tue 2026-03-03 08:30          gave instructions; no promise was waiting for it [3.8]
  Tue 2026-03-03 09:00          the user replied [3.6]
  Tue 2026-03-03 09:00     27h  promise 2: an answer until Fri 2026-03-06 09:00 [3.6, 4.9]
  Tue 2026-03-03 10:00          the user changes the priority: high → low; the due moves from Fri 2026-03-06 09:00 to Mon 2026-03-16 09:00 [3.3]
  Tue 2026-03-03 11:00          a specialist confirms the priority low [3.5]
  Wed 2026-03-04 08:00          a specialist changes the priority: low → emergency; the due moves from Mon 2026-03-16 09:00 to Thu 2026-03-05 09:00 [3.5]
  Wed 2026-03-04 08:00          violation: priority changed by a specialist before the user's silence gave the right to [3.5]
  Wed 2026-03-04 09:00      9h  50% of the budget spent on promise 2
  Wed 2026-03-04 09:00          a term of its own was set; the due moves from Thu 2026-03-05 09:00 to Fri 2026-03-06 09:00 [4.11]
  Wed 2026-03-04 13:30  13h30m  50% of the budget spent on promise 2
  Thu 2026-03-05 12:00     21h  gave instructions; promise 2 kept [3.8]
  Thu 2026-03-05 12:00     18h  without a reply of the user it closes by itself after Tue 2026-03-10 12:00 [4.10]
  Fri 2026-03-06 12:00          a term of its own was set: an answer until Fri 2026-03-20 16:00 [4.11]
  Fri 2026-03-06 12:00     85h  promise 3: an answer until Fri 2026-03-20 16:00 [4.11]
  Mon 2026-03-16 09:30  42h30m  50% of the budget spent on promise 3
  Fri 2026-03-20 15:00     84h  resolved; promise 3 kept [3.8]
  Sat 2026-03-21 15:00          closed
)");
  CHECK(to_text(all, srok::language::russian) ==
        R"(Заявка        D
Пользователь  u
Сейчас        вс 22.03.2026 12:00 (Europe/Moscow)
Состояние     закрыта
Приоритет     аварийный

  пн 02.03.2026 09:00               подана через портал, приоритет высокий [3.3]
  пн 02.03.2026 09:00               принята [3.1, 4.8]
  пн 02.03.2026 09:00               в очереди: предел активных заявок пользователя исчерпан (3) [4.3]
  пн 02.03.2026 16:30               взята в активную работу [4.3]
  пн 02.03.2026 16:30         27 ч  обещание 1: ответ до чт 05.03.2026 16:00, отсчёт с вт 03.03.2026 07:00 [4.9]
  пн 02.03.2026 17:00               заметка, не реакция [3.8]
  вт 03.03.2026 08:00          1 ч  реакция: рекомендация; обещание 1 исполнено [3.8]
  вт 03.03.2026 08:00         27 ч  без ответа пользователя закроется сама после пт 06.03.2026 08:00 [4.10]
  вт 03.03.2026 08:30               реакция: инструкция; ни одно обещание её не ждало [3.8]
  вт 03.03.2026 09:00               ответ пользователя [3.6]
  вт 03.03.2026 09:00         27 ч  обещание 2: ответ до пт 06.03.2026 09:00 [3.6, 4.9]
  вт 03.03.2026 10:00               пользователь меняет приоритет: высокий → низкий; срок сдвинут с пт 06.03.2026 09:00 на пн 16.03.2026 09:00 [3.3]
  вт 03.03.2026 11:00               специалист подтверждает приоритет низкий [3.5]
  ср 04.03.2026 08:00               специалист меняет приоритет: низкий → аварийный; срок сдвинут с пн 16.03.2026 09:00 на чт 05.03.2026 09:00 [3.5]
  ср 04.03.2026 08:00               нарушение: специалист изменил приоритет раньше, чем молчание пользователя дало на это право [3.5]
  ср 04.03.2026 09:00          9 ч  50% норматива потрачено, обещание 2
  ср 04.03.2026 09:00               назначен особый срок; срок сдвинут с чт 05.03.2026 09:00 на пт 06.03.2026 09:00 [4.11]
  ср 04.03.2026 13:30  13 ч 30 мин  50% норматива потрачено, обещание 2
  чт 05.03.2026 12:00         21 ч  реакция: инструкция; обещание 2 исполнено [3.8]
  чт 05.03.2026 12:00         18 ч  без ответа пользователя закроется сама после вт 10.03.2026 12:00 [4.10]
  пт 06.03.2026 12:00               назначен особый срок: ответ до пт 20.03.2026 16:00 [4.11]
  пт 06.03.2026 12:00         85 ч  обещание 3: ответ до пт 20.03.2026 16:00 [4.11]
  пн 16.03.2026 09:30  42 ч 30 мин  50% норматива потрачено, обещание 3
  пт 20.03.2026 15:00         84 ч  решена; обещание 3 исполнено [3.8]
  сб 21.03.2026 15:00               закрыта
)");
}

TEST_CASE("A ticket says that it is not submitted yet, that it waits in the queue, what is ahead") {
  CHECK(to_text(told_of_four(0, "03-01T15:00"), srok::language::russian) ==
        R"(Заявка        A
Пользователь  u
Сейчас        вс 01.03.2026 15:00 (Europe/Moscow)
Состояние     ещё не подана

)");
  CHECK(to_text(told_of_four(3, "03-02T15:00"), srok::language::english) ==
        R"(Ticket    D
User      u
Now       Mon 2026-03-02 15:00 (Europe/Moscow)
State     queued
Priority  high

  Mon 2026-03-02 09:00    submitted through the portal, priority high [3.3]
  Mon 2026-03-02 09:00    accepted [3.1, 4.8]
  Mon 2026-03-02 09:00    queued: the user's limit of active tickets is reached (3) [4.3]
)");
  CHECK(to_text(told_of_four(0, "03-02T15:00"), srok::language::english) ==
        R"(Ticket       A
User         u
Now          Mon 2026-03-02 15:00 (Europe/Moscow)
State        the desk's turn
Priority     high
Due          Thu 2026-03-05 08:00
Remaining    20h
Next change  Tue 2026-03-03 12:30

  Mon 2026-03-02 08:00       submitted by email, priority high [3.3]
  Mon 2026-03-02 08:00       accepted [3.1, 4.8]
  Mon 2026-03-02 08:00       admitted to active work [4.3]
  Mon 2026-03-02 08:00  27h  promise 1: an answer until Thu 2026-03-05 08:00 [4.9]

Ahead
  Tue 2026-03-03 12:30  13h30m  50% of the budget spent on promise 1
)");
}

TEST_CASE("The JSON of a change of priority says from which to which and by whom") {
  rapidjson::Document json;
  json.Parse(to_json(told_of_four(3, "03-22T12:00")).c_str());
  REQUIRE_FALSE(json.HasParseError());
  const auto& changed = json["entries"][11];
  CHECK(changed["kind"] == "priority_changed");
  CHECK(changed["priority_before"] == "high");
  CHECK(changed["priority"] == "low");
  CHECK(changed["by"] == "user");
  CHECK(json["entries"][13]["by"] == "specialist");
  CHECK(json["entries"][15]["kind"] == "warned");
  CHECK(json["entries"][15]["percent"].GetInt() == 50);
}
