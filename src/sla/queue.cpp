#include "srok/sla/queue.hpp"

#include <algorithm>
#include <tuple>
#include <unordered_map>

#include "sla/replay.hpp"
#include "srok/error.hpp"

namespace srok {
namespace {

// ---- one ticket alone: is its story possible? ----

std::string event_label(const ticket& t, std::size_t index) {
  return "event " + std::to_string(index + 1) + " (" +
         std::string{event_name(t.events[index].kind)} + ")";
}

std::optional<ticket_fault> misordered(const ticket& t) {
  const auto fault = [](std::string sentence) {
    return ticket_fault{status::bad_events, std::move(sentence)};
  };
  if (t.events.empty()) return fault("it has no events; the first must be `submitted`");
  if (t.events.front().kind != event_kind::submitted) {
    return fault(event_label(t, 0) + " comes first; that must be `submitted`");
  }
  for (std::size_t i = 1; i < t.events.size(); ++i) {
    if (t.events[i].kind == event_kind::submitted) {
      return fault(event_label(t, i) + ": a ticket is submitted once");
    }
    if (t.events[i].at < t.events[i - 1].at) {
      return fault(event_label(t, i) + " is earlier than " + event_label(t, i - 1));
    }
  }
  return std::nullopt;
}

// ---- the tickets of one user ----

struct subject {
  const ticket* told = nullptr;
  const regulation* governing = nullptr;
  std::size_t place = 0;  // in the list of all tickets
};

struct story : subject {
  explicit story(const subject& s) : subject{s} {}

  std::size_t next = 0;  // event
  std::optional<ticket_fold> fold;
  std::optional<instant> closes;  // by itself, before now

  const event* event_at(instant at) const {
    return next < told->events.size() && told->events[next].at == at ? &told->events[next]
                                                                     : nullptr;
  }
};

// A ticket that cannot be judged; the others are judged without it.
struct unjudgeable {
  std::size_t place;
  ticket_fault fault;
};

// Where to write what happens to one ticket.
struct watch {
  std::size_t place;
  replay& seen;
};

ticket_moment moment_of(const ticket_fold& fold, instant at, instant admission = no_instant) {
  return {at, fold.state(at, admission), fold.promise(at)};
}

// Plays the events of a user's tickets in order of time, one at a time.
class user_desk {
 public:
  user_desk(const std::vector<subject>& subjects, instant now, const watch* watched)
      : stories_{subjects.begin(), subjects.end()}, now_{now}, watched_{watched} {}

  void play() {
    while (const auto moment = next_moment()) step(*moment);
  }

  void tell(std::vector<judged_ticket>& judged) {
    const auto waiting = queue();
    const std::vector<instant> freed = closings();
    for (story& s : stories_) {
      if (!s.fold) continue;
      guarded(s, [&] {
        const auto ahead = std::find(waiting.begin(), waiting.end(), &s) - waiting.begin();
        const instant admission =
            s.fold->queued() ? admission_of(s, static_cast<std::size_t>(ahead), freed) : no_instant;
        judged[s.place].state = s.fold->state(now_, admission);
        if (watches(s)) watched_->seen.last = moment_of(*s.fold, now_, admission);
      });
    }
  }

 private:
  template <class Action>
  static void guarded(const story& s, Action action) {
    try {
      action();
    } catch (const error& e) {
      const bool at_event = s.next < s.told->events.size();
      throw unjudgeable{
          s.place,
          {e.code(), at_event ? event_label(*s.told, s.next) + ": " + e.what() : e.what()}};
    }
  }

  bool watches(const story& s) const noexcept {
    return watched_ != nullptr && watched_->place == s.place;
  }

  template <class Action>
  void act(story& s, instant at, const event* cause, Action action) {
    if (!watches(s)) return guarded(s, action);
    guarded(s, [&] {
      ticket_step step{cause, {}, {}};
      if (s.fold) step.before = moment_of(*s.fold, at);
      action();
      step.after = moment_of(*s.fold, at);
      watched_->seen.steps.push_back(std::move(step));
    });
  }

  std::optional<instant> next_moment() const {
    std::optional<instant> next;
    for (const story& s : stories_) {
      if (s.next < s.told->events.size()) {
        const instant at = s.told->events[s.next].at;
        if (at <= now_ && (!next || at < *next)) next = at;
      }
      if (s.closes && (!next || *s.closes < *next)) next = s.closes;
    }
    return next;
  }

  // At one instant what frees a slot comes first, and what asks for one last.
  int rank(const story& s, instant moment) const {
    constexpr int nothing = 3;
    const event* e = s.event_at(moment);
    const bool closes = s.closes == moment;
    if (e == nullptr && !closes) return nothing;
    if (s.fold && s.fold->holds_slot() && (closes || ends_at(s, moment))) return 0;
    return e != nullptr && (!s.fold || s.fold->asks_for_slot(*e)) ? 2 : 1;
  }

  static bool ends_at(const story& s, instant moment) {
    for (std::size_t i = s.next; i < s.told->events.size() && s.told->events[i].at == moment; ++i) {
      const event_kind kind = s.told->events[i].kind;
      if (kind == event_kind::resolved || kind == event_kind::closed) return true;
    }
    return false;
  }

