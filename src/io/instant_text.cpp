#include "srok/io/instant_text.hpp"

#include <fmt/format.h>

#include <charconv>
#include <limits>

#include "io/digits.hpp"

namespace srok {
namespace {

// Reads a text from the left; once something does not fit it stays failed.
class scanner {
 public:
  explicit scanner(std::string_view text) : rest_{text} {}

  // Exactly `width` digits, at most `highest`.
  int number(std::size_t width, int highest) {
    int value = 0;
    if (rest_.size() < width) failed_ = true;
    for (std::size_t i = 0; i < width && !failed_; ++i) {
      if (rest_[i] < '0' || rest_[i] > '9') failed_ = true;
      value = value * 10 + (rest_[i] - '0');
    }
    if (failed_ || value > highest) {
      failed_ = true;
      return 0;
    }
    rest_.remove_prefix(width);
    return value;
  }

  bool accept(std::string_view characters) {
    if (failed_ || rest_.empty() || characters.find(rest_.front()) == std::string_view::npos)
      return false;
    rest_.remove_prefix(1);
    return true;
  }

  void expect(std::string_view characters) { failed_ = !accept(characters) || failed_; }

  void skip_zero_fraction() {
    if (!accept(".")) return;
    expect("0");
    while (accept("0")) {
    }
  }

  bool ended() const { return rest_.empty(); }
  bool complete() const { return !failed_ && ended(); }
  void fail() { failed_ = true; }

