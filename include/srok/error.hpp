// The one exception of srok: thrown while something is built from text or parts, never by a query.
#pragma once

#include <cstdint>
#include <stdexcept>
#include <string>
#include <string_view>

#include "srok/status.hpp"

namespace srok {

// Where in a text something stands; both count from 1, 0 means "not known". Columns count code
// points.
struct place {
  std::uint32_t line = 0;
  std::uint32_t column = 0;

  friend constexpr bool operator==(place, place) noexcept = default;
};

// what() is one sentence that names the thing, the place and the way out:
//   "ru.toml:12:5: year 2026: the days give 246 working days, the totals say 247: ..."
// A NUL of a text that it repeats is a question mark, for nobody would read what follows it.
class error : public std::runtime_error {
 public:
  error(status code, const std::string& sentence);

  // `source` is the name of the text (a file name; empty: none); it and the place lead the
  // sentence.
  error(status code, std::string_view source, place at, std::string_view sentence);

  status code() const noexcept { return code_; }
  const std::string& source() const noexcept { return source_; }
  place where() const noexcept { return where_; }
  // what() without the source and the place.
  std::string_view sentence() const noexcept { return std::string_view{what()}.substr(lead_); }

 private:
  status code_;
  std::string source_;
  place where_;
  std::size_t lead_ = 0;
};

}  // namespace srok
