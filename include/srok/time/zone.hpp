// A zone: a named list of UTC-offset changes, all that a wall time needs to become an instant.
//
// The list begins with an entry at no_instant (the offset before the first change) and ascends.
// Entries that change nothing are dropped, so equal lists mean equal clocks.
#pragma once

#include <algorithm>
#include <cstdint>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "srok/time/civil.hpp"
#include "srok/time/instant.hpp"

namespace srok {

// From `at` on, wall time is UTC plus `offset` seconds.
struct offset_change {
  std::int64_t at = 0;  // Unix seconds
  std::int64_t offset = 0;

  friend constexpr bool operator==(offset_change, offset_change) noexcept = default;
};

// The offset in force at an instant. requires: changes begins with an entry at no_instant.
constexpr std::int64_t offset_at(std::span<const offset_change> changes, instant at) noexcept {
  // Most questions are about years after the last change; the search would cost them five branches
  // that no processor foresees.
  if (changes.back().at <= to_unix(at)) return changes.back().offset;
  const auto later =
      std::upper_bound(changes.begin() + 1, changes.end(), to_unix(at),
                       [](std::int64_t t, const offset_change& change) { return t < change.at; });
  return std::prev(later)->offset;
}

// A number for the clock between two instants: the offset at the first and each change up to the
// second, by FNV-1a with 64 bits. Moscow from 2016 to 2035 is UTC+3 throughout, as Minsk is. Lists
// that differ elsewhere, as those of two versions of the tz database may, have the same number.
constexpr std::uint64_t clock_hash(std::span<const offset_change> changes, instant begin,
                                   instant end) noexcept {
  std::uint64_t hash = 0xcbf2'9ce4'8422'2325;
  const auto add = [&hash](std::int64_t number) {
    for (int byte = 0; byte < 8; ++byte) {
      hash ^= static_cast<std::uint64_t>(number) >> 8 * byte & 0xff;
      hash *= 0x100'0000'01b3;
    }
  };
  add(offset_at(changes, begin));
  for (const offset_change& change : changes) {
    if (change.at <= to_unix(begin) || to_unix(end) < change.at) continue;
    add(change.at);
    add(change.offset);
  }
  return hash;
}

// The first instant at which the wall shows `wall` or later. So a wall time skipped by a change is
// the instant of that change, and one that occurs twice is the first of the two:
//
//   Berlin 2026-03-29 02:30 (skipped)  // 2026-03-29T01:00:00Z
//   Berlin 2026-10-25 02:30 (twice)    // 2026-10-25T00:30:00Z
constexpr instant to_instant(std::span<const offset_change> changes, wall_time wall) noexcept {
  const std::int64_t local = wall.time_since_epoch().count();  // no offset is a day long
  auto part = std::prev(
      std::upper_bound(changes.begin() + 1, changes.end(), local - 2 * seconds_a_day,
                       [](std::int64_t t, const offset_change& change) { return t < change.at; }));
  while (std::next(part) != changes.end() && std::next(part)->at + part->offset <= local) ++part;
  return from_unix(std::max(part->at, local - part->offset));
}

class zone {
 public:
  // "Europe/Moscow" and "UTC" (also "Etc/UTC") are built in and never read from the machine; any
  // other name comes from its tz database, unless srok was built with SROK_ZONES=builtin. Throws
  // unknown_zone: no such name, no database, or one without explicit changes up to 2037.
  static zone named(std::string_view name);

  // Throws bad_argument: the changes do not begin with an entry at no_instant. Requires that they
  // ascend, by an hour at least; compile() refuses what does not.
  zone(std::string name, std::vector<offset_change> changes);

  const std::string& name() const noexcept { return name_; }
  std::span<const offset_change> changes() const noexcept { return changes_; }

  // The year after the last for which the list may be trusted: 2038 for a zone that still changes
  // its offset every year (zone files hold explicit changes until 2037), else 2100.
  int end_year() const noexcept;

  std::int64_t offset_at(instant at) const noexcept { return srok::offset_at(changes_, at); }
  instant to_instant(wall_time wall) const noexcept { return srok::to_instant(changes_, wall); }

 private:
  std::string name_;
  std::vector<offset_change> changes_;
};

}  // namespace srok
