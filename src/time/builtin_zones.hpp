// The zones that need no tz database: UTC and Europe/Moscow, as lists of offset changes since 1970.
#pragma once

#include <span>
#include <string_view>

#include "srok/time/zone.hpp"

namespace srok {

// The changes of a built-in zone; empty when `name` is none.
std::span<const offset_change> builtin_zone_changes(std::string_view name) noexcept;

}  // namespace srok
