#include "srok/sla/timeline.hpp"

#include <algorithm>
#include <array>
#include <limits>

#include "sla/replay.hpp"
#include "srok/error.hpp"

namespace srok {
namespace {

struct kind_words {
  std::string_view name;
  std::string_view clause;
};

constexpr std::array<kind_words, 22> kinds{{
    {"submitted", "3.3"},
    {"accepted", "3.1, 4.8"},
    {"queued", "4.3"},
    {"admitted", "4.3"},
    {"promised", "4.9"},
    {"reacted", "3.8"},
    {"replied", "3.8"},
    {"user_replied", "3.6"},
    {"silence", "4.10"},
    {"right_awaited", "3.5"},
    {"right_given", "3.5"},
    {"priority_changed", "3.5"},
    {"deferred", "3.9, 4.12"},
    {"resumed", "3.9, 4.12"},
    {"target_set", "4.11"},
    {"warned", ""},
    {"breached", "4.9"},
    {"resolved", "3.8"},
    {"closed", ""},
    {"auto_closed", "4.10"},
    {"reopened", ""},
    {"violated", ""},
}};

const kind_words& words_of(entry_kind kind) noexcept {
  return kinds[static_cast<std::size_t>(kind)];
}

bool in_desk_turn(const ticket_state& s) noexcept {
  return s.remaining.has_value();
}

bool is_open(const ticket_state& s) noexcept {
  return s.submitted && !is_over(s.state);
}

bool is_deferred(const ticket_state& s) noexcept {
  return s.submitted && s.state == ticket_status::deferred;
}

// Turns the steps of a ticket into the entries, stretches and promises of its timeline. What was
// told is remembered, so that only differences are told.
class teller {
 public:
  explicit teller(timeline& told) : told_{told}, schedule_{told.governing.schedule()} {}

  void tell(const replay& seen) {
    const ticket_moment* last = nullptr;
    for (const ticket_step& step : seen.steps) {
      if (last != nullptr) between(*last, step.before);
      violations_ = 0;
      step.cause != nullptr ? cause(step) : by_itself(step);
      consequences(step);
      last = &step.after;
    }
    if (last != nullptr) {
      between(*last, seen.last);
      warnings_ahead(seen.last);
    }
    std::stable_sort(told_.entries.begin(), told_.entries.end(),
                     [](const auto& a, const auto& b) { return a.at < b.at; });
  }

 private:
  timeline_entry& add(instant at, entry_kind kind) {
    timeline_entry& e = told_.entries.emplace_back();
    e.at = at;
    e.kind = kind;
    e.clause = words_of(kind).clause;
    e.cycle = cycle_;
    return e;
  }

  business_duration worked(instant begin, instant end) const {
    return schedule_.elapsed(begin, end).value();
  }

  // The promise that runs: of an answer, or of closing by itself.
  timeline_promise* running(bool silence) {
    auto& all = told_.promises;
    const auto last =
        std::find_if(all.rbegin(), all.rend(), [&](const auto& p) { return p.silence == silence; });
    return last == all.rend() || last->ended != no_instant ? nullptr : &*last;
  }

  // ---- what time alone did ----

  void between(const ticket_moment& from, const ticket_moment& to) {
    if (from.at < to.at) {
      auto& all = told_.stretches;
      if (all.empty() || all.back().state != from.state.state) {
        all.push_back({from.at, from.at, from.state.state, {}});
      }
      all.back().end = to.at;
      all.back().working = all.back().working + worked(from.at, to.at);
    }
    warnings(from, to);
    note_breach(to);
    follow_due(to);
    if (!right_given_ && right_ != no_instant && right_ <= to.at &&
        to.state.may_change_priority_at == right_) {
      right_given_ = true;
      add(right_, entry_kind::right_given);
    }
  }

  // The shares of the budget that were spent on the way.
  void warnings(const ticket_moment& from, const ticket_moment& to) {
    if (in_desk_turn(from.state) && in_desk_turn(to.state)) {
      warn(from, to.state.elapsed->seconds());
    }
  }

  void warnings_ahead(const ticket_moment& now) {
    if (in_desk_turn(now.state) && !is_deferred(now.state)) {
      warn(now, std::numeric_limits<std::int64_t>::max());
    }
  }

  void warn(const ticket_moment& from, std::int64_t until_spent) {
    const std::int64_t spent = from.state.elapsed->seconds();
    const std::int64_t budget = spent + from.state.remaining->seconds();
    for (const std::int32_t percent : told_.governing.terms().warnings) {
      const std::int64_t share = warned_share(budget, percent);
      if (share <= spent || share > until_spent) continue;
      const auto at =
          schedule_.deadline(from.at, business_duration{std::chrono::seconds{share - spent}});
      if (!at) continue;
      timeline_entry& e = add(*at, entry_kind::warned);
      e.percent = percent;
      e.amount = business_duration{std::chrono::seconds{share}};
    }
  }

