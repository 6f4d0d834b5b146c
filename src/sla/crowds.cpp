#include "sla/crowds.hpp"

#include <algorithm>
#include <functional>

namespace srok {

crowds::crowds(const regulation_book& book) {
  std::int32_t lowest = book.editions().front().settings().active_limit;
  for (const regulation& edition : book.editions()) {
    lowest = std::min(lowest, edition.settings().active_limit);
  }
  limit_ = static_cast<std::size_t>(lowest);
}

void crowds::find(std::span<const std::uint32_t> user, std::size_t users) {
  std::vector<std::size_t> tickets(users);
  for (std::size_t i = 0; i < user.size(); ++i) tickets[user[i]] += slots_[i].none() ? 0 : 1;
  // Of each user with more tickets than the limit, where the next of their places is written.
  constexpr std::size_t few = SIZE_MAX;
  std::size_t many = 0;
  std::vector<std::size_t> ends;
  for (std::size_t& of_user : tickets) {
    if (of_user <= limit_) {
      of_user = few;
      continue;
    }
    many += of_user;
    ends.push_back(many);
    of_user = many - of_user;
  }
  if (many == 0) return;
  places_.resize(many);
  for (std::size_t i = 0; i < user.size(); ++i) {
    std::size_t& next = tickets[user[i]];
    if (next != few && !slots_[i].none()) places_[next++] = i;
  }
  std::size_t begin = 0;
  for (const std::size_t end : ends) {
    find_among(std::span{places_}.subspan(begin, end - begin));
    begin = end;
  }
  places_.resize(kept_);
}

// Of one user's tickets those that are crowded move to the front of places_, crowd by crowd.
void crowds::find_among(std::span<std::size_t> places) {
  std::sort(places.begin(), places.end(), [&](std::size_t a, std::size_t b) {
    return slots_[a].from != slots_[b].from ? slots_[a].from < slots_[b].from : a < b;
  });
  releases_.clear();  // of those that are there
  std::size_t begin = 0;
  bool crowded = false;
  const auto finish = [&](std::size_t end) {
    if (crowded) {
      std::copy(places.begin() + static_cast<std::ptrdiff_t>(begin),
                places.begin() + static_cast<std::ptrdiff_t>(end),
                places_.begin() + static_cast<std::ptrdiff_t>(kept_));
      kept_ += end - begin;
      ends_.push_back(kept_);
    }
    begin = end;
    crowded = false;
  };
  for (std::size_t i = 0; i < places.size(); ++i) {
    const slot_use& slot = slots_[places[i]];
    while (!releases_.empty() && releases_.front() < slot.from) {
      std::pop_heap(releases_.begin(), releases_.end(), std::greater{});
      releases_.pop_back();
    }
    if (releases_.empty()) finish(i);
    releases_.push_back(slot.to);
    std::push_heap(releases_.begin(), releases_.end(), std::greater{});
    crowded = crowded || releases_.size() > limit_;
  }
  finish(places.size());
}

}  // namespace srok
