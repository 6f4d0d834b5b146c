#include "io/moment_text.hpp"

#include <fmt/format.h>

#include <array>

#include "srok/io/instant_text.hpp"

namespace srok {
namespace {

struct words {
  std::array<std::string_view, 7> weekdays;
  std::string_view hours, minutes, seconds, space;
};

constexpr words english_words = {weekday_names, "h", "m", "s", ""};
constexpr words russian_words = {
    {"пн", "вт", "ср", "чт", "пт", "сб", "вс"}, " ч", " мин", " с", " "};

const words& words_of(language language) {
  return language == srok::language::english ? english_words : russian_words;
}

}  // namespace

wall_moment on_wall(const schedule& schedule, instant at) {
  const wall_time wall = schedule.wall_at(at).value();
  const auto date = std::chrono::floor<std::chrono::days>(wall);
  return {date, (wall - date).count()};
}

std::string date_text(civil_date date, language language) {
  if (language == srok::language::english) return to_text(date);
  const auto f = fields(date);
  return fmt::format("{:02}.{:02}.{:04}", static_cast<unsigned>(f.day()),
                     static_cast<unsigned>(f.month()), static_cast<int>(f.year()));
}

std::string clock_text(std::int64_t seconds) {
  const auto time = fmt::format("{:02}:{:02}", seconds / 3600, seconds / 60 % 60);
  return seconds % 60 == 0 ? time : fmt::format("{}:{:02}", time, seconds % 60);
}

std::string day_text(civil_date date, language language) {
  return fmt::format("{} {}",
                     words_of(language).weekdays[static_cast<std::size_t>(weekday_of(date))],
                     date_text(date, language));
}

std::string moment_text(const schedule& schedule, instant at, language language) {
  const wall_moment wall = on_wall(schedule, at);
  return day_text(wall.date, language) + " " + clock_text(wall.seconds);
}

std::string amount_text(business_duration amount, language language) {
  const words& w = words_of(language);
  const auto seconds = static_cast<std::uint64_t>(amount.seconds());
  const std::uint64_t total = amount.seconds() < 0 ? 0 - seconds : seconds;
  std::string text;
  const auto append = [&](std::uint64_t count, std::string_view unit) {
    if (count == 0) return;
    if (!text.empty()) text += w.space;
    text += std::to_string(count).append(unit);
  };
  append(total / 3600, w.hours);
  append(total / 60 % 60, w.minutes);
  append(total % 60, w.seconds);
  if (text.empty()) return "0" + std::string{w.seconds};
  return amount.seconds() < 0 ? "-" + text : text;
}

}  // namespace srok