  // Every cycle's, though the breach of the ticket is the first alone.
  void note_breach(const ticket_moment& m) {
    const bool late = in_desk_turn(m.state) && m.promise.due < m.at;
    if (m.state.breached && !breached_) {
      breached_ = true;
      add(m.state.breached_at, entry_kind::breached);
    } else if (late && !late_) {
      add(m.promise.due, entry_kind::breached);
    }
    late_ = late;
  }

  void follow_due(const ticket_moment& m) {
    timeline_promise* const answer = running(false);
    if (answer == nullptr || !in_desk_turn(m.state)) return;
    answer->until = m.promise.due;
    answer->late = answer->late || late_;
  }

  // ---- what happened ----

  void cause(const ticket_step& step) {
    const event& e = *step.cause;
    const ticket_state& before = step.before.state;
    // Out of the queue the slot and the promise come first.
    if (before.submitted && before.state == ticket_status::queued) take_slot(step);
    switch (e.kind) {
      case event_kind::submitted:
        add(e.at, entry_kind::submitted).urgency_after = step.after.state.urgency;
        add(step.after.state.accepted, entry_kind::accepted);
        return;
      case event_kind::replied:
        return on_replied(step);
      case event_kind::user_replied:
        return on_user_replied(step);
      case event_kind::priority_changed:
        return on_priority_changed(step);
      case event_kind::deferred:
        return on_deferred(step);
      case event_kind::resumed:
        return leave_deferral(step);
      case event_kind::target_set:
        return tell_move(step, add(e.at, entry_kind::target_set));
      case event_kind::resolved:
        leave_deferral(step);
        return meet(step, add(e.at, entry_kind::resolved));
      case event_kind::closed:
        leave_deferral(step);
        add(e.at, entry_kind::closed);
        return;
      case event_kind::reopened:
        add(e.at, entry_kind::reopened);
        return;
    }
  }

  void on_replied(const ticket_step& step) {
    const instant at = step.cause->at;
    const bool meets = step.after.state.met_at == at && running(false) != nullptr;
    timeline_entry& e = add(at, meets ? entry_kind::reacted : entry_kind::replied);
    e.reply = step.cause->reply;
    if (meets) meet(step, e);
  }

  // Clause 6: feedback after the solution changes nothing.
  void on_user_replied(const ticket_step& step) {
    timeline_entry& e = add(step.cause->at, entry_kind::user_replied);
    if (is_open(step.before.state)) return;
    e.clause = "6";
    if (is_open(step.after.state)) {
      e.clause = "4.10";
      add(step.cause->at, entry_kind::reopened);
    }
  }

  void meet(const ticket_step& step, timeline_entry& e) {
    timeline_promise* const answer = running(false);
    if (answer == nullptr) return;
    e.promise = answer->until;
    e.late = e.at > answer->until;
    e.amount = step.after.state.elapsed;
    answer->ended = e.at;
    answer->kept = true;
    answer->late = answer->late || e.late;
  }

  void on_priority_changed(const ticket_step& step) {
    timeline_entry& e = add(step.cause->at, entry_kind::priority_changed);
    if (step.cause->by_user) e.clause = "3.3";
    e.by_user = step.cause->by_user;
    e.urgency_before = step.before.state.urgency;
    e.urgency_after = step.after.state.urgency;
    tell_move(step, e);
  }

  void tell_move(const ticket_step& step, timeline_entry& e) {
    if (!in_desk_turn(step.after.state)) return;
    e.promise = step.after.promise.due;
    if (in_desk_turn(step.before.state) && step.before.promise.due != e.promise) {
      e.promise_before = step.before.promise.due;
    }
  }

  // Another reason may let the timers run that stood still until then.
  void on_deferred(const ticket_step& step) {
    timeline_entry& e = add(step.cause->at, entry_kind::deferred);
    e.reason = step.cause->reason;
    if (!is_deferred(step.before.state)) {
      deferred_since_ = e.at;
    } else if (due_before_deferral_ != step.before.promise.due) {
      tell_deferred_due(step, e);
    }
  }

  void leave_deferral(const ticket_step& step) {
    if (deferred_since_ == no_instant) return;
    timeline_entry& e = add(step.cause->at, entry_kind::resumed);
    e.amount = worked(deferred_since_, e.at);
    tell_deferred_due(step, e);
    deferred_since_ = no_instant;
  }

  void tell_deferred_due(const ticket_step& step, timeline_entry& e) const {
    if (!in_desk_turn(step.before.state)) return;
    e.promise = step.before.promise.due;
    if (due_before_deferral_ != e.promise) e.promise_before = due_before_deferral_;
  }

