// The states of tickets as JSON lines, one after another into one text.
#pragma once

#include <span>
#include <string>

#include "io/json_line.hpp"
#include "srok/sla/judge.hpp"

namespace srok {

class ticket_answer_writer {
 public:
  // The book must outlive it.
  explicit ticket_answer_writer(const regulation_book& book) : book_{book} {}

  // A line for each, with its end.
  void write(std::span<const ticket> tickets, std::span<const judged_ticket> judged);
  void write(const ticket& ticket, const judged_ticket& judged);

  // All lines so far; none remain.
  std::string take() { return lines_.take(); }
  // Whether one of them told an error.
  bool some_failed() const noexcept { return failed_; }

 private:
  void write_fault(const ticket& ticket, const ticket_fault& fault);
  void write_violations(const ticket_state& s);

  const regulation_book& book_;
  json_lines lines_;
  bool failed_ = false;
};

}  // namespace srok
