#include "srok/io/instant_text.hpp"

#include <fmt/format.h>

#include <charconv>
#include <limits>

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
  const int seconds = text.accept(":") ? text.number(2, 59) : 0;
  text.skip_zero_fraction();
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

std::string wall_text(std::int64_t seconds) {
  const auto wall = wall_time{std::chrono::seconds{seconds}};
  const auto date = std::chrono::floor<std::chrono::days>(wall);
  const std::int64_t time = (wall - date).count();
  return fmt::format("{}T{:02}:{:02}:{:02}", to_text(date), time / 3600, time / 60 % 60, time % 60);
}

}  // namespace

std::optional<instant> parse_instant(std::string_view text) noexcept {
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
  if (!offset) return to_text(at);
  const std::int64_t east = *offset < 0 ? -*offset : *offset;
  // RFC 3339 offsets are whole minutes; one that is not (Monrovia until 1972) is written in UTC.
  if (east % 60 != 0) return to_text(at);
  return fmt::format("{}{}{:02}:{:02}", wall_text(to_unix(at) + *offset), *offset < 0 ? '-' : '+',
                     east / 3600, east / 60 % 60);
}

std::string to_text(instant at) {
  return wall_text(to_unix(at)) + "Z";
}

std::string to_text(civil_date date) {
  const std::chrono::year_month_day f = fields(date);
  return fmt::format("{:04}-{:02}-{:02}", static_cast<int>(f.year()),
                     static_cast<unsigned>(f.month()), static_cast<unsigned>(f.day()));
}

std::string to_text(business_duration amount) {
  const std::int64_t seconds = amount.seconds();
  const auto size = static_cast<std::uint64_t>(seconds < 0 ? -seconds : seconds);
  std::string text = seconds < 0 ? "-" : "";
  if (size / 3600 != 0) text += fmt::format("{}h", size / 3600);
  if (size / 60 % 60 != 0) text += fmt::format("{}m", size / 60 % 60);
  if (size % 60 != 0 || size == 0) text += fmt::format("{}s", size % 60);
  return text;
}

}  // namespace srok
