// Foreign calendars: from a publisher's days to a calendar, and what differs between two of them.
#include "srok/io/calendar_formats.hpp"

#include <algorithm>
#include <array>

#include "calendar/calendar_builder.hpp"
#include "io/bytes.hpp"
#include "io/limits.hpp"
#include "io/publisher_text.hpp"
#include "io/shown_text.hpp"
#include "srok/io/instant_text.hpp"

namespace srok {
namespace {

constexpr std::array<std::string_view, 5> format_names = {
    "xmlcalendar-xml", "xmlcalendar-json", "xmlcalendar-csv", "isdayoff", "icalendar"};

// Lays the days of one published year down, settling what the publisher leaves open.
class year_import {
 public:
  year_import(published_year& published, const publisher_text& text, const calendar& at_hand,
              calendar_builder& builder)
      : published_{published}, text_{text}, at_hand_{at_hand}, builder_{builder} {}

  std::vector<std::string> apply(std::string_view note) {
    note_ = note;
    law_ = builder_.keep("as published, " + std::string{note});
    calendar_year year;
    year.year = published_.year;
    year.official = true;
    year.note = note;
    builder_.add_year(year);
    for (auto& [date, day] : published_.days) {
      know_by_name(date, day);
      if (day.off && !day.decree) lay_holiday(date, day);
      if (is_worked_weekend(date, day)) mark(date, day_type{day_kind::working, true});
    }
    for (const auto& [date, day] : published_.days) {
      if (day.off && !day.decree && !is_weekend(date)) lay_day_off(date, day);
    }
    for (const auto& [date, day] : published_.days) {
      if (!day.off && day.shortened) lay_short_day(date);
    }
    for (const auto& [date, day] : published_.days) {
      if (day.decree && (!is_weekend(date) || is_worked_weekend(date, day))) {
        lay_decree_day(date, day);
      }
    }
    builder_.count_last_year();
    check_published_totals();
    return std::move(remarks_);
  }

 private:
  void mark(std::int32_t date, day_type type) { builder_.mark(date, type, note_); }

  // What the calendar at hand has on that date under that name is of its kind, whatever words are
  // in the name: not every act is an "Указ".
  void know_by_name(std::int32_t date, published_day& day) const {
    const civil_date civil = from_day_number(date);
    const auto here = at_hand_.day(civil);
    if (day.name.empty() || !here) return;
    if (here->kind() != day_kind::holiday && here->kind() != day_kind::decree_off) return;
    if (day.name != title_of(*here, *at_hand_.fact(civil))) return;
    day.decree = here->kind() == day_kind::decree_off;
    day.holiday = !day.decree;
  }

  // A publisher shows a decree's weekend as off, though its Saturday was to be worked.
  bool is_worked_weekend(std::int32_t date, const published_day& day) const {
    if (!is_weekend(date)) return false;
    const auto here = at_hand_.day(from_day_number(date));
    return !day.off || (day.decree && here && here->kind() == day_kind::decree_off);
  }

  // An eve is short by law; any other short day because the publisher says so.
  void lay_short_day(std::int32_t date) {
    builder_.mark(date, day_type{day_kind::short_day, is_weekend(date)},
                  builder_.is_eve(date) ? law_ : builder_.keep("short day, " + std::string{note_}));
  }

  void remark(const std::string& sentence) {
    remarks_.push_back("year " + std::to_string(published_.year) + ": " + sentence);
  }

  // A publisher that names no holidays is helped out by the calendar at hand and, for a year that
  // it does not hold, by the law.
  void lay_holiday(std::int32_t date, const published_day& day) {
    std::string_view en, ru;
    const civil_date civil = from_day_number(date);
    const auto here = at_hand_.day(civil);
    const calendar_fact* known =
        here && here->kind() == day_kind::holiday ? at_hand_.fact(civil) : nullptr;
    if (known != nullptr && (day.name.empty() || day.name == title_of(*here, *known))) {
      en = builder_.keep(std::string{known->name});
      ru = builder_.keep(std::string{known->name_ru});
    } else if (day.holiday && !day.name.empty()) {
      (day.english ? en : ru) = builder_.keep(std::string{day.name});
    } else if (const statutory_holiday* holiday = here ? nullptr : statutory_on(civil)) {
      en = builder_.keep(std::string{holiday->name});
      ru = builder_.keep(std::string{holiday->name_ru});
    } else if (day.holiday) {
      en = "Public holiday";
      ru = "Нерабочий праздничный день";
    } else {
      return;
    }
    calendar_fact& fact = builder_.mark(date, day_kind::holiday, law_);
    fact.name = en;
    fact.name_ru = ru;
  }