  void step(instant moment) {
    const auto before = [&](const story& a, const story& b) {
      const auto key = [&](const story& s) {
        return std::tuple{rank(s, moment), s.told->events.front().at, s.place};
      };
      return key(a) < key(b);
    };
    story& s = *std::min_element(stories_.begin(), stories_.end(), before);
    const event* e = s.event_at(moment);
    act(s, moment, e, [&] {
      if (e != nullptr) {
        s.fold ? s.fold->apply(*e) : void(s.fold.emplace(*s.governing, *s.told));
        ++s.next;
      } else {
        s.fold->close_by_itself(moment);
      }
      const auto closes = s.fold->closes_at(moment);
      s.closes = closes && *closes < now_ ? closes : std::nullopt;
    });
    give_slots(moment);
  }

  // Those that want a slot: submitted first, first; then by place in the input.
  std::vector<story*> queue() {
    std::vector<story*> waiting;
    for (story& s : stories_) {
      if (s.fold && s.fold->queued()) waiting.push_back(&s);
    }
    std::stable_sort(waiting.begin(), waiting.end(), [](const story* a, const story* b) {
      return a->fold->submitted() < b->fold->submitted();
    });
    return waiting;
  }

  std::size_t holders() const {
    return static_cast<std::size_t>(
        std::count_if(stories_.begin(), stories_.end(),
                      [](const story& s) { return s.fold && s.fold->holds_slot(); }));
  }

  static std::size_t limit(const story& s) {
    return static_cast<std::size_t>(s.governing->settings().active_limit);
  }

  void give_slots(instant at) {
    for (story* s : queue()) {
      if (holders() >= limit(*s)) return;
      act(*s, at, nullptr, [&] { s->fold->admit(at); });
    }
  }

  std::vector<instant> closings() const {
    std::vector<instant> freed;
    for (const story& s : stories_) {
      if (!s.fold) continue;
      guarded(s, [&] {
        if (const auto closes = s.fold->closes_at(now_)) freed.push_back(*closes);
      });
    }
    std::sort(freed.begin(), freed.end());
    return freed;
  }

  // When the ticket gets its slot if nothing happens but that others close by themselves.
  instant admission_of(const story& s, std::size_t ahead, const std::vector<instant>& freed) const {
    const std::size_t needed = holders() + ahead + 1 - limit(s);
    return needed <= freed.size() ? freed[needed - 1] : no_instant;
  }

  std::vector<story> stories_;
  instant now_;
  const watch* watched_;
};

// Tickets with a fault hold no slot, so the rest is played again without them.
void judge_user(std::vector<subject> subjects, instant now, std::vector<judged_ticket>& judged,
                const watch* watched) {
  while (true) {
    try {
      if (watched != nullptr) watched->seen = {};
      user_desk desk{subjects, now, watched};
      desk.play();
      desk.tell(judged);
      return;
    } catch (const unjudgeable& u) {
      judged[u.place].fault = u.fault;
      std::erase_if(subjects, [&](const subject& s) { return s.place == u.place; });
    }
  }
}

}  // namespace

// ---- editions ----

regulation_book::regulation_book(regulation only) {
  editions_.push_back(std::move(only));
}

regulation_book::regulation_book(std::vector<regulation> editions)
    : editions_{std::move(editions)} {
  const auto effective = [](const regulation& r) { return r.terms().effective; };
  std::sort(editions_.begin(), editions_.end(),
            [&](const regulation& a, const regulation& b) { return effective(a) < effective(b); });
  const auto twins = std::adjacent_find(
      editions_.begin(), editions_.end(),
      [&](const regulation& a, const regulation& b) { return effective(a) == effective(b); });
  if (twins != editions_.end()) {
    throw error(status::bad_argument,
                "the editions \"" + std::string{twins->terms().edition} + "\" and \"" +
                    std::string{std::next(twins)->terms().edition} +
                    "\" are effective at the same instant; give each its own `effective`");
  }
}

const regulation* regulation_book::in_force(instant submitted) const noexcept {
  const auto later =
      std::upper_bound(editions_.begin(), editions_.end(), submitted,
                       [](instant at, const regulation& r) { return at < r.terms().effective; });
  return later == editions_.begin() ? nullptr : &*std::prev(later);
}

// ---- judging ----

namespace {

std::vector<judged_ticket> judge_watched(const regulation_book& book,
                                         std::span<const ticket> tickets, instant now,
                                         const watch* watched) {
  std::vector<judged_ticket> judged(tickets.size());
  std::unordered_map<std::string_view, std::vector<subject>> users;
  for (std::size_t i = 0; i < tickets.size(); ++i) {
    const ticket& t = tickets[i];
    if (watched != nullptr && t.user != tickets[watched->place].user) continue;
    auto& fault = judged[i].fault;
    fault = misordered(t);
    if (fault) continue;
    const instant submitted = t.events.front().at;
    const regulation* governing = book.in_force(submitted);
    if (governing == nullptr) {
      fault = {status::bad_events,
               event_label(t, 0) + " is before the first edition of the regulation"};
      continue;
    }
    judged[i].state.urgency = t.requested.value_or(governing->settings().default_priority);
    users[t.user].push_back({&t, governing, i});
  }
  for (auto& [user, subjects] : users) judge_user(std::move(subjects), now, judged, watched);
  return judged;
}

}  // namespace

std::vector<judged_ticket> judge(const regulation_book& book, std::span<const ticket> tickets,
                                 instant now) {
  return judge_watched(book, tickets, now, nullptr);
}

replay replay_of(const regulation_book& book, std::span<const ticket> tickets, std::size_t which,
                 instant now) {
  replay seen;
  const watch watched{which, seen};
  auto judged = judge_watched(book, tickets, now, &watched);
  seen.last.at = now;
  if (seen.steps.empty()) seen.last.state = std::move(judged[which].state);
  seen.fault = std::move(judged[which].fault);
  return seen;
}

}  // namespace srok
