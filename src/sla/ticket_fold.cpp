#include "sla/ticket_fold.hpp"

#include <algorithm>

#include "srok/error.hpp"

namespace srok {
namespace {

constexpr std::chrono::seconds one_second{1};

business_duration seconds(std::int64_t count) {
  return business_duration{std::chrono::seconds{count}};
}

}  // namespace

void ticket_fold::start(const regulation& regulation, const ticket& ticket) {
  regulation_ = &regulation;
  urgency_ = ticket.requested.value_or(regulation.settings().default_priority);
  submitted_ = ticket.events.front().at;
  deferred_ = false;
  stops_.clear();
  deferrals_.clear();
  accepted_ = no_instant;
  cycles_ = 0;
  breached_ = false;
  breached_at_ = no_instant;
  violations_.clear();
  ask_for_slot(submitted_, std::nullopt);
}

working_days ticket_fold::budget_days() const noexcept {
  return regulation_->terms_of(urgency_).answer_within;
}

instant ticket_fold::days_from(instant start, working_days days) const {
  return hours().deadline(start, days, settings().day_rule).value();
}

// With landing::farthest every promise is replaced by the next opening from it, at the very end.
instant ticket_fold::landed(instant at) const {
  return settings().landing == landing::nearest ? at : hours().next_open(at).value();
}

// ---- slots and cycles ----

void ticket_fold::ask_for_slot(instant at, std::optional<business_duration> allowance) {
  phase_ = phase::queued;
  cycle_ = {};
  admitted_ = auto_closed_at_ = question_at_ = no_instant;
  closes_at_is_stale_ = true;
  allowance_ = allowance;
  if (settings().queued_timer == queued_timer::runs) begin_cycle(at, allowance);
}

void ticket_fold::take_slot(instant at) {
  phase_ = phase::open;
  admitted_ = at;
}

void ticket_fold::admit(instant at) {
  take_slot(at);
  if (!has_cycle()) begin_cycle(at, allowance_);
}

// A reaction, a deferral or a target takes a ticket out of the queue, above the limit if need be.
void ticket_fold::admit_by_work(instant at) {
  if (!queued()) return;
  note_work_in_queue();
  admit(at);
}

void ticket_fold::note_work_in_queue() {
  violations_.push_back("4.3: worked on while queued, above the limit of active tickets");
}

void ticket_fold::begin_cycle(instant cause, std::optional<business_duration> allowance) {
  open_cycle(cause);
  const instant start = cycle_.start;
  cycle_.due.at = cycle_.budget_end =
      allowance ? hours().deadline(start, *allowance).value() : days_from(start, budget_days());
  cycle_.due.anchor = cause;
}

// Without a due.
void ticket_fold::open_cycle(instant cause) {
  const instant start = hours().next_open(cause).value();
  if (cause == submitted_) accepted_ = start;
  cycle_ = {};
  cycle_.number = ++cycles_;
  cycle_.start = start;
  desk_turn_ = true;
  reaction_at_ = question_at_ = no_instant;
  changed_in_silence_.reset();
}

void ticket_fold::end_cycle(instant at) {
  if (hours().horizon().end() < at) throw_status(status::beyond_horizon);
  cycle_.taken_at_end = due_before_landing(at).taken;
  cycle_.ended = at;
}

void ticket_fold::meet(instant at) {
  end_cycle(at);
  cycle_.due_when_met = due_before_landing(at).at;
  cycle_.met_at = at;
}

// The budget of the cycle that a user's reply begins; nullopt: that of the priority.
std::optional<business_duration> ticket_fold::left_over() const {
  const bool resumes = settings().after_user_reply == after_user_reply::resume;
  if (!resumes || !has_cycle() || cycle_.by != target::none) return std::nullopt;
  return std::max(hours().elapsed(cycle_.met_at, cycle_.due_when_met).value(), business_duration{});
}

// ---- where the promises stand ----

moved_deadline ticket_fold::due_before_landing(instant now) const {
  if (cycle_.by == target::fixed) return {cycle_.due.at, {}, false};
  return moved(hours(), cycle_.due, stops_, now);
}

instant ticket_fold::due(instant now) const {
  const instant at = due_before_landing(now).at;
  return cycle_.by == target::fixed ? at : landed(at);
}

business_duration ticket_fold::elapsed(instant now) const {
  if (!has_cycle() || cycle_.number == 0 || queued()) return {};
  if (cycle_.ended != no_instant) return spent(cycle_.ended, cycle_.taken_at_end);
  return spent(now, due_before_landing(now).taken);
}

business_duration ticket_fold::spent(instant at, business_duration taken) const {
  return hours().elapsed(cycle_.start, at).value() - cycle_.taken_before - taken;
}

ticket_fold::promise_view ticket_fold::promise(instant now) const {
  if (!has_cycle() || cycle_.number == 0) return {};
  const bool told = runs() || cycle_.met_at == now;
  return {cycle_.number, cycle_.start, told ? due(now) : no_instant};
}

instant ticket_fold::auto_close_at(instant now) const {
  const instant silent_since =
      settings().silence_after == silence_after::question ? question_at_ : reaction_at_;
  if (!settings().auto_close || silent_since == no_instant) return no_instant;
  const base_deadline base{days_from(silent_since, budget_days()), silent_since,
                           changed_in_silence_};
  instant at = moved(hours(), base, stops_, now).at;
  if (cycle_.by != target::none) at = std::max(at, due_before_landing(now).at);
  at = landed(at);
  for (const stop& s : deferrals_.list()) {  // all over; while deferred nothing closes by itself
    if (s.begin <= at && at < s.end) at = hours().next_open(s.end).value();
  }
  return at;
}

instant ticket_fold::may_change_at(instant now) const {
  if (question_at_ == no_instant) return no_instant;
  const instant at = hours().deadline(question_at_, settings().priority_right_after).value();
  return landed(moved(hours(), {at, question_at_, std::nullopt}, stops_, now).at);
}

bool ticket_fold::has_right(instant now) const {
  const instant from = may_change_at(now);
  return from != no_instant && from <= now;
}

// Breach is history: the due of the first cycle that was missed, by the wall clock.
void ticket_fold::note_lateness(instant now) {
  if (breached_ || !runs()) return;
  const instant promised = due(now);
  if (now <= promised) return;
  breached_ = true;
  breached_at_ = promised;
}

// A ticket that waits is not deferred, so that nothing but an event changes the answer.
instant ticket_fold::closes_at(instant now) {
  if (closes_at_is_stale_) {
    closes_at_ = waits() ? auto_close_at(now) : no_instant;
    closes_at_is_stale_ = false;
  }
  return closes_at_;
}

bool ticket_fold::may_close_by(std::span<const event> events) const noexcept {
  const auto replies = [](const event& e) { return e.kind == event_kind::replied; };
  const bool users_turn = !desk_turn_ || std::any_of(events.begin(), events.end(), replies);
  if (!settings().auto_close || !users_turn || events.empty()) return false;
  if (events.size() > 1) return true;
  const event_kind kind = events.front().kind;
  return kind == event_kind::priority_changed || kind == event_kind::resumed ||
         (kind == event_kind::replied && budget_days().count() == 0);
}

void ticket_fold::stand_as(ticket_fold& other) {
  std::vector<std::string_view> told = std::move(other.violations_);
  other.violations_.clear();
  *this = other;
  other.violations_ = std::move(told);
}

void ticket_fold::close_by_itself(instant at) {
  phase_ = phase::auto_closed;
  auto_closed_at_ = at;
  closes_at_is_stale_ = true;
}

// ---- events ----

void ticket_fold::refuse(const event& e) const {
  throw error(status::bad_events, std::string{event_name(e.kind)} +
                                      " is impossible in a ticket that is " +
                                      std::string{ticket_status_name(status_now())});
}

bool ticket_fold::asks_for_slot(const event& e) const noexcept {
  if (e.kind == event_kind::submitted || e.kind == event_kind::reopened) return true;
  return e.kind == event_kind::user_replied && phase_ == phase::auto_closed &&
         settings().after_auto_close == after_auto_close::reopen;
}

void ticket_fold::apply(const event& e) {
  closes_at_is_stale_ = true;
  note_lateness(e.at);
  queued() || holds_slot() ? apply_open(e) : apply_ended(e);
}

void ticket_fold::apply_open(const event& e) {
  switch (e.kind) {
    case event_kind::submitted:
    case event_kind::reopened:
      refuse(e);
    case event_kind::replied:
      if (settings().effect_of(e.reply) != reply_effect::nothing) on_replied(e);
      return;
    case event_kind::user_replied:
      if (!queued() && !desk_turn_) begin_cycle(e.at, left_over());
      return;
    case event_kind::priority_changed:
      if (e.urgency != urgency_) on_priority_changed(e);
      return;
    case event_kind::deferred:
      on_deferred(e);
      return;
    case event_kind::resumed:
      if (!deferred_) refuse(e);
      end_deferral(e.at);
      return;
    case event_kind::target_set:
      on_target_set(e);
      return;
    case event_kind::resolved:
    case event_kind::closed:
      finish(e);
      return;
  }
}

void ticket_fold::apply_ended(const event& e) {
  const bool resolves = e.kind == event_kind::resolved && phase_ == phase::auto_closed;
  const bool closes = e.kind == event_kind::closed && phase_ != phase::closed;
  if (asks_for_slot(e)) {
    ask_for_slot(e.at, e.kind == event_kind::user_replied ? left_over() : std::nullopt);
  } else if (resolves || closes) {
    phase_ = resolves ? phase::resolved : phase::closed;
  } else if (e.kind != event_kind::replied && e.kind != event_kind::user_replied) {
    refuse(e);
  }
}

void ticket_fold::finish(const event& e) {
  const bool resolved = e.kind == event_kind::resolved;
  if (resolved && !has_cycle()) {  // out of the queue
    cycle_.start = cycle_.met_at = e.at;
  } else if (runs() && resolved) {
    meet(e.at);
  } else if (runs()) {
    end_cycle(e.at);
  }
  end_deferral(e.at);
  phase_ = resolved ? phase::resolved : phase::closed;
}

void ticket_fold::on_replied(const event& e) {
  admit_by_work(e.at);
  if (desk_turn_) {
    if (!hours().is_open(e.at).value()) {
      violations_.push_back("4.8: answered outside working hours");
    }
    meet(e.at);
    desk_turn_ = false;
    reaction_at_ = e.at;
  }
  const bool asks = settings().effect_of(e.reply) == reply_effect::asks;
  if (asks && question_at_ == no_instant) question_at_ = e.at;
}

void ticket_fold::on_priority_changed(const event& e) {
  if (!e.by_user && !has_right(e.at)) {
    violations_.push_back(
        "3.5: priority changed by a specialist before the user's silence gave the right to");
  }
  urgency_ = e.urgency;
  if (!desk_turn_) {
    changed_in_silence_ = change{e.at, stops_.on()};
  } else if (has_cycle() && cycle_.by == target::none) {
    change_due(e.at);
  }
}

void ticket_fold::change_due(instant at) {
  const instant whole = days_from(cycle_.start, budget_days());
  if (settings().on_priority_change == on_priority_change::from_start) {
    cycle_.due.at = whole;
  } else {
    const moved_deadline before = due_before_landing(at);
    const std::int64_t left = hours().elapsed(at, before.at).value().seconds();
    cycle_.taken_before = cycle_.taken_before + before.taken;
    cycle_.due.anchor = at;
    if (settings().on_priority_change == on_priority_change::from_change) {
      cycle_.due.at = days_from(at, budget_days());
    } else {
      // Amounts of at most 130 years of seconds: the product of two fits 64 bits without a sign.
      const std::int64_t old = budget_to(cycle_.budget_end);
      const auto unspent = static_cast<std::uint64_t>(std::clamp<std::int64_t>(left, 0, old));
      const std::uint64_t share = old == 0 ? 0
                                           : static_cast<std::uint64_t>(budget_to(whole)) *
                                                 unspent / static_cast<std::uint64_t>(old);
      cycle_.due.at = hours().deadline(at, seconds(static_cast<std::int64_t>(share))).value();
    }
  }
  cycle_.budget_end = whole;
  cycle_.due.floor = change{at, stops_.on()};
}

void ticket_fold::on_deferred(const event& e) {
  admit_by_work(e.at);
  deferred_ = true;
  deferrals_.begin(e.at);
  const bool stops = regulation_->deferrals()[e.reason].stops_timers;
  stops ? stops_.begin(e.at) : stops_.end(e.at);
}

void ticket_fold::end_deferral(instant at) {
  deferred_ = false;
  stops_.end(at);
  deferrals_.end(at);
}

void ticket_fold::on_target_set(const event& e) {
  if (queued()) {
    note_work_in_queue();
    take_slot(e.at);
  }
  // What the priority's days are worth there nobody asks: they may end beyond the horizon.
  if (!has_cycle() || !desk_turn_) {
    open_cycle(e.at);
  } else {
    cycle_.taken_before = cycle_.taken_before + due_before_landing(e.at).taken;
  }
  cycle_.by = e.target == target_kind::days ? target::moves : target::fixed;
  instant at = from_unix(e.target_value);
  if (e.target == target_kind::days) {
    at = days_from(e.at, working_days{static_cast<std::int32_t>(e.target_value)});
  } else if (e.target == target_kind::date) {
    at = hours().close_of(from_day_number(static_cast<std::int32_t>(e.target_value))).value();
  }
  cycle_.due = {at, e.at, std::nullopt};
}

// ---- how it stands ----

ticket_status ticket_fold::status_now() const noexcept {
  switch (phase_) {
    case phase::queued:
      return ticket_status::queued;
    case phase::resolved:
      return ticket_status::resolved;
    case phase::closed:
      return ticket_status::closed;
    case phase::auto_closed:
      return ticket_status::auto_closed;
    case phase::open:
      break;
  }
  if (deferred_) return ticket_status::deferred;
  return desk_turn_ ? ticket_status::active : ticket_status::waiting_for_user;
}

void ticket_fold::tell_promise(ticket_state& told, instant now) const {
  told.elapsed = elapsed(now);
  if (has_cycle()) told.met_at = cycle_.met_at;
  if (phase_ == phase::open && desk_turn_) {
    const instant promised = due(now);
    told.remaining = hours().elapsed(now, promised).value();
    if (!deferred_ || cycle_.by == target::fixed) told.due = promised;
    if (deferred_) told.due_if_resumed_now = promised;
  }
  if (waits()) {
    told.may_change_priority_at = may_change_at(now);
    told.auto_close_at = closes_at_is_stale_ ? auto_close_at(now) : closes_at_;
  }
}

// The first moment after now at which another share of the budget is spent.
std::optional<instant> ticket_fold::next_warning(instant now) const {
  const std::int64_t spent = elapsed(now).seconds();
  const std::int64_t left = hours().elapsed(now, due_before_landing(now).at).value().seconds();
  std::optional<instant> next;
  for (const std::int32_t percent : regulation_->terms().warnings) {
    const std::int64_t need = warned_share(spent + left, percent) - spent;
    if (need <= 0) continue;
    const auto at = hours().deadline(now, seconds(need));
    if (at && (!next || *at < *next)) next = *at;
  }
  return next;
}

instant ticket_fold::next_change(const ticket_state& told, instant now, instant admission) const {
  instant next = no_instant;
  const auto consider = [&](instant at) {
    if (at > now && (next == no_instant || at < next)) next = at;
  };
  const auto consider_after = [&](instant at) {
    // As columns a target may be the last instant of all, after which nothing changes.
    if (at != instant::max()) consider(at + one_second);
  };
  if (queued()) consider_after(admission);
  if (runs() && !due_before_landing(now).moving) {
    if (!told.breached) consider_after(due(now));
    if (const auto warning = queued() ? std::nullopt : next_warning(now)) consider(*warning);
  }
  consider_after(told.auto_close_at);
  consider(told.may_change_priority_at);
  return next;
}

void ticket_fold::tell(instant now, instant admission, ticket_state& told) const {
  std::vector<std::string_view> violations = std::move(told.violations);  // for its memory
  told = {};
  violations.assign(violations_.begin(), violations_.end());
  told.violations = std::move(violations);
  told.submitted = true;
  told.state = status_now();
  told.urgency = urgency_;
  told.accepted = accepted_ != no_instant ? accepted_ : hours().next_open(submitted_).value();
  told.admitted = admitted_;
  tell_promise(told, now);
  const bool late_now = !breached_ && is_late(now);
  told.breached = breached_ || late_now;
  told.breached_at = late_now ? due(now) : breached_at_;
  told.auto_closed_at = auto_closed_at_;
  told.next_change_at = next_change(told, now, admission);
  const instant latest =
      std::max({told.accepted, told.admitted, told.due, told.due_if_resumed_now, told.met_at,
                cycle_.ended, told.breached_at, told.may_change_priority_at, told.auto_close_at,
                told.auto_closed_at, told.next_change_at, told.remaining ? now : no_instant});
  // An opening at the very end of the official days is one that the projection alone says.
  const auto rests_on_opening = [&](instant at) {
    return hours().is_projected(at, regulation_->settings().landing);
  };
  told.projected = hours().is_projected(latest) ||
                   hours().is_projected(told.accepted, landing::farthest) ||
                   rests_on_opening(told.due) || rests_on_opening(told.due_if_resumed_now) ||
                   rests_on_opening(told.auto_close_at) || rests_on_opening(told.auto_closed_at) ||
                   rests_on_opening(told.may_change_priority_at);
}

}  // namespace srok
