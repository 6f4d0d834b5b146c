// Where zones that are not built in come from: the one function that SROK_ZONES chooses.
//
// It is defined by zone_database.cpp (date-tz), zone_files.cpp (the zone files, read here) or
// zone_builtin.cpp. A program that links another of them before the library gets that one.
#pragma once

#include <string_view>
#include <vector>

#include "srok/time/civil.hpp"
#include "srok/time/instant.hpp"
#include "srok/time/zone.hpp"

namespace srok {

// Horizons reach from 1970 to 2099 at most; two days more let any wall time in them be converted.
inline constexpr instant first_change_needed{first_of_year(1970).time_since_epoch() -
                                             std::chrono::days{2}};
inline constexpr instant last_change_needed{first_of_year(2100).time_since_epoch() +
                                            std::chrono::days{2}};

// The offset changes of a zone by the machine's tz database. Throws unknown_zone.
std::vector<offset_change> machine_zone_changes(std::string_view name);

[[noreturn]] void fail_unknown_zone(std::string_view name, std::string_view reason);

// The reasons that both readers of a database have.
inline constexpr std::string_view no_such_zone =
    "the machine's tz database has no such zone (or there is no database: Debian package tzdata); "
    "use an IANA name such as \"Europe/Berlin\"";
inline constexpr std::string_view unread_database =
    "the machine's tz database could not be read, perhaps because no more files may be opened; "
    "allow more (ulimit -n) and start the program anew";
inline constexpr std::string_view zone_of_the_machine =
    "name the zone itself, such as \"Europe/Moscow\"";
inline constexpr std::string_view slim_database =
    "the machine's tz database holds no explicit changes up to 2037 (it is built \"slim\"); "
    "install one built with `zic -b fat`, as Debian's tzdata is";

}  // namespace srok
