// What the timeline of a ticket says, sentence by sentence, in two languages.
#pragma once

#include <string>
#include <string_view>

#include "srok/io/explanation_text.hpp"
#include "srok/sla/timeline.hpp"

namespace srok {

// "answered with a question; promise 1 kept"
std::string sentence_of(const timeline& told, const timeline_entry& e, language language);

// "high", "высокий"; a priority of another regulation by its own name.
std::string priority_text(const timeline& told, priority urgency, language language);
std::string_view state_text(ticket_status state, language language);
// "through the portal"
std::string_view channel_text(channel via, language language);

// A phrase of the one language or the other.
inline std::string_view phrase(language language, std::string_view english,
                               std::string_view russian) {
  return language == srok::language::english ? english : russian;
}

// The warning of a story of which some answer rests on a projected calendar.
std::string_view projected_text(language language);

}  // namespace srok