  void by_itself(const ticket_step& step) {
    if (step.after.state.state == ticket_status::auto_closed) {
      add(step.after.at, entry_kind::auto_closed);
    }
  }

  // ---- what followed from it ----

  void consequences(const ticket_step& step) {
    const ticket_state& after = step.after.state;
    if (after.state == ticket_status::queued && step.before.state.state != after.state) {
      add(step.after.at, entry_kind::queued);
    }
    take_slot(step);
    if (!is_open(after)) end(running(false), step.after);
    note_breach(step.after);
    follow_due(step.after);
    due_before_deferral_ = step.after.promise.due;
    follow_silence(step.after);
  }

  // Violations, a slot, a new promise: what is not told yet of them.
  void take_slot(const ticket_step& step) {
    const ticket_state& after = step.after.state;
    for (; violations_ < after.violations.size(); ++violations_) {
      timeline_entry& e = add(step.after.at, entry_kind::violated);
      e.violation = after.violations[violations_];
      e.clause = e.violation.substr(0, e.violation.find(':'));
    }
    if (after.admitted != admitted_) admit(step.after);
    const auto& promise = step.after.promise;
    if (promise.due == no_instant || promise.cycle == cycle_ ||
        after.state == ticket_status::queued) {
      return;
    }
    cycle_ = promise.cycle;
    timeline_entry& e = add(step.after.at, entry_kind::promised);
    e.begins = promise.start;
    if (step.cause != nullptr && step.cause->kind == event_kind::target_set) e.clause = "4.11";
    if (step.cause != nullptr && step.cause->kind == event_kind::user_replied)
      e.clause = "3.6, 4.9";
    e.promise = promise.due;
    e.amount = worked(promise.start, promise.due);
    told_.promises.push_back({false, cycle_, promise.start, promise.due});
  }

  // A ticket that got its slot at once was not queued.
  void admit(const ticket_moment& m) {
    admitted_ = m.state.admitted;
    if (admitted_ == no_instant) return;
    auto& all = told_.entries;
    if (!all.empty() && all.back().kind == entry_kind::queued && all.back().at == admitted_) {
      all.pop_back();
    }
    add(admitted_, entry_kind::admitted);
  }

  static void end(timeline_promise* promise, const ticket_moment& m) {
    if (promise == nullptr) return;
    promise->ended = m.at;
    promise->kept = promise->silence && m.state.state == ticket_status::auto_closed;
  }

  void follow_silence(const ticket_moment& m) {
    const ticket_state& s = m.state;
    if (!is_open(s) || s.state == ticket_status::queued || in_desk_turn(s)) {
      end(running(true), m);
      right_ = no_instant;
      right_given_ = false;
      return;
    }
    if (s.auto_close_at != no_instant) follow_auto_close(m);
    if (s.may_change_priority_at != no_instant && s.may_change_priority_at != right_) {
      timeline_entry& e = add(m.at, entry_kind::right_awaited);
      e.promise = s.may_change_priority_at;
      e.promise_before = right_;
      e.amount = worked(m.at, e.promise);
      right_ = e.promise;
    }
  }

  void follow_auto_close(const ticket_moment& m) {
    timeline_promise* const silence = running(true);
    const instant closes = m.state.auto_close_at;
    if (silence != nullptr && silence->until == closes) return;
    timeline_entry& e = add(m.at, entry_kind::silence);
    e.promise = closes;
    e.amount = worked(m.at, closes);
    if (silence != nullptr) {
      e.promise_before = silence->until;
      silence->until = closes;
    } else {
      told_.promises.push_back({true, cycle_, m.state.met_at, closes});
    }
  }

  timeline& told_;
  const schedule& schedule_;
  std::size_t cycle_ = 0;
  std::size_t violations_ = 0;  // told of the step at hand
  instant admitted_ = no_instant;
  instant deferred_since_ = no_instant;
  instant due_before_deferral_ = no_instant;
  instant right_ = no_instant;
  bool right_given_ = false;
  bool breached_ = false;
  bool late_ = false;
};

}  // namespace

std::string_view entry_name(entry_kind kind) noexcept {
  return words_of(kind).name;
}

timeline timeline_of(const regulation_book& book, std::span<const ticket> tickets,
                     std::size_t which, instant now) {
  replay seen = replay_of(book, tickets, which, now);
  if (seen.fault) throw error(seen.fault->why, seen.fault->sentence);
  const ticket& t = tickets[which];
  timeline told{std::string{t.id},
                std::string{t.user},
                t.via,
                *book.in_force(t.events.front().at),
                now,
                seen.last.state,
                {},
                {},
                {}};
  teller{told}.tell(seen);
  return told;
}

}  // namespace srok
