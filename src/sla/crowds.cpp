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
