// An amount of working time, and a count of working days: the two kinds of budget.
//
// Neither is a std::chrono::duration, on purpose: "four working hours after Friday 15:00" is not an
// addition, so `instant + business_duration` does not compile; schedule.deadline() is the only way.
#pragma once

#include <chrono>
#include <compare>
#include <cstdint>

namespace srok {

// Seconds of working time; negative between two moments in the wrong order.
class business_duration {
 public:
  constexpr business_duration() noexcept = default;

  // business_duration{4h}; only durations that are whole seconds convert.
  constexpr explicit business_duration(std::chrono::seconds amount) noexcept : amount_{amount} {}

  // Wall-clock seconds of the same length, for printing; not to be added to an instant.
  constexpr std::chrono::seconds length() const noexcept { return amount_; }
  constexpr std::int64_t seconds() const noexcept { return amount_.count(); }

  constexpr business_duration operator-() const noexcept { return business_duration{-amount_}; }
  friend constexpr business_duration operator+(business_duration a, business_duration b) noexcept {
    return business_duration{a.amount_ + b.amount_};
  }
  friend constexpr business_duration operator-(business_duration a, business_duration b) noexcept {
    return business_duration{a.amount_ - b.amount_};
  }
  // Clang-tidy 14 takes the 0 of a rewritten `<` for a pointer.
  // NOLINTNEXTLINE(modernize-use-nullptr)
  friend constexpr auto operator<=>(business_duration, business_duration) noexcept = default;

 private:
  std::chrono::seconds amount_{0};
};

// A count of working days. What a day is worth is said by a day_rule beside it.
class working_days {
 public:
  constexpr working_days() noexcept = default;
  constexpr explicit working_days(std::int32_t count) noexcept : count_{count} {}

  constexpr std::int32_t count() const noexcept { return count_; }
  friend constexpr auto operator<=>(working_days, working_days) noexcept = default;

 private:
  std::int32_t count_ = 0;
};

}  // namespace srok