  const statutory_holiday* statutory_on(civil_date date) const {
    const auto parts = fields(date);
    for (const statutory_holiday& holiday : at_hand_.tables().statutory) {
      if (static_cast<unsigned>(holiday.month) == static_cast<unsigned>(parts.month()) &&
          static_cast<unsigned>(holiday.day) == static_cast<unsigned>(parts.day())) {
        return &holiday;
      }
    }
    return nullptr;
  }

  void lay_day_off(std::int32_t date, const published_day& day) {
    if (builder_.type(date).kind() == day_kind::holiday) return;
    if (day.moved_from == no_day) {
      mark(date, day_kind::day_off);
    } else if (has_day_off_to_give(day.moved_from)) {
      builder_.move_day_off(day.moved_from, date, note_);
    } else {
      remark(to_text(from_day_number(date)) + " is said to be off in place of " +
             to_text(from_day_number(day.moved_from)) +
             ", which is no holiday or worked day on a weekend of that year, or was moved "
             "already; its origin is left open");
      mark(date, day_kind::day_off);
    }
  }

  bool has_day_off_to_give(std::int32_t date) const {
    if (!is_weekend(date) || year_of(from_day_number(date)) != published_.year) return false;
    const calendar_fact* fact = builder_.fact(date);
    return fact != nullptr && fact->moved_to == no_day;
  }

  // A decree names a span; weekends in it stay weekends. The eve of a holiday keeps its shortness
  // (Labour Code, art. 95), which the day before a decree's day off does not have.
  void lay_decree_day(std::int32_t date, const published_day& day) {
    const civil_date civil = from_day_number(date);
    const auto here = at_hand_.day(civil);
    const bool known = here && here->kind() == day_kind::decree_off;
    if (day.name.empty() && !known) {
      text_.fail(to_text(civil) +
                 " is off by decree, and neither the text nor the calendar at hand says by which; "
                 "write the year by hand");
    }
    const bool named =
        known && (day.name.empty() || day.name == title_of(*here, *at_hand_.fact(civil)));
    const bool eve = known ? here->base_short() : builder_.is_eve(date);
    builder_.mark(date, day_type{day_kind::decree_off, is_weekend(date), eve},
                  builder_.keep(std::string{named ? at_hand_.fact(civil)->source : day.name}));
  }

  void check_published_totals() {
    if (published_.working_days == 0) return;
    const auto compare = [&](int days, int said, const char* what) {
      if (said == published_year::not_published || days == said) return;
      remark("the days give " + std::to_string(days) + " " + what +
             ", the publisher's totals say " + std::to_string(said));
    };
    const calendar_year& year = builder_.last_year();
    compare(year.working_days, published_.working_days, "working days");
    compare(year.days_off, published_.days_off, "days off");
    compare(year.hours_40, published_.hours_40, "hours of a 40-hour week");
  }

