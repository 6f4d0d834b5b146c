// Lines of JSON written into one growing text.
//
// A line first claims all the room it can need, so that nothing is checked while it is written.
#pragma once

#include <charconv>
#include <cstdint>
#include <cstring>
#include <string>
#include <string_view>

#include "io/bytes.hpp"
#include "io/digits.hpp"

namespace srok {

class json_lines {
 public:
  json_lines() = default;
  json_lines(const json_lines&) = delete;
  json_lines& operator=(const json_lines&) = delete;

  // The most bytes a text takes with its quotes: each may become six, as in \u001F.
  static constexpr std::size_t room_of(std::string_view text) noexcept {
    return 6 * text.size() + 2;
  }
  static constexpr std::size_t room_of_number = 20;
  static constexpr std::size_t room_of_instant = most_bytes_of_instant + 2;

  // About so much is to come, and is taken at once: text that doubles again and again would cost as
  // much in fresh pages as it costs to be written.
  void expect(std::size_t bytes) {
    const std::size_t used = size();
    text_.reserve(used + bytes);
    at_ = text_.data() + used;
  }

  // For that many bytes more.
  void claim(std::size_t room) {
    const std::size_t used = size();
    if (text_.size() - used >= room) return;
    constexpr std::size_t piece = std::size_t{1} << 14;  // zeroed, and still in the cache
    text_.resize(used + room + piece);
    at_ = text_.data() + used;
  }

  // ---- within what is claimed ----

  void raw(std::string_view text) noexcept {
    std::memcpy(at_, text.data(), text.size());
    at_ += text.size();
  }

  void number(std::int64_t value) noexcept { at_ = std::to_chars(at_, at_ + 20, value).ptr; }

  void text(std::string_view text) noexcept {
    *at_++ = '"';
    while (!text.empty()) {
      const std::size_t plain = plain_length(text);
      raw(text.substr(0, plain));
      text.remove_prefix(plain);
      if (text.empty()) break;
      escape(static_cast<unsigned char>(text.front()));
      text.remove_prefix(1);
    }
    *at_++ = '"';
  }

  void moment(instant at, const schedule& schedule) {
    *at_++ = '"';
    at_ = put_instant(at_, at, schedule);
    *at_++ = '"';
  }

  std::size_t size() const noexcept { return static_cast<std::size_t>(at_ - text_.data()); }

  // All lines so far; none remain.
  std::string take() {
    text_.resize(size());
    std::string taken = std::move(text_);
    text_.clear();
    at_ = text_.data();
    return taken;
  }

 private:
  static bool is_plain(unsigned char byte) noexcept {
    return byte >= 0x20 && byte != '"' && byte != '\\';
  }

  static std::size_t plain_length(std::string_view text) noexcept {
    using namespace eight_bytes;
    std::size_t at = 0;
    for (; at + 8 <= text.size(); at += 8) {
      const std::uint64_t bytes = load(text.data() + at);
      if ((below(bytes, 0x20) | equal(bytes, '"') | equal(bytes, '\\')) != 0) break;
    }
    while (at < text.size() && is_plain(static_cast<unsigned char>(text[at]))) ++at;
    return at;
  }

  void escape(unsigned char byte) noexcept {
    constexpr std::string_view letters = "btn?fr";  // of 8 to 13; 11 has none
    constexpr std::string_view digits = "0123456789ABCDEF";
    *at_++ = '\\';
    if (byte >= 0x20) {
      *at_++ = static_cast<char>(byte);
    } else if (byte >= 8 && byte <= 13 && byte != 11) {
      *at_++ = letters[byte - 8U];
    } else {
      raw("u00");
      *at_++ = digits[byte / 16U];
      *at_++ = digits[byte % 16U];
    }
  }

  std::string text_;
  char* at_ = text_.data();
};

}  // namespace srok
