// What became of a desk's promises: tickets counted by outcome, for each priority and each month.
#pragma once

#include <cstddef>
#include <optional>
#include <span>
#include <string>
#include <vector>

#include "srok/sla/judge.hpp"

namespace srok {

// How the promises of a ticket stand. The first that fits:
enum class outcome : std::uint8_t {
  late,        // a reaction was due and missed, in whichever cycle (`breached`)
  open,        // a promise is still running, or waits for a slot
  unanswered,  // closed before its due with no reaction: nothing was missed, nothing was met
  in_time,
};

// nullopt: it has a fault, or is not submitted yet.
std::optional<outcome> outcome_of(const judged_ticket& judged) noexcept;

struct tally {
  std::size_t tickets = 0, in_time = 0, late = 0, open = 0, unanswered = 0;

  void count(outcome what) noexcept;

  // Of the promises that are decided: in_time / (in_time + late). nullopt: none is.
  std::optional<double> share_in_time() const noexcept;
};

struct report_row {
  std::string name;  // "high"; "2026-04"
  tally counts;
};

struct sla_report {
  tally all;
  // In effect now, the most urgent first; each that the editions name, by its name.
  std::vector<report_row> by_priority;
  // Of submission, on the wall of the schedule; months without a ticket are left out.
  std::vector<report_row> by_month;
};

// requires: judged are the tickets' (judge() in judge.hpp).
sla_report report_of(const regulation_book& book, std::span<const ticket> tickets,
                     std::span<const judged_ticket> judged);

}  // namespace srok
