#include "srok/io/explanation_text.hpp"

#include <fmt/format.h>

#include <array>
#include <vector>

#include "io/json_memory.hpp"
#include "io/moment_text.hpp"
#include "io/shown_text.hpp"
#include "srok/io/instant_text.hpp"

namespace srok {
namespace {

// ---- words in two languages ----

struct words {
  std::array<std::string_view, 11> reasons;
  std::string_view start, deadline, budget, of_working_time, moved_from, moved_to, projected, total;
};

constexpr words english_words = {
    {"working", "short day", "exception", "night", "break", "weekend", "holiday", "day off",
     "day off by decree", "closure", "paused"},
    "Start",
    "Deadline",
    "Budget",
    "of working time",
    "moved from ",
    "its day off moved to ",
    "The deadline rests on a projected calendar: no act has settled its last days yet, and it may "
    "move.",
    "total"};

constexpr words russian_words = {
    {"рабочее время", "сокращённый день", "особый режим", "ночь", "перерыв", "выходной", "праздник",
     "выходной", "нерабочий день по указу", "закрытие", "пауза"},
    "Начало",
    "Срок",
    "Норматив",
    "рабочего времени",
    "перенесён с ",
    "выходной перенесён на ",
    "Срок опирается на прогноз календаря: его последние дни ещё не установлены актом, срок может "
    "сдвинуться.",
    "всего"};

const words& words_of(language language) {
  return language == srok::language::english ? english_words : russian_words;
}

// "Fri 2026-05-01", "Sat 2026-05-02 – Sun 2026-05-03", "Wed 2026-04-29 15:20–16:00", ...
std::string span_text(const schedule& schedule, interval span, language language) {
  const wall_moment begin = on_wall(schedule, span.begin());
  wall_moment end = on_wall(schedule, span.end());
  if (end.seconds == 0 && end.date > begin.date) {
    end = {end.date - std::chrono::days{1}, seconds_a_day};
  }
  const std::string first = day_text(begin.date, language);
  const std::string last = day_text(end.date, language);
  const bool whole = begin.seconds == 0 && end.seconds == seconds_a_day;
  if (begin.date == end.date) {
    if (whole) return first;
    return fmt::format("{} {}–{}", first, clock_text(begin.seconds), clock_text(end.seconds));
  }
  if (whole) return fmt::format("{} – {}", first, last);
  return fmt::format("{} {} – {} {}", first, clock_text(begin.seconds), last,
                     clock_text(end.seconds));
}

// ---- lines ----

// Skipped parts that touch and have the same reason and name make one stretch.
std::vector<explained_part> stretches(const explanation& why) {
  std::vector<explained_part> lines;
  for (const explained_part& part : why.parts) {
    if (!lines.empty() && !part.counted && !lines.back().counted && part.why == lines.back().why &&
        part.name == lines.back().name && part.source == lines.back().source &&
        name_of(part, language::english) == name_of(lines.back(), language::english)) {
      lines.back().span = {lines.back().span.begin(), part.span.end()};
    } else {
      lines.push_back(part);
    }
  }
  return lines;
}

}  // namespace

std::string name_of(const explained_part& part, language language) {
  const std::int32_t own = to_day_number(part.date);
  std::string name{language == srok::language::english ? part.name : part.name_ru};
  const auto append = [&](std::string_view text, std::int32_t other) {
    if (other == own) return;
    if (!name.empty()) name += ", ";
    name.append(text).append(date_text(from_day_number(other), language));
  };
  append(words_of(language).moved_from, part.moved_from);
  // Where the day off of a holiday went says nothing about the holiday.
  if (part.counted) append(words_of(language).moved_to, part.moved_to);
  return name;
}

std::string to_text(const explanation& why, language language) {
  const words& w = words_of(language);
  const schedule& schedule = why.schedule;
  const std::size_t label = std::max({width_of(w.start), width_of(w.deadline), width_of(w.budget)});
  std::string text = fmt::format(
      "{}  {} ({})\n{}  {}\n{}  {} {}\n\n", padded(std::string{w.start}, label),
      moment_text(schedule, why.start, language), schedule.zone_name(),
      padded(std::string{w.deadline}, label), moment_text(schedule, why.deadline, language),
      padded(std::string{w.budget}, label), amount_text(why.budget, language), w.of_working_time);

  struct line {
    std::string span, amount, reason;
  };
  std::vector<line> lines;
  for (const explained_part& part : stretches(why)) {
    std::string reason{w.reasons[static_cast<std::size_t>(part.why)]};
    if (const std::string name = name_of(part, language); !name.empty()) reason += ": " + name;
    if (!part.source.empty()) reason += fmt::format(" [{}]", part.source);
    lines.push_back(
        {span_text(schedule, part.span, language),
         part.counted ? amount_text(business_duration{part.span.length()}, language) : "–",
         printable(reason)});
  }
  lines.push_back({std::string{w.total}, amount_text(why.budget, language), {}});
  std::size_t spans = 0;
  std::size_t amounts = 0;
  for (const line& l : lines) {
    spans = std::max(spans, width_of(l.span));
    amounts = std::max(amounts, width_of(l.amount));
  }
  for (const line& l : lines) {
    text += fmt::format("  {}  {}", padded(l.span, spans), padded(l.amount, amounts, true));
    text += l.reason.empty() ? "\n" : "  " + l.reason + "\n";
  }
  if (why.projected) text += fmt::format("\n{}\n", w.projected);
  return text;
}

std::string to_json(const explanation& why) {
  json_output buffer;
  json_output_writer json{buffer};
  const auto string = [&](std::string_view text) {
    json.String(text.data(), static_cast<rapidjson::SizeType>(text.size()));
  };
  const auto member = [&](std::string_view key, std::string_view value) {
    string(key);
    value.empty() ? void(json.Null()) : string(value);
  };
  json.StartObject();
  member("start", to_text(why.start, why.schedule));
  member("deadline", to_text(why.deadline, why.schedule));
  string("budget_seconds");
  json.Int64(why.budget.seconds());
  member("calendar", why.projected ? "projected" : "official");
  string("intervals");
  json.StartArray();
  for (const explained_part& part : why.parts) {
    json.StartObject();
    member("from", to_text(part.span.begin(), why.schedule));
    member("to", to_text(part.span.end(), why.schedule));
    string("counted_seconds");
    json.Int64(part.counted ? part.span.length().count() : 0);
    member("reason", reason_name(part.why));
    member("date", to_text(part.date));
    member("name", name_of(part, language::english));
    member("source", part.source);
    json.EndObject();
  }
  json.EndArray();
  json.EndObject();
  return {buffer.GetString(), buffer.GetSize()};
}

}  // namespace srok
