// The timeline of a ticket for people and programs: English and Russian text, JSON, and a picture.
#pragma once

#include <string>

#include "srok/io/explanation_text.hpp"
#include "srok/sla/timeline.hpp"

namespace srok {

// How it stands, then one line an entry: when, how much working time, what, by which clause.
// Entries that are still ahead follow "Ahead".
std::string to_text(const timeline& told, language language);

// {"id","user","channel","now","state","priority","due",…,"entries":[{"at","kind","clause",…}],
// "stretches":[{"from","to","state","working_seconds"}],"promises":[{"cycle","kind","from","until",
// "ended","kept","late"}]}; what an entry does not have is left out.
std::string to_json(const timeline& told);

// A self-contained SVG: days as columns with their working time painted, the ticket's states as a
// bar, each promise below it, and what happened as marks with tooltips.
std::string to_svg(const timeline& told, language language);

}  // namespace srok
