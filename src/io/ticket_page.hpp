// The tickets of some lines of a text, with what is wrong with the bad ones. A page owns all it
// tells of, so that a text can be read block by block, and its blocks by many threads.
#pragma once

#include <algorithm>
#include <cstdint>
#include <memory>
#include <span>
#include <string_view>
#include <vector>

#include "sla/numbering.hpp"
#include "srok/sla/judge.hpp"

namespace srok {

// Copies of lists that stay where they are put, in few large pieces of memory.
template <class T>
class keeper {
 public:
  std::span<const T> keep(std::span<const T> items) {
    if (left_ < items.size()) {
      left_ = std::max(piece, items.size());
      pieces_.push_back(std::make_unique_for_overwrite<T[]>(left_));
      next_ = pieces_.back().get();
    }
    T* const begin = next_;
    std::copy(items.begin(), items.end(), begin);
    next_ += items.size();
    left_ -= items.size();
    return {begin, items.size()};
  }

 private:
  static constexpr std::size_t piece = (std::size_t{1} << 16) / sizeof(T);

  std::vector<std::unique_ptr<T[]>> pieces_;
  T* next_ = nullptr;
  std::size_t left_ = 0;
};

class ticket_page {
 public:
  ticket_page() = default;
  // Whole lines, the first of which has that number; blank ones are no tickets.
  ticket_page(const regulation_book& book, std::string_view lines, std::uint64_t first_line);
  // A line that is longer than any that is read, and was not kept.
  struct too_long {
    std::uint64_t number, bytes;
  };
  explicit ticket_page(too_long line);

  // Of a bad line the events are empty and the id as far as known.
  std::span<const ticket> tickets() const noexcept { return tickets_; }
  std::uint64_t line(std::size_t ticket) const noexcept { return lines_[ticket]; }
  const ticket_fault* fault(std::size_t ticket) const noexcept;

  // Adds the ids to the list; tickets whose ids were there are bad ones from now on. Returns their
  // places.
  std::vector<std::size_t> mark_repeated(numbering<std::string_view>& ids);

 private:
  struct line_fault {
    std::size_t ticket;
    ticket_fault fault;
  };

  void add(std::uint64_t number, const ticket& t);
  void add_too_long(std::uint64_t number, std::uint64_t bytes);
  // At the end of faults_, whose order is the caller's matter.
  void spoil(std::size_t ticket, status why, std::string_view sentence);

  std::vector<ticket> tickets_;
  std::vector<std::uint64_t> lines_;
  std::vector<line_fault> faults_;  // by ticket
  keeper<char> texts_;
  keeper<event> events_;
};

}  // namespace srok
