// Explanations in words: JSON for programs, English and Russian text for people.
#pragma once

#include <string>

#include "srok/engine/explanation.hpp"

namespace srok {

enum class language { english, russian };

// What is known of a part besides its reason: "Victory Day", "moved from Sat 2026-01-03"; empty:
// nothing.
std::string name_of(const explained_part& part, language language);

// {"start","deadline","budget_seconds","calendar","intervals":[{"from","to","counted_seconds","reason",
// "date","name","source"}]}; instants with the schedule's offset, null where nothing is known.
std::string to_json(const explanation& why);

// A table a person can check by hand: one line a stretch, skipped days with their names and
// sources.
std::string to_text(const explanation& why, language language);

}  // namespace srok
