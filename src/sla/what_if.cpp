#include "srok/sla/what_if.hpp"

#include <algorithm>

namespace srok {
namespace {

struct side {
  const regulation* governing = nullptr;  // nullptr: none was in force
  const judged_ticket* judged = nullptr;

  std::string_view priority_name() const { return terms().name; }
  const priority_terms& terms() const { return governing->terms_of(judged->state.urgency); }
};

side side_of(const judged_desk& desk, std::size_t place) {
  const ticket& t = desk.tickets[place];
  const regulation* governing =
      t.events.empty() ? nullptr : desk.book.in_force(t.events.front().at);
  return {governing, &desk.judged[place]};
}

bool same_answer(const judged_ticket& a, const judged_ticket& b) {
  if (a.fault || b.fault) {
    return a.fault && b.fault && a.fault->why == b.fault->why &&
           a.fault->sentence == b.fault->sentence;
  }
  const ticket_state& x = a.state;
  const ticket_state& y = b.state;
  return x.submitted == y.submitted && x.state == y.state && x.due == y.due &&
         x.auto_close_at == y.auto_close_at && x.auto_closed_at == y.auto_closed_at &&
         x.breached == y.breached && x.breached_at == y.breached_at;
}

// ---- terms ----

std::vector<std::string_view> other_settings(const regulation& a, const regulation& b) {
  std::vector<std::string_view> names;
  const settings& x = a.settings();
  const settings& y = b.settings();
  const auto note = [&](std::string_view name, bool differs) {
    if (differs) names.push_back(name);
  };
  note("day_rule", x.day_rule != y.day_rule);
  note("landing", x.landing != y.landing);
  note("queued_timer", x.queued_timer != y.queued_timer);
  note("on_priority_change", x.on_priority_change != y.on_priority_change);
  note("after_user_reply", x.after_user_reply != y.after_user_reply);
  note("after_auto_close", x.after_auto_close != y.after_auto_close);
  note("silence_after", x.silence_after != y.silence_after);
  note("auto_close", x.auto_close != y.auto_close);
  note("active_limit", x.active_limit != y.active_limit);
  note("priority_right_after", x.priority_right_after != y.priority_right_after);
  note("default_priority", x.default_priority != y.default_priority);
  note("out_of_turn", x.out_of_turn != y.out_of_turn);
  note("order", x.order != y.order);
  note("replies", x.replies != y.replies);
  note("deferral", !std::equal(a.deferrals().begin(), a.deferrals().end(), b.deferrals().begin(),
                               b.deferrals().end(), [](const auto& one, const auto& other) {
                                 return one.reason == other.reason &&
                                        one.stops_timers == other.stops_timers;
                               }));
  return names;
}

// ---- hours ----

struct explained_date {
  civil_date date;
  date_hours hours;
  std::vector<interval> counted;
};

bool tells_of_a_day(reason why) {
  return why != reason::night && why != reason::break_;
}

// One entry a date, in order; nothing when the schedule does not answer for the span.
std::vector<explained_date> dates_of(const schedule& schedule, interval span) {
  std::vector<explained_date> dates;
  if (!schedule.elapsed(span.begin(), span.end())) return dates;
  const explanation why = explain(schedule, span.begin(), span.end());
  for (const explained_part& part : why.parts) {
    if (dates.empty() || dates.back().date != part.date) {
      dates.push_back({part.date, {{}, reason::night, {}, {}}, {}});
    }
    explained_date& day = dates.back();
    if (part.counted) {
      day.counted.push_back(part.span);
      day.hours.worked = day.hours.worked + *schedule.elapsed(part.span.begin(), part.span.end());
    }
    if (tells_of_a_day(part.why) && (part.counted || !tells_of_a_day(day.hours.why))) {
      day.hours.why = part.why;
      day.hours.name = part.name;
      day.hours.source = part.source;
    }
  }
  return dates;
}

std::vector<hours_change> other_hours(const schedule& here, const schedule& there, interval span) {
  std::vector<hours_change> changes;
  const std::vector<explained_date> a = dates_of(here, span);
  const std::vector<explained_date> b = dates_of(there, span);
  const auto before = [](const explained_date& day, civil_date date) { return day.date < date; };
  for (const explained_date& day : a) {
    const auto other = std::lower_bound(b.begin(), b.end(), day.date, before);
    if (other == b.end() || other->date != day.date || other->counted == day.counted) continue;
    changes.push_back({day.date, day.hours, other->hours});
  }
  return changes;
}

// From the submission to the last instant that an answer of either side names, or to the last event
// where one is a fault.
interval span_of(std::span<const event> events, const judged_ticket& a, const judged_ticket& b) {
  instant last = a.fault || b.fault ? events.back().at : events.front().at;
  for (const ticket_state* s : {&a.state, &b.state}) {
    last = std::max({last, s->due, s->breached_at, s->auto_close_at, s->auto_closed_at, s->met_at});
  }
  return {events.front().at, last};
}

ticket_move move_of(std::size_t place, const ticket& t, const side& here, const side& there) {
  ticket_move move;
  move.ticket = place;
  if (here.governing == nullptr || there.governing == nullptr) return move;
  const regulation& a = *here.governing;
  const regulation& b = *there.governing;
  move.edition = a.terms().edition != b.terms().edition || a.terms().title != b.terms().title;
  move.settings = other_settings(a, b);
  move.hours =
      other_hours(a.schedule(), b.schedule(), span_of(t.events, *here.judged, *there.judged));
  if (here.judged->fault || there.judged->fault) {  // a fault has no priority, no slot
    move.horizon = a.schedule().horizon().end() != b.schedule().horizon().end();
    return move;
  }
  move.priority = here.priority_name() != there.priority_name();
  move.answer_days = here.terms().answer_within != there.terms().answer_within;
  move.admission = here.judged->state.admitted != there.judged->state.admitted;
  return move;
}

}  // namespace

std::vector<ticket_move> moves(const judged_desk& here, const judged_desk& there) {
  std::vector<ticket_move> moved;
  for (std::size_t i = 0; i < here.tickets.size(); ++i) {
    const side a = side_of(here, i);
    const side b = side_of(there, i);
    if (same_answer(*a.judged, *b.judged)) continue;
    moved.push_back(move_of(i, here.tickets[i], a, b));
  }
  return moved;
}

std::vector<event> with_priority(const ticket& ticket, priority urgency, instant now) {
  std::vector<event> events{ticket.events.begin(), ticket.events.end()};
  const auto later =
      std::find_if(events.begin(), events.end(), [&](const event& e) { return e.at > now; });
  event change;
  change.at = now;
  change.kind = event_kind::priority_changed;
  change.urgency = urgency;
  events.insert(later, change);
  return events;
}

}  // namespace srok
