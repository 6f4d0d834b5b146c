// When a ticket's state is worth asking for again.
#include <doctest/doctest.h>

#include "sla/desk.hpp"

using namespace srok;
using namespace srok::test;

TEST_CASE("asked at the moment it names as its next change, a ticket names a later one or none") {
  const regulation& rules = regulation::builtin("technotronics");
  desk waiting;
  waiting.add("1", "anna", emergency,
              {{"2026-03-16T08:00", event_kind::submitted},
               {"2026-03-16T09:00", event_kind::replied, reply_kind::question}});
  desk unanswered;
  unanswered.add("2", "boris", high, {{"2026-03-16T08:00", event_kind::submitted}});
  for (const desk* asked : {&waiting, &unanswered}) {
    int rights = 0;
    for (instant now = at("2026-03-16T10:00"); now != no_instant;) {
      const ticket_state state = judge(rules, asked->tickets(), now).front().state;
      if (state.may_change_priority_at == now) ++rights;
      REQUIRE((state.next_change_at == no_instant || state.next_change_at > now));
      now = state.next_change_at;
    }
    CHECK(rights == (asked == &waiting ? 1 : 0));
  }
}