  published_year& published_;
  const publisher_text& text_;
  const calendar& at_hand_;
  calendar_builder& builder_;
  std::string_view note_;  // the source of moves; holidays and their eves have another one, for
  std::string_view law_;   // what has the source of the holidays is theirs by law
  std::vector<std::string> remarks_;
};

std::vector<published_year> read_years(const publisher_text& text, calendar_format format,
                                       std::optional<int> year) {
  switch (format) {
    case calendar_format::xmlcalendar_xml:
      return read_xmlcalendar_xml(text);
    case calendar_format::xmlcalendar_json:
      return read_xmlcalendar_json(text);
    case calendar_format::xmlcalendar_csv:
      return read_xmlcalendar_csv(text);
    case calendar_format::icalendar:
      return read_icalendar(text);
    case calendar_format::isdayoff:
      break;
  }
  if (!year) text.fail("a text of isdayoff.ru does not say its year; name it");
  return read_isdayoff(text, *year);
}

void choose_years(std::vector<published_year>& years, const publisher_text& text,
                  std::optional<int> year) {
  if (year) std::erase_if(years, [&](const published_year& y) { return y.year != *year; });
  if (years.empty()) text.fail("the year " + std::to_string(year.value_or(0)) + " is not in it");
  std::stable_sort(
      years.begin(), years.end(),
      [](const published_year& a, const published_year& b) { return a.year < b.year; });
  for (std::size_t i = 1; i < years.size(); ++i) {
    if (years[i].year == years[i - 1].year + 1) continue;
    if (years[i].year == years[i - 1].year) {
      const std::string twice = "the year " + std::to_string(years[i].year) + " is there twice";
      if (years[i].offset) text.fail(*years[i].offset, twice);
      text.fail(twice);
    }
    text.fail("after " + std::to_string(years[i - 1].year) + " comes " +
              std::to_string(years[i].year) + "; name the one year that is wanted");
  }
}

}  // namespace

std::string_view name_of(calendar_format format) noexcept {
  return format_names[static_cast<std::size_t>(format)];
}

std::optional<calendar_format> calendar_format_named(std::string_view name) noexcept {
  const auto found = std::find(format_names.begin(), format_names.end(), name);
  if (found == format_names.end()) return std::nullopt;
  return static_cast<calendar_format>(found - format_names.begin());
}

calendar_format detect_xmlcalendar(std::string_view text) noexcept {
  text = without_byte_order_mark(text);
  const std::size_t first = text.find_first_not_of(" \t\r\n");
  const char begin = first == std::string_view::npos ? '\0' : text[first];
  if (begin == '<') return calendar_format::xmlcalendar_xml;
  if (begin == '{' || begin == '[') return calendar_format::xmlcalendar_json;
  return calendar_format::xmlcalendar_csv;
}

imported_calendar import_calendar(std::string_view text, calendar_format format,
                                  std::string_view source_name, const calendar& at_hand,
                                  std::optional<int> year) {
  text = without_byte_order_mark(text);
  const publisher_text published{text, source_name};
  if (text.size() > most_bytes_of_text) {
    published.fail("the text is longer than " + std::to_string(most_bytes_of_text >> 20) +
                   " MiB; such a file is no calendar");
  }
  if (year && !is_calendar_year(*year)) {
    published.fail("the year " + std::to_string(*year) + " is not one of " +
                   std::to_string(earliest_calendar_year) + " to " +
                   std::to_string(latest_calendar_year));
  }
  // A line of iCalendar may be folded within a letter, so that its bytes are a text line by line.
  if (format != calendar_format::icalendar) {
    if (const text_fault fault = fault_of_text(text)) published.fail(fault.at, fault);
  }
  std::vector<published_year> years = read_years(published, format, year);
  choose_years(years, published, year);
  calendar_builder builder{years.front().year};
  const std::string origin = printable(source_name) + " (" + std::string{name_of(format)} + ")";
  builder.head().name = builder.keep(std::string{at_hand.name()});
  builder.head().title = builder.keep("Imported from " + origin);
  builder.head().version = builder.keep("imported");
  const std::string_view note = builder.keep("imported from " + origin);
  // The law of the calendar at hand stays: by it 31 December is an eve.
  builder.head().law = builder.keep(std::string{at_hand.tables().law});
  for (statutory_holiday holiday : at_hand.tables().statutory) {
    holiday.name = builder.keep(std::string{holiday.name});
    holiday.name_ru = builder.keep(std::string{holiday.name_ru});
    builder.statutory().push_back(holiday);
  }
  std::vector<std::string> remarks;
  for (published_year& each : years) {
    for (std::string& remark : year_import{each, published, at_hand, builder}.apply(note)) {
      remarks.push_back(std::move(remark));
    }
  }
  return {std::move(builder).finish(), std::move(remarks)};
}

std::vector<calendar_difference> differences(const calendar& at_hand, const calendar& other) {
  std::vector<calendar_difference> list;
  const std::int32_t end = first_day(other.last_year() + 1);
  for (std::int32_t date = first_day(other.first_year()); date < end; ++date) {
    const civil_date civil = from_day_number(date);
    const auto here = at_hand.day(civil);
    const day_type there = *other.day(civil);
    const day_type plain{is_weekend(date) ? day_kind::weekend : day_kind::working};
    if ((here ? *here : plain) != there) list.push_back({civil, here, there});
  }
  return list;
}

}  // namespace srok
