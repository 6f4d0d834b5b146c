#include "sla/user_desk.hpp"

#include <algorithm>
#include <bit>
#include <functional>

#include "sla/ticket_faults.hpp"

namespace srok {
namespace {

ticket_moment moment_of(const ticket_fold& fold, instant at, instant admission = no_instant) {
  ticket_moment seen{at, {}, fold.promise(at)};
  fold.tell(at, admission, seen.state);
  return seen;
}

}  // namespace

void user_desk::judge(std::span<const subject> subjects) {
  arrange(subjects);
  begin();
  for (bool again = false; !play() || !tell(); again = true) {
    if (!again) steps_ = 0;
    if (steps_ > most_steps_again) return give_up();
    begin();
  }
}

void user_desk::give_up() {
  const ticket_fault last = *last_out_->of->answer->fault;
  for (std::size_t i = 0; i < count_; ++i) {
    story& s = stories_[i];
    if (s.out || s.impossible) continue;
    s.of->answer->state = {};
    s.of->answer->fault = {last.why,
                           "it is not judged: too many tickets of its user fail after they have "
                           "held a slot; mend those first, for example: " +
                               last.sentence};
  }
}

// ---- the tickets at their beginning ----

void user_desk::arrange(std::span<const subject> subjects) {
  count_ = subjects.size();
  if (stories_.size() < count_) stories_.resize(count_);
  by_place_.resize(count_);
  for (std::uint32_t number = 0; number < count_; ++number) {
    story& s = stories_[number];
    s.of = &subjects[number];
    s.out = false;
    s.impossible = is_impossible(*s.of->answer);
    if (!s.impossible) s.of->answer->fault.reset();
    by_place_[number] = number;
  }
  const auto place_before = [&](std::uint32_t a, std::uint32_t b) {
    return subjects[a].place < subjects[b].place;
  };
  if (!std::is_sorted(by_place_.begin(), by_place_.end(), place_before)) {
    std::sort(by_place_.begin(), by_place_.end(), place_before);
  }
}

void user_desk::begin() {
  if (watched_ != nullptr) watched_->seen = {};
  leaves_ = std::bit_ceil(count_);
  tournament_.assign(2 * leaves_, {});
  queue_.clear();
  impossible_queue_.clear();
  holders_ = 0;
  contended_ = false;
  for (std::size_t i = 0; i < count_; ++i) {
    story& s = stories_[i];
    s.begun = s.held = false;
    s.next = s.next_end = 0;
    s.closes = s.foreseen = no_instant;
    schedule(s);
  }
}

// ---- one thing after another ----

bool user_desk::play() {
  for (;;) {
    const moment next = tournament_[1];
    if (next.order == nothing) return true;
    between_();
    if (!step(stories_[next.story()], next.at)) return false;
  }
}

// False: the ticket had a slot before it turned out to have a fault, so all is to be played again.
template <class Action, class Fault>
bool user_desk::guarded(story& s, Action action, Fault fault) {
  try {
    action();
    return true;
  } catch (const error& wrong) {
    s.of->answer->state = {};
    s.of->answer->fault = fault(wrong);
    s.out = true;
    last_out_ = &s;
    return !s.held || !contended_;  // nobody waited: it has kept nobody from anything
  }
}

template <class Action>
bool user_desk::act(story& s, instant at, const event* cause, Action action) {
  const auto fault = [&](const error& wrong) { return fault_at(*s.of->told, s.next - 1, wrong); };
  if (!watches(s)) return guarded(s, action, fault);
  const auto seen_action = [&] {
    ticket_step step{cause, {}, {}};
    if (s.begun) step.before = moment_of(s.fold, at);
    action();
    step.after = moment_of(s.fold, at);
    // All of them in each step would be 800 MB of a ticket of 10 000 events outside hours.
    const std::vector<std::string_view> before = std::move(step.before.state.violations);
    std::vector<std::string_view>& after = step.after.state.violations;
    after = std::vector(after.begin() + static_cast<std::ptrdiff_t>(before.size()), after.end());
    watched_->seen.steps.push_back(std::move(step));
  };
  return guarded(s, seen_action, fault);
}

// At one instant what frees a slot comes first, and what asks for one last.
std::uint64_t user_desk::rank(story& s, instant at) {
  const bool holds = s.begun && s.fold.holds_slot();
  if (holds && (s.closes == at || ends_at(s, at) || closes_after_events(s, at))) return 0;
  const event* const e = s.event_at(at);
  return e != nullptr && (!s.begun || s.fold.asks_for_slot(*e)) ? 2 : 1;
}

// Whether one of its events at this instant resolves or closes it.
bool user_desk::ends_at(story& s, instant at) {
  const auto ends = [](const event& e) {
    return e.kind == event_kind::resolved || e.kind == event_kind::closed;
  };
  const auto events = s.events();
  std::size_t& end = s.next_end;
  if (end < s.next) end = s.next;
  while (end < events.size() && !ends(events[end])) ++end;
  return end < events.size() && events[end].at == at;
}

// Whether its events of this instant bring about that it closes by itself at it. Each event is
// played ahead once.
bool user_desk::closes_after_events(story& s, instant at) {
  if (s.foreseen == at) return s.closes_at_foreseen;
  s.foreseen = at;
  s.closes_at_foreseen = false;
  if (s.impossible || at >= closings_end_) return false;
  const auto events = s.events();
  std::size_t end = s.next;
  while (end < events.size() && events[end].at == at) ++end;
  const auto at_once = events.subspan(s.next, end - s.next);
  if (!s.fold.may_close_by(at_once)) return false;
  steps_ += at_once.size() * steps_of(s);
  twin_.stand_as(s.fold);
  try {
    for (const event& e : at_once) twin_.apply(e);
    s.closes_at_foreseen = twin_.closes_at(at) == at;
  } catch (const error&) {  // told when it happens
  }
  return s.closes_at_foreseen;
}

void user_desk::schedule(story& s) {
  moment next;
  const bool told = s.next < s.events().size();
  const bool closes = s.closes != no_instant;
  if (!s.out && (told || closes)) {
    instant at = closes ? s.closes : instant::max();
    if (told) at = std::min(at, s.events()[s.next].at);
    if (at <= now_) next = {at, rank(s, at) << 32 | number_of(s)};
  }
  std::size_t at = leaves_ + number_of(s);
  tournament_[at] = next;
  for (at /= 2; at != 0; at /= 2) {
    const moment* const pair = &tournament_[2 * at];
    tournament_[at] = pair[pair[1].before(pair[0])];
  }
}

bool user_desk::step(story& s, instant at) {
  steps_ += steps_of(s);
  const bool held = s.holds_slot();
  const bool waited = s.waits_for_slot();
  const event* const e = s.event_at(at);
  if (e != nullptr) ++s.next;
  const bool sound = act(s, at, e, [&] {
    if (e == nullptr) {
      s.fold.close_by_itself(at);
    } else {
      s.begun ? s.fold.apply(*e) : s.fold.start(*s.of->governing, *s.of->told);
      s.begun = true;
    }
    const instant closes = s.fold.closes_at(at);
    s.closes = closes < closings_end_ ? closes : no_instant;
  });
  if (!sound) return false;
  if (s.out) {
    if (held) --holders_;
    schedule(s);
    return true;
  }
  const bool holds = s.holds_slot();
  s.held = s.held || holds;
  if (holds != held) holds ? ++holders_ : --holders_;
  if (s.waits_for_slot() && !waited) queue_up(s);
  schedule(s);
  return give_slots(at);
}

// ---- slots ----

void user_desk::queue_up(const story& s) {
  auto& queue = s.impossible ? impossible_queue_ : queue_;
  queue.push_back(number_of(s));
  std::push_heap(queue.begin(), queue.end(), std::greater{});
}

// nullptr: nobody waits.
user_desk::story* user_desk::first_waiting(std::vector<std::uint32_t>& queue) {
  while (!queue.empty()) {
    story& s = stories_[queue.front()];
    if (s.waits_for_slot()) return &s;
    std::pop_heap(queue.begin(), queue.end(), std::greater{});
    queue.pop_back();
  }
  return nullptr;
}

bool user_desk::give_slots(instant at) {
  bool impossible_wait = false;
  for (;;) {
    story* s = first_waiting(queue_);
    if (!impossible_wait) {
      story* const other = first_waiting(impossible_queue_);
      if (other != nullptr && (s == nullptr || other < s)) s = other;
    }
    if (s == nullptr) return true;
    if (holders_ >= s->limit()) {
      contended_ = true;
      if (!s->impossible) return true;
      impossible_wait = true;
      continue;
    }
    if (!act(*s, at, nullptr, [&] { s->fold.admit(at); })) return false;
    if (!s->out && !s->impossible) {
      s->held = true;
      ++holders_;
    }
    schedule(*s);
  }
}

// How many slots must be freed until a ticket gets one. It may have a higher limit than those ahead
// of it, by an edition of its own, and still waits for them.
std::size_t user_desk::frees_needed(const story& s, std::size_t ahead) const {
  const std::size_t taken = holders_ + ahead + 1;
  return taken > s.limit() ? taken - s.limit() : 0;
}

// ---- how they stand ----

bool user_desk::tell() {
  const auto tell_one = [&](story& s, instant admission) {
    const auto tell_it = [&] {
      s.fold.tell(now_, admission, s.of->answer->state);
      if (watches(s)) watched_->seen.last = moment_of(s.fold, now_, admission);
    };
    return guarded(s, tell_it, [&](const error& wrong) {
      return fault_when_told(*s.of->told, s.next - 1, s.of->governing->schedule(), now_, wrong);
    });
  };
  for (const std::uint32_t number : by_place_) {
    story& s = stories_[number];
    if (!s.begun || s.impossible || s.out) continue;
    if (!tell_one(s, no_instant)) return false;
  }
  foresee();
  for (std::size_t i = 0; i < count_; ++i) {
    story& s = stories_[i];
    if (s.admission != no_instant && !tell_one(s, s.admission)) return false;
  }
  return true;
}

// When each ticket that waits gets its slot if nothing happens but that others close by themselves.
void user_desk::foresee() {
  freed_.clear();
  for (std::size_t i = 0; i < count_; ++i) {
    story& s = stories_[i];
    s.admission = no_instant;
    if (!s.holds_slot() || s.out) continue;
    const instant closes = s.fold.closes_at(now_);
    if (closes != no_instant) freed_.push_back(closes);
  }
  if (freed_.empty() || first_waiting(queue_) == nullptr) return;
  std::sort(freed_.begin(), freed_.end());
  if (freed_.front() == now_) return foresee_a_second_later();
  std::size_t ahead = 0;
  std::size_t needed = 1;  // the first has not got a slot
  for (std::size_t i = 0; i < count_; ++i) {
    story& s = stories_[i];
    if (s.impossible || !s.waits_for_slot()) continue;
    needed = std::max(needed, frees_needed(s, ahead++));
    if (needed > freed_.size()) return;
    s.admission = freed_[needed - 1];
  }
}

// What closes by itself at this instant is over a second later, and then it freed its slot before
// anything else happened at it: tickets that somebody's work took out of the queue, or that asked
// for a slot at it, stand otherwise then.
void user_desk::foresee_a_second_later() {
  std::vector<judged_ticket> answers(count_);
  std::vector<subject> subjects;
  subjects.reserve(count_);
  for (std::size_t i = 0; i < count_; ++i) {
    const subject& told = *stories_[i].of;
    answers[i].fault = told.answer->fault;
    subjects.push_back({told.place, told.told, told.governing, &answers[i]});
  }
  user_desk later{now_, nullptr, between_};
  later.closings_end_ = now_ + std::chrono::seconds{1};
  later.arrange(subjects);
  for (std::size_t i = 0; i < count_; ++i) later.stories_[i].out = stories_[i].out;
  for (later.begin(); !later.play(); later.begin()) {
    if (later.steps_ > most_steps_again) return;  // they are not judged then
  }
  later.foresee();
  for (std::size_t i = 0; i < count_; ++i) {
    story& s = stories_[i];
    if (s.impossible || !s.waits_for_slot()) continue;
    const story& then = later.stories_[i];
    s.admission = then.waits_for_slot() ? then.admission : now_;
  }
}

}  // namespace srok
