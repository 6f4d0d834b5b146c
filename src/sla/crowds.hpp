// Crowds: the tickets of a user who, were each of them given a slot at once, would hold more slots
// at some instant than the limit.
//
// As long as a user never holds more, no ticket of theirs waits, and each stands as rehearsed. The
// test errs on the safe side: what was held in parts counts as held throughout, a slot is held up
// to and including the instant of its release, and the limit is the lowest of all editions.
#pragma once

#include <cstdint>
#include <span>
#include <vector>

#include "sla/rehearsal.hpp"

namespace srok {

class crowds {
 public:
  explicit crowds(const regulation_book& book);

  // What the rehearsal of the next ticket says of slots.
  void add(const slot_use& slot) { slots_.push_back(slot); }
  void reserve(std::size_t tickets) { slots_.reserve(tickets); }

  // To be called once all are added, with the number of each ticket's user, below `users`.
  void find(std::span<const std::uint32_t> user, std::size_t users);

  std::size_t count() const noexcept { return ends_.size(); }
  // The places of a crowd's tickets, ascending.
  std::span<const std::size_t> operator[](std::size_t crowd) const noexcept {
    const std::size_t begin = crowd == 0 ? 0 : ends_[crowd - 1];
    return std::span{places_}.subspan(begin, ends_[crowd] - begin);
  }

 private:
  bool overlap(std::span<const std::size_t> places);

  std::size_t limit_;
  std::vector<slot_use> slots_;
  std::vector<std::size_t> places_;
  std::vector<std::size_t> ends_;  // in places_
  std::vector<instant> from_, to_;
};

}  // namespace srok
