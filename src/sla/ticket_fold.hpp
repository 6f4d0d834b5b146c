// One ticket while its events are applied in order: whose turn it is, whether it is deferred, what
// is promised.
//
// A promise is kept as the base it counts from; where it stands follows from the stops so far
// whenever it is asked for, so a pause cannot be lost. Figures of the past (what was spent, what
// was left) are kept as instants and counted when they are asked for: most never are. Slots are
// given by the caller (rehearsal.hpp, user_desk.hpp). Whatever cannot be answered or applied throws
// srok::error.
#pragma once

#include <optional>
#include <string_view>
#include <vector>

#include "sla/stops.hpp"
#include "srok/sla/ticket.hpp"

namespace srok {

class ticket_fold {
 public:
  // Submitted, and asking for a slot. What it was before is forgotten, its memory kept: a fold that
  // is used for ticket after ticket hardly allocates. requires: the first event is `submitted`; the
  // regulation outlives it.
  void start(const regulation& regulation, const ticket& ticket);

  bool queued() const noexcept { return phase_ == phase::queued; }
  bool holds_slot() const noexcept { return phase_ == phase::open; }
  bool asks_for_slot(const event& e) const noexcept;
  // So far; each event looks at each of them.
  std::size_t deferrals() const noexcept { return deferrals_.list().size(); }

  // requires: it is not before the events so far, and closes_at() is not before it. bad_events: it
  // is impossible in this state.
  void apply(const event& e);
  void admit(instant at);

  // Clause 4.10: when it closes by itself if nothing else happens, at this instant, seen one second
  // later; no_instant: it does not. `now`: that of the last event, or later.
  instant closes_at(instant now);
  void close_by_itself(instant at);

  // Whether events of one instant, its next ones, could bring about that it closes by itself at it:
  // a change of priority whose days are over, a deferral that ends as it begins, an answer of a
  // desk that gives the user no days.
  bool may_close_by(std::span<const event> events) const noexcept;
  // Stands as another does, but for the violations told so far: it may have 10 000, and nothing
  // follows from them.
  void stand_as(ticket_fold& other);

  // The promise of the current cycle, counted from 1; 0: none yet. `due` is told while it runs and
  // at the instant it is met.
  struct promise_view {
    std::size_t cycle = 0;
    instant start = no_instant;
    instant due = no_instant;
  };
  promise_view promise(instant now) const;

  // `admission`: when it gets its slot if nothing else happens (no_instant: not foreseeable).
  void tell(instant now, instant admission, ticket_state& told) const;

 private:
  enum class phase : std::uint8_t { queued, open, resolved, closed, auto_closed };
  enum class target : std::uint8_t { none, moves, fixed };

  // One promise: from its start to the first reaction.
  struct cycle {
    std::size_t number = 0;      // 0: resolved out of the queue, nothing was promised
    instant start = no_instant;  // an open instant; no_instant: there is no cycle
    base_deadline due;
    target by = target::none;        // clause 4.11, in place of the priority's budget
    instant budget_end;              // the budget is the working time from the start to there
    business_duration taken_before;  // by stops that moved earlier dues of this cycle
    instant met_at = no_instant;
    instant ended = no_instant;      // met or closed: what was spent is counted to there
    business_duration taken_at_end;  // of the time to there, by the stops that moved its due
    instant due_when_met = no_instant;
  };

  bool has_cycle() const noexcept { return cycle_.start != no_instant; }
  bool runs() const noexcept {
    return (phase_ == phase::queued || phase_ == phase::open) && has_cycle() &&
           cycle_.met_at == no_instant;
  }
  bool waits() const noexcept { return phase_ == phase::open && !desk_turn_ && !deferred_; }
  const schedule& hours() const noexcept { return regulation_->schedule(); }
  const srok::settings& settings() const noexcept { return regulation_->settings(); }
  working_days budget_days() const noexcept;
  std::int64_t budget_to(instant end) const {
    return hours().elapsed(cycle_.start, end).value().seconds();
  }
  instant days_from(instant start, working_days days) const;
  instant landed(instant at) const;

  void ask_for_slot(instant at, std::optional<business_duration> allowance);
  void begin_cycle(instant cause, std::optional<business_duration> allowance);
  void open_cycle(instant cause);
  void end_cycle(instant at);
  void meet(instant at);
  void end_deferral(instant at);
  void take_slot(instant at);
  void admit_by_work(instant at);
  void note_work_in_queue();
  std::optional<business_duration> left_over() const;

  moved_deadline due_before_landing(instant now) const;
  instant due(instant now) const;
  business_duration elapsed(instant now) const;
  business_duration spent(instant at, business_duration taken) const;
  instant auto_close_at(instant now) const;
  instant may_change_at(instant now) const;
  bool has_right(instant now) const;
  bool is_late(instant now) const { return runs() && due(now) < now; }
  void note_lateness(instant now);

  [[noreturn]] void refuse(const event& e) const;
  void apply_open(const event& e);
  void apply_ended(const event& e);
  void finish(const event& e);
  void on_replied(const event& e);
  void on_priority_changed(const event& e);
  void change_due(instant at);
  void on_deferred(const event& e);
  void on_target_set(const event& e);

  ticket_status status_now() const noexcept;
  void tell_promise(ticket_state& told, instant now) const;
  instant next_change(const ticket_state& told, instant now, instant admission) const;
  std::optional<instant> next_warning(instant now) const;

  const regulation* regulation_ = nullptr;
  priority urgency_{0};
  instant submitted_;

  phase phase_ = phase::queued;
  bool desk_turn_ = true;
  bool deferred_ = false;
  stops stops_;                    // deferrals that stop the timers
  stops deferrals_;                // all of them
  instant accepted_ = no_instant;  // not counted yet
  instant admitted_ = no_instant;
  cycle cycle_;
  std::size_t cycles_ = 0;
  std::optional<business_duration> allowance_;  // of the cycle that begins with the next slot

  instant reaction_at_ = no_instant;  // the first of the user's turn
  instant question_at_ = no_instant;  // likewise
  std::optional<change> changed_in_silence_;
  instant closes_at_ = no_instant;  // as last answered, unless:
  bool closes_at_is_stale_ = true;

  bool breached_ = false;
  instant breached_at_ = no_instant;
  instant auto_closed_at_ = no_instant;
  std::vector<std::string_view> violations_;
};

}  // namespace srok
