#include "sla/crowds.hpp"

#include <algorithm>

namespace srok {

crowds::crowds(const regulation_book& book) {
  std::int32_t lowest = book.editions().front().settings().active_limit;
  for (const regulation& edition : book.editions()) {
    lowest = std::min(lowest, edition.settings().active_limit);
  }
  limit_ = static_cast<std::size_t>(lowest);
}

void crowds::reserve(std::size_t tickets) {
  users_.reserve(tickets);
  slots_.reserve(tickets);
}

void crowds::add(std::uint32_t user, const slot_use& slot) {
  users_.push_back(user);
  slots_.push_back(slot);
  if (user >= tickets_of_.size()) tickets_of_.resize(std::size_t{user} + 1);
  if (!slot.none()) ++tickets_of_[user];
}

void crowds::find() {
  // Of each user with more tickets than the limit, where the next of their places is written.
  std::size_t many = 0;
  std::vector<std::size_t> ends;
  for (std::size_t& tickets : tickets_of_) {
    const std::size_t begin = many;
    if (tickets > limit_) {
      many += tickets;
      ends.push_back(many);
      tickets = begin;
    } else {
      tickets = SIZE_MAX;
    }
  }
  places_.resize(many);
  for (std::size_t i = 0; many != 0 && i < users_.size(); ++i) {
    std::size_t& next = tickets_of_[users_[i]];
    if (next != SIZE_MAX && !slots_[i].none()) places_[next++] = i;
  }
  // Those that overlap move to the front.
  std::size_t kept = 0;
  std::size_t begin = 0;
  for (const std::size_t end : ends) {
    const std::span<const std::size_t> places = std::span{places_}.subspan(begin, end - begin);
    begin = end;
    if (!overlap(places)) continue;
    std::copy(places.begin(), places.end(), places_.begin() + static_cast<std::ptrdiff_t>(kept));
    kept += places.size();
    ends_.push_back(kept);
  }
  places_.resize(kept);
}

bool crowds::overlap(std::span<const std::size_t> places) {
  from_.clear();
  to_.clear();
  for (const std::size_t place : places) {
    from_.push_back(slots_[place].from);
    to_.push_back(slots_[place].to);
  }
  std::sort(from_.begin(), from_.end());
  std::sort(to_.begin(), to_.end());
  std::size_t ended = 0;
  for (std::size_t begun = 0; begun < from_.size(); ++begun) {
    while (to_[ended] < from_[begun]) ++ended;
    if (begun + 1 - ended > limit_) return true;
  }
  return false;
}

}  // namespace srok