 private:
  std::string_view rest_;
  bool failed_ = false;
};

civil_date scan_date(scanner& text) {
  const int year = text.number(4, 9999);
  text.expect("-");
  const auto month = static_cast<unsigned>(text.number(2, 12));
  text.expect("-");
  const auto day = static_cast<unsigned>(text.number(2, 31));
  const std::chrono::year_month_day fields{std::chrono::year{year}, std::chrono::month{month},
                                           std::chrono::day{day}};
  if (!fields.ok()) {
    text.fail();
    return {};
  }
  return civil_date{fields};
}

wall_time scan_wall_time(scanner& text) {
  const civil_date date = scan_date(text);
  text.expect("Tt ");
  const int hours = text.number(2, 23);
  text.expect(":");
  const int minutes = text.number(2, 59);
  int seconds = 0;
  if (text.accept(":")) {
    seconds = text.number(2, 59);
    text.skip_zero_fraction();
  }
  return wall_time{date} + std::chrono::seconds{hours * 3600 + minutes * 60 + seconds};
}

std::chrono::seconds scan_offset(scanner& text) {
  if (text.accept("Zz")) return {};
  const bool west = text.accept("-");
  if (!west) text.expect("+");
  const int hours = text.number(2, 23);
  text.expect(":");
  const int minutes = text.number(2, 59);
  const std::chrono::seconds offset{hours * 3600 + minutes * 60};
  return west ? -offset : offset;
}

// The common shape, which a machine writes: "2026-04-29T15:20:00+03:00" or the same with a Z, read
// without a branch a character. nullopt: some other shape, which may still be an instant.
std::optional<instant> parse_plain(const char* text, std::size_t size) noexcept {
  constexpr std::size_t with_z = 20;
  constexpr std::size_t with_offset = 25;
  const bool utc = size == with_z && text[19] == 'Z';
  if (!utc && (size != with_offset || text[22] != ':')) return std::nullopt;
  if (text[4] != '-' || text[7] != '-' || text[10] != 'T' || text[13] != ':' || text[16] != ':') {
    return std::nullopt;
  }
  unsigned wrong = 0;  // some digit is none
  const auto two = [&](std::size_t at) {
    const unsigned tens = static_cast<unsigned char>(text[at]) - unsigned{'0'};
    const unsigned ones = static_cast<unsigned char>(text[at + 1]) - unsigned{'0'};
    wrong |= static_cast<unsigned>(tens > 9) | static_cast<unsigned>(ones > 9);
    return tens * 10 + ones;
  };
  const unsigned year = two(0) * 100 + two(2);
  const unsigned month = two(5);
  const unsigned day = two(8);
  const unsigned hours = two(11);
  const unsigned minutes = two(14);
  const unsigned seconds = two(17);
  std::int64_t offset = 0;
  if (!utc) {
    const unsigned offset_hours = two(20);
    const unsigned offset_minutes = two(23);
    if (text[19] != '+' && text[19] != '-') return std::nullopt;
    if (offset_hours > 23 || offset_minutes > 59) return std::nullopt;
    offset = offset_hours * 3600 + offset_minutes * 60;
    if (text[19] == '-') offset = -offset;
  }
  if (wrong != 0 || hours > 23 || minutes > 59 || seconds > 59) return std::nullopt;
  const std::chrono::year_month_day date{std::chrono::year{static_cast<int>(year)},
                                         std::chrono::month{month}, std::chrono::day{day}};
  if (!date.ok()) return std::nullopt;
  const std::int64_t days = civil_date{date}.time_since_epoch().count();
  return from_unix(days * seconds_a_day + hours * 3600 + minutes * 60 + seconds - offset);
}

std::string wall_text(std::int64_t seconds) {
  const std::int64_t days = floor_divide(seconds, seconds_a_day);
  if (year_has_four_digits(days)) {
    std::string text(wall_length, '\0');
    put_wall(text.data(), seconds);
    return text;
  }
  const std::int64_t time = (seconds % seconds_a_day + seconds_a_day) % seconds_a_day;
  return fmt::format("{}T{:02}:{:02}:{:02}", to_text(civil_date{std::chrono::days{days}}),
                     time / 3600, time / 60 % 60, time % 60);
}

}  // namespace

std::optional<instant> parse_instant(std::string_view text) noexcept {
  if (const auto at = parse_plain(text.data(), text.size())) return at;
  scanner from{text};
  const wall_time wall = scan_wall_time(from);
  const std::chrono::seconds offset = scan_offset(from);
  if (!from.complete()) return std::nullopt;
  return instant{wall.time_since_epoch() - offset};
}

std::optional<wall_time> parse_wall_time(std::string_view text) noexcept {
  scanner from{text};
  const wall_time wall = scan_wall_time(from);
  if (!from.complete()) return std::nullopt;
  return wall;
}

answer<instant> parse_instant(std::string_view text, const schedule& schedule) noexcept {
  if (const auto at = parse_instant(text)) return *at;
  const auto wall = parse_wall_time(text);
  if (!wall) return status::bad_text;
  return schedule.at_wall(*wall);
}

std::optional<civil_date> parse_date(std::string_view text) noexcept {
  scanner from{text};
  const civil_date date = scan_date(from);
  if (!from.complete()) return std::nullopt;
  return date;
}

std::optional<business_duration> parse_duration(std::string_view text) noexcept {
  std::int64_t count = 0;
  const auto [end, failure] = std::from_chars(text.data(), text.data() + text.size(), count);
  if (failure != std::errc{} || end + 1 != text.data() + text.size() || text.front() == '-') {
    return std::nullopt;
  }
  const std::int64_t unit = *end == 'h' ? 3600 : *end == 'm' ? 60 : *end == 's' ? 1 : 0;
  if (unit == 0 || count > std::numeric_limits<std::int64_t>::max() / unit) return std::nullopt;
  return business_duration{std::chrono::seconds{count * unit}};
}

std::string to_text(instant at, const schedule& schedule) {
  const auto offset = schedule.offset_at(at);
  // RFC 3339 offsets are whole minutes; one that is not (Monrovia until 1972) is written in UTC.
  if (!offset || *offset % 60 != 0) return to_text(at);
  std::string text = wall_text(to_unix(at) + *offset);
  text.resize(text.size() + offset_length);
  put_offset(text.data() + text.size() - offset_length, *offset);
  return text;
}

std::string to_text(instant at) {
  return wall_text(to_unix(at)) + "Z";
}

std::string to_text(business_duration amount) {
  const std::int64_t seconds = amount.seconds();
  const auto size =
      seconds < 0 ? 0 - static_cast<std::uint64_t>(seconds) : static_cast<std::uint64_t>(seconds);
  std::string text = seconds < 0 ? "-" : "";
  if (size / 3600 != 0) text += fmt::format("{}h", size / 3600);
  if (size / 60 % 60 != 0) text += fmt::format("{}m", size / 60 % 60);
  if (size % 60 != 0 || size == 0) text += fmt::format("{}s", size % 60);
  return text;
}

}  // namespace srok
