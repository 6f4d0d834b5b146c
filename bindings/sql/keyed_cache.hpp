// The schedules, or regulations, asked for last, compiled, by their text.
//
// A list in which the latest stands first: most queries ask one schedule, a report a handful by
// turns. Texts are compared whole, their lengths first; a hash of the text would cost more than it
// spares, 0.2 µs a kilobyte.
#pragma once

#include <cstddef>
#include <list>
#include <string>
#include <string_view>

#include "subject.hpp"

namespace srok::sql {

template <class Subject>
class keyed_cache {
 public:
  static constexpr std::size_t most = 32;  // of 200 KB each
  // With their texts: one of 20 KB may become 140 MB, one of 4 MB a schedule of 200 KB, and what a
  // session has compiled it keeps. The latest stays however large it is.
  static constexpr std::size_t most_bytes = std::size_t{64} << 20;

  // nullptr: the text asked for last was another.
  const Subject* latest(std::string_view text) const noexcept {
    return !entries_.empty() && entries_.front().text == text ? &entries_.front().subject : nullptr;
  }

  // Compiles a text it does not hold, in place of the one that has waited longest. Throws
  // srok::error. The reference is good until the next call.
  const Subject& of(std::string_view text) {
    for (auto at = entries_.begin(); at != entries_.end(); ++at) {
      if (at->text != text) continue;
      if (at != entries_.begin()) entries_.splice(entries_.begin(), entries_, at);
      return at->subject;
    }
    entries_.push_front({std::string{text}, compile<Subject>(text)});
    bytes_ += size_of(entries_.front());
    while (entries_.size() > 1 && (entries_.size() > most || bytes_ > most_bytes)) {
      bytes_ -= size_of(entries_.back());
      entries_.pop_back();
    }
    return entries_.front().subject;
  }

 private:
  struct entry {
    std::string text;
    Subject subject;
  };
  static std::size_t size_of(const entry& e) noexcept {
    return e.text.size() + bytes_of(e.subject);
  }
  std::list<entry> entries_;
  std::size_t bytes_ = 0;
};

}  // namespace srok::sql
