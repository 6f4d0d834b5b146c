// Regulations as TOML text: a schedule file with a [regulation].
#pragma once

#include <string_view>

#include "srok/calendar/calendar.hpp"
#include "srok/sla/regulation.hpp"

namespace srok {

// As parse_schedule: `source` is the text's name in errors, `calendar` takes the place of the one
// the text names, and the same is thrown.
regulation parse_regulation(std::string_view toml, std::string_view source = {},
                            const calendar* calendar = nullptr);

}  // namespace srok
