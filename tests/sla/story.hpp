// Tickets as the lines of JSON that tell them, and a regulation that warns, for the tests of what
// is told.
#pragma once

#include <fstream>
#include <iterator>
#include <string>
#include <string_view>
#include <vector>

#include "srok/io/regulation_text.hpp"
#include "srok/sla/judge.hpp"

namespace srok::test {

// {"04-29T15:20", "submitted"}, in Moscow in 2026; and the other members of the event's object.
struct told_event {
  std::string at, kind, more;
};

inline std::string line_of(const std::string& id, const std::vector<told_event>& events,
                           const std::string& channel = "portal") {
  std::string text = R"({"id":")" + id + R"(","user":"u","channel":")" + channel +
                     R"(","priority":"high","events":[)";
  for (const told_event& e : events) {
    if (&e != &events.front()) text += ',';
    text += R"({"at":"2026-)" + e.at + R"(:00+03:00","event":")" + e.kind + '"' +
            (e.more.empty() ? "" : "," + e.more) + '}';
  }
  return text + "]}\n";
}

inline std::string technotronics_text() {
  std::ifstream file{SROK_SOURCE_DIR "/data/regulations/technotronics.toml"};
  return {std::istreambuf_iterator<char>{file}, {}};
}

// requires: `old` is there.
inline std::string with(std::string text, std::string_view old, std::string_view by) {
  return text.replace(text.find(old), old.size(), by);
}

// The built-in regulation with warnings at these shares of the budget: "50, 80".
inline regulation_book warned_at(const std::string& shares) {
  const std::string title = "[regulation]\n";
  return regulation_book{parse_regulation(
      with(technotronics_text(), title, title + "warnings = [" + shares + "]\n"), "warned")};
}

}  // namespace srok::test
