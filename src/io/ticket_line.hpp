// One ticket as a line of JSON: two readers of the same grammar.
#pragma once

#include <string_view>
#include <vector>

#include "srok/sla/judge.hpp"

namespace srok {

// A ticket that has been read: its texts are views of the line or of `texts`, its events of
// `events`.
struct line_ticket {
  ticket told;
  std::vector<event> events;
  std::string texts[2];
};

inline constexpr std::size_t longest_ticket_line = std::size_t{1} << 20;
inline constexpr std::int64_t most_target_days = 100'000;

// Reads a line as nearly all are: each key once, no escapes, nothing wrong with it. False: it is
// not such a line, and `into` holds nothing of use.
//
// It is a walk over the bytes that knows which keys can come, and allocates nothing once `into` has
// held a ticket: 1 GB/s, where RapidJSON's SAX reader alone makes 0.5 GB/s and its documents, read
// by name, 0.17 GB/s. simdjson would have to be linked into libsrok.so, and Debian has no static
// one.
bool read_plain_line(std::string_view line, const regulation_book& book, line_ticket& into);

// Reads any line, by RapidJSON. Throws error with a sentence for what is wrong; the id is then told
// as far as it is known.
void read_line(std::string_view line, const regulation_book& book, line_ticket& into);

// Words are read by the edition that will govern the ticket; before the first one, by the first.
inline const regulation& edition_of(const regulation_book& book, instant submitted) noexcept {
  const regulation* const edition = book.in_force(submitted);
  return edition != nullptr ? *edition : book.editions().front();
}

}  // namespace srok
