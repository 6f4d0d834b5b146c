// A regulation: a schedule, priorities with their budgets, and a named setting for all the text
// leaves open.
//
// It is a schedule and a pointer to immutable terms, static or shared, so copies are cheap. The
// clauses named below are those of the support regulation of OOO «Технотроникс».
#pragma once

#include <array>
#include <cstddef>
#include <cstdint>
#include <memory>
#include <optional>
#include <span>
#include <string_view>
#include <utility>

#include "srok/calendar/working_hours.hpp"
#include "srok/engine/schedule.hpp"

namespace srok {

// How urgent a ticket is, as its place in the regulation's list, 0 the least urgent (clause 3.3):
// 0 low, 1 medium, 2 high, 3 emergency in the built-in one and in C.
class priority {
 public:
  constexpr explicit priority(std::int32_t place) noexcept : place_{place} {}
  constexpr std::int32_t place() const noexcept { return place_; }
  friend constexpr auto operator<=>(priority, priority) noexcept = default;

 private:
  std::int32_t place_;
};

struct priority_terms {
  std::string_view name;       // "high"
  working_days answer_within;  // clause 4.9
};

// Why a ticket may be deferred (clauses 3.9, 4.12), and whether its timers stand still meanwhile.
struct deferral_terms {
  std::string_view reason;  // "needs_development"
  bool stops_timers = true;
};

// What the text of a regulation leaves open. The first of each list is the default: the reading of
// a desk that is strict with itself.
enum class queued_timer : std::uint8_t { waits, runs };
enum class on_priority_change : std::uint8_t { from_start, from_change, keep_fraction };
enum class after_user_reply : std::uint8_t { restart, resume };
enum class after_auto_close : std::uint8_t { reopen, stay_closed };
enum class silence_after : std::uint8_t { reaction, question };

// What the order of work goes by (clauses 3.2, 3.4, 4.9): priorities out of turn first; the civil
// date of the due; portal before email; the due; the submission; the id by its bytes.
enum class order_key : std::uint8_t { out_of_turn, due_date, channel, due, submitted, id };
using work_order_keys = std::array<order_key, 6>;  // each once
inline constexpr work_order_keys default_order = {order_key::out_of_turn, order_key::due_date,
                                                  order_key::channel,     order_key::due,
                                                  order_key::submitted,   order_key::id};

// What the desk may write to the user.
enum class reply_kind : std::uint8_t { question, recommendation, instruction, note };
inline constexpr std::size_t reply_kinds = 4;

// What that does. Clauses 3.8 and 3.5: a clarifying question, a recommendation and instructions
// are reactions, which meet the promise; a question also begins the silence that gives the right to
// change the priority. A note, and automatic mail, does nothing.
enum class reply_effect : std::uint8_t { asks, reacts, nothing };

// The part of a budget after which a warning is due, rounded up to whole seconds.
constexpr std::int64_t warned_share(std::int64_t budget, std::int32_t percent) noexcept {
  return (percent * budget + 99) / 100;
}

struct settings {
  srok::day_rule day_rule = srok::day_rule::elapsed;
  srok::landing landing = srok::landing::nearest;
  srok::queued_timer queued_timer = srok::queued_timer::waits;
  srok::on_priority_change on_priority_change = srok::on_priority_change::from_start;
  srok::after_user_reply after_user_reply = srok::after_user_reply::restart;
  srok::after_auto_close after_auto_close = srok::after_auto_close::reopen;
  srok::silence_after silence_after = srok::silence_after::reaction;
  bool auto_close = true;
  std::int32_t active_limit = 3;                                  // clause 4.3
  business_duration priority_right_after{std::chrono::hours{4}};  // clause 3.5
  priority default_priority{0};                                   // clause 3.3
  std::uint32_t out_of_turn = 0;                                  // clause 3.2; bit p: priority p
  work_order_keys order = default_order;
  std::array<reply_effect, reply_kinds> replies = {reply_effect::asks, reply_effect::reacts,
                                                   reply_effect::reacts, reply_effect::nothing};

  constexpr reply_effect effect_of(reply_kind reply) const noexcept {
    return replies[static_cast<std::size_t>(reply)];
  }
};

struct regulation_terms {
  std::string_view title;
  std::string_view edition;
  instant effective = no_instant;  // from when the edition is in force; no_instant: always
  std::span<const priority_terms> priorities;
  std::span<const deferral_terms> deferrals;
  std::span<const std::int32_t> warnings;           // percents of a budget
  std::span<const std::string_view> must_contain;   // clause 4.4: particulars of a ticket
  std::span<const std::string_view> not_supported;  // clauses 5.1, 5.2: topics out of scope
  srok::settings settings;
  // Of its schedule: what a book holds against its other editions.
  std::span<const exception_date> dates{};
  std::span<const closure> closures{};
};

// When a ticket counts as received, and until when it must be answered.
struct promise {
  instant accepted;
  instant due;
};

class regulation {
 public:
  static constexpr std::size_t most_priorities = 32;
  static constexpr std::size_t most_deferrals = 256;  // an event holds 16 bits of their places
  static constexpr std::size_t most_warnings = 100;   // one a percent; each ticket looks at each
  static constexpr std::size_t most_words = 1'000;    // particulars, topics

  // A regulation that comes with srok: "technotronics". Costs no allocation. Throws bad_argument,
  // naming those there are.
  static const regulation& builtin(std::string_view name);

  // The terms must outlive the regulation; `owner` keeps them alive (nullptr: they are static).
  // requires: no more of each kind than those above.
  regulation(const regulation_terms& terms, srok::schedule schedule,
             std::shared_ptr<const void> owner = nullptr) noexcept
      : terms_{&terms}, owner_{std::move(owner)}, schedule_{std::move(schedule)} {}

  const regulation_terms& terms() const noexcept { return *terms_; }
  const srok::settings& settings() const noexcept { return terms_->settings; }
  const srok::schedule& schedule() const noexcept { return schedule_; }
  std::span<const priority_terms> priorities() const noexcept { return terms_->priorities; }
  std::span<const deferral_terms> deferrals() const noexcept { return terms_->deferrals; }

  // "high" -> priority{2}
  std::optional<priority> priority_named(std::string_view name) const noexcept;
  // requires: one of its priorities
  const priority_terms& terms_of(priority urgency) const noexcept {
    return priorities()[static_cast<std::size_t>(urgency.place())];
  }
  // "needs_development" -> 1, its place among the deferrals
  std::optional<std::uint16_t> reason_named(std::string_view name) const noexcept;

  // Clauses 1, 3.1, 4.8: a ticket is accepted in hours, accepted = next_open(submitted).
  // Clauses 4.9, 3.8: due = deadline(submitted, answer_within, day_rule); with landing::farthest
  // the next open instant from there; within no days at all it is due when accepted.
  // bad_argument: no such priority.
  answer<promise> due(priority urgency, instant submitted) const noexcept;

 private:
  const regulation_terms* terms_;
  std::shared_ptr<const void> owner_;
  srok::schedule schedule_;
};

}  // namespace srok
