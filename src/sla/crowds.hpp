// Crowds: tickets of a user that may wait for each other's slots.
//
// A ticket is there from its first asking for a slot to its last release of one, and waiting
// changes neither: a reaction takes it out of the queue, and only then can silence close it. So
// tickets that are never there at the same time do not touch each other, and as long as no more are
// there than the limit, none of them waits and each stands as rehearsed. The test errs on the safe
// side: what was held in parts counts as held throughout, up to and including the instant of
// release, and the limit is the lowest of all editions.
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
  // The places of a crowd's tickets, by their submission, then by place.
  std::span<const std::size_t> operator[](std::size_t crowd) const noexcept {
    const std::size_t begin = crowd == 0 ? 0 : ends_[crowd - 1];
    return std::span{places_}.subspan(begin, ends_[crowd] - begin);
  }

 private:
  void find_among(std::span<std::size_t> places);

  std::size_t limit_;
  std::vector<slot_use> slots_;
  std::vector<std::size_t> places_;
  std::vector<std::size_t> ends_;  // in places_
  std::size_t kept_ = 0;           // of places_
  std::vector<instant> releases_;  // a heap
};

}  // namespace srok
