// iCalendar (RFC 5545): an all-day event a day or a span; DTEND is exclusive. What kind of day it
// is only the Russian SUMMARY says.
#include <algorithm>
#include <optional>

#include "io/publisher_text.hpp"

namespace srok {
namespace {

// Names and fixed words are the same in small letters (RFC 5545, 2 and 3.1).
std::string in_capitals(std::string_view text) {
  std::string out{text};
  for (char& c : out) {
    if (c >= 'a' && c <= 'z') c = static_cast<char>(c - 'a' + 'A');
  }
  return out;
}

struct content_line {
  std::size_t offset;
  std::string name;        // in capitals, without parameters
  std::string parameters;  // ";VALUE=DATE"
  std::string value;

  // Of LANGUAGE=ru or LANGUAGE="ru" in capitals; empty: it has no such parameter.
  std::string parameter(std::string_view wanted) const {
    bool quoted = false;
    std::size_t begin = 0;
    for (std::size_t at = 0; at <= parameters.size(); ++at) {
      if (at < parameters.size() && parameters[at] == '"') quoted = !quoted;
      if (at < parameters.size() && (quoted || parameters[at] != ';')) continue;
      const std::string one = in_capitals(std::string_view{parameters}.substr(begin, at - begin));
      const std::size_t equals = one.find('=');
      if (equals != one.npos && one.substr(0, equals) == wanted) return one.substr(equals + 1);
      begin = at + 1;
    }
    return {};
  }
};

// The content lines of a text, one at a time. Lines may be folded: a break followed by a space or a
// tab is none, even within a letter, so that a line is looked at for UTF-8 when it is unfolded.
// Between quotes, as in ALTREP="https://...", a colon does not end the parameters.
class content_lines {
 public:
  explicit content_lines(const publisher_text& text) : published_{text}, text_{text.text} {}

  std::optional<content_line> next() {
    if (at_ == text_.size()) return std::nullopt;
    content_line line{at_, {}, {}, std::string{take()}};
    while (at_ < text_.size() && (text_[at_] == ' ' || text_[at_] == '\t')) {
      ++at_;
      line.value += take();
    }
    if (const text_fault fault = fault_of_text(line.value)) {
      published_.fail(offset_of(fault.at, line.offset), fault);
    }
    bool quoted = false;
    std::size_t colon = 0;
    for (; colon < line.value.size() && (quoted || line.value[colon] != ':'); ++colon) {
      if (line.value[colon] == '"') quoted = !quoted;
    }
    if (colon == line.value.size() && !line.value.empty()) {
      published_.fail(line.offset, "the line has no colon; a line is NAME:VALUE");
    }
    const std::size_t name_end = std::min(line.value.find(';'), colon);
    line.name = in_capitals(std::string_view{line.value}.substr(0, name_end));
    line.parameters = line.value.substr(name_end, colon - name_end);
    line.value.erase(0, colon + 1);
    return line;
  }

 private:
  std::string_view take() {
    const std::size_t end = std::min(text_.find('\n', at_), text_.size());
    std::string_view line = text_.substr(at_, end - at_);
    at_ = std::min(end + 1, text_.size());
    if (line.ends_with('\r')) line.remove_suffix(1);
    return line;
  }

  // Where the text has a byte of the content line that begins at `begin`.
  std::size_t offset_of(std::size_t in_line, std::size_t begin) {
    for (at_ = begin;; ++at_) {
      begin = at_;
      const std::size_t length = take().size();
      if (in_line < length) return begin + in_line;
      in_line -= length;
    }
  }

  const publisher_text& published_;
  std::string_view text_;
  std::size_t at_ = 0;
};

struct calendar_event {
  std::size_t offset = 0;
  std::int32_t begin = no_day;
  std::int32_t end = no_day;
  std::vector<std::string> said;  // of the properties that are read, the names
  std::string summary, description;
  bool english = false;  // the description
};

class icalendar_reader {
 public:
  explicit icalendar_reader(const publisher_text& text) : text_{text} {}

  std::vector<published_year> read() {
    content_lines lines{text_};
    while (const auto line = lines.next()) {
      if (open_.empty() && line->name.empty() && line->value.empty()) continue;
      if (open_.empty() && !(line->name == "BEGIN" && in_capitals(line->value) == "VCALENDAR")) {
        text_.fail(line->offset, "an iCalendar text begins with BEGIN:VCALENDAR");
      }
      read_line(*line);
    }
    if (!open_.empty()) fail_without_end();
    if (years_.empty()) text_.fail("there is no event in it");
    std::vector<published_year> years;
    for (auto& [number, year] : years_) years.push_back(std::move(year));
    return years;
  }

 private:
  struct component {
    std::string name;
    std::size_t offset;
  };

  [[noreturn]] void fail_without_end() const {
    const auto& [name, offset] = open_.back();
    text_.fail(offset, "BEGIN:" + name + " has no END:" + name + "; the text is cut off");
  }

  void read_line(const content_line& line) {
    if (line.name == "BEGIN") {
      begin_component(line.offset, in_capitals(line.value));
    } else if (line.name == "END") {
      end_component(line.offset, in_capitals(line.value));
    } else if (open_.size() == 1) {
      read_property_of_calendar(line);
    } else if (open_.size() == 2 && open_.back().name == "VEVENT") {
      read_property(line);
    }
  }

  // A zone has nothing to say of whole days, and what a publisher made up (X-) may be passed over
  // (RFC 5545, 3.6). A to-do or a journal entry is a day that would be lost.
  void begin_component(std::size_t offset, std::string name) {
    if (name == "VEVENT" && open_.size() > 1) fail_without_end();
    const bool passed_over = name == "VTIMEZONE" || name.starts_with("X-");
    if (open_.size() == 1 && name != "VEVENT" && !passed_over) {
      text_.fail(offset, name + " is not read; make an event (VEVENT) of it, or leave it out");
    }
    if (name == "VEVENT") {
      event_ = {};
      event_.offset = offset;
    }
    open_.push_back({std::move(name), offset});
  }

  void end_component(std::size_t offset, std::string_view name) {
    const std::string& begun = open_.back().name;
    if (name != begun) {
      text_.fail(offset, "END:" + std::string{name} + " where END:" + begun + " must come");
    }
    if (name == "VEVENT") add_event();
    open_.pop_back();
  }

  void read_property_of_calendar(const content_line& line) const {
    if (line.name == "METHOD" && in_capitals(line.value) == "CANCEL") {
      text_.fail(line.offset, "METHOD:CANCEL takes the events back; import the text that has them");
    }
    if (line.name == "DTSTART" || line.name == "DTEND") {
      text_.fail(line.offset, line.name + " outside of an event; it belongs to a VEVENT");
    }
  }

  // Days that a rule or a length would add are not computed: left out, they would be worked.
  void read_property(const content_line& line) {
    for (const std::string_view once : {"DTSTART", "DTEND", "SUMMARY", "DESCRIPTION"}) {
      if (line.name == once) say_once(line);
    }
    if (line.name == "DTSTART") event_.begin = date_in(line);
    if (line.name == "DTEND") event_.end = date_in(line);
    if (line.name == "SUMMARY") event_.summary = one_line(unescaped(line.value));
    if (line.name == "DESCRIPTION") {
      const std::string language = line.parameter("LANGUAGE");
      event_.description = one_line(unescaped(line.value));
      event_.english = language == "EN" || language.starts_with("EN-");
    }
    if (line.name == "RRULE" || line.name == "RDATE" || line.name == "RECURRENCE-ID") {
      text_.fail(line.offset,
                 "the event repeats by " + line.name + "; write each of its spans as an event");
    }
    if (line.name == "DURATION") {
      text_.fail(line.offset, "DURATION is not read; say in DTEND before which day the event ends");
    }
    if (line.name == "STATUS" && in_capitals(line.value) == "CANCELLED") {
      text_.fail(line.offset, "the event is cancelled; leave it out");
    }
  }

  // RFC 5545, 3.6.1. Which of two is meant nobody knows.
  void say_once(const content_line& line) {
    if (std::find(event_.said.begin(), event_.said.end(), line.name) != event_.said.end()) {
      text_.fail(line.offset, "the event has " + line.name + " twice; keep the one to be read");
    }
    event_.said.push_back(line.name);
  }

  std::int32_t date_in(const content_line& line) const {
    const std::string_view text = line.value;
    if (text.size() != 8 || whole_number(text) < 0) {
      text_.fail(line.offset, line.name + " is not a whole day, YYYYMMDD");
    }
    const int year = whole_number(text.substr(0, 4));
    if (!is_calendar_year(year)) {
      text_.fail(line.offset, line.name + " is of the year " + std::string{text.substr(0, 4)} +
                                  "; a calendar holds the years " +
                                  std::to_string(earliest_calendar_year) + " to " +
                                  std::to_string(latest_calendar_year));
    }
    return text_.day(line.offset, year, text.substr(4, 2), text.substr(6));
  }

  // RFC 5545, 3.3.11.
  static std::string unescaped(std::string_view value) {
    std::string text;
    for (std::size_t i = 0; i < value.size(); ++i) {
      const bool escaped = value[i] == '\\' && i + 1 < value.size();
      if (escaped) ++i;
      text += escaped && (value[i] == 'n' || value[i] == 'N') ? '\n' : value[i];
    }
    return text;
  }

  published_day kind_of_event() const {
    published_day day;
    if (event_.summary == "Выходной день") {
      day.off = true;
      describe(day);
    } else if (event_.summary == "Сокращенный день" || event_.summary == "Сокращённый день") {
      day.shortened = true;
    } else if (event_.summary != "Рабочий день") {
      text_.fail(event_.offset, "the SUMMARY \"" + event_.summary +
                                    "\" is none of \"Выходной день\", \"Рабочий день\", "
                                    "\"Сокращенный день\"");
    }
    return day;
  }

  void describe(published_day& day) const {
    const std::string_view text = event_.description;
    for (const std::string_view moved : {"Перенесен с ", "Перенесён с "}) {
      if (!text.starts_with(moved) || text.size() != moved.size() + 10) continue;
      const std::string_view date = text.substr(moved.size());
      day.moved_from = text_.day(event_.offset, whole_number(date.substr(6)), date.substr(3, 2),
                                 date.substr(0, 2));
      return;
    }
    if (text.empty()) return;
    day.decree = names_decree(text);
    day.holiday = !day.decree;
    day.english = event_.english;
  }

  void add_event() {
    if (event_.begin == no_day) text_.fail(event_.offset, "the event has no DTSTART");
    if (event_.end == no_day) event_.end = event_.begin + 1;
    if (event_.end <= event_.begin || event_.end - event_.begin > 366) {
      text_.fail(event_.offset, "the event must last from a day to a year; DTEND is exclusive");
    }
    published_day day = kind_of_event();
    const std::string name =
        day.decree || day.holiday ? text_.name_of_day(event_.offset, event_.description) : "";
    for (std::int32_t date = event_.begin; date < event_.end; ++date) {
      const int number = year_of(from_day_number(date));
      if (!is_calendar_year(number)) {
        text_.fail(event_.offset, "the event reaches into " + std::to_string(number) +
                                      "; a calendar ends with " +
                                      std::to_string(latest_calendar_year));
      }
      published_year& year = years_[number];
      year.year = number;
      day.name = year.keep(name);
      if (!year.days.emplace(date, day).second) {
        text_.fail(event_.offset, "a day of this event has another event already");
      }
    }
  }

  const publisher_text& text_;
  calendar_event event_;
  std::vector<component> open_;  // VCALENDAR, in it an event, in that an alarm with its own words
  std::map<int, published_year> years_;
};

}  // namespace

std::vector<published_year> read_icalendar(const publisher_text& text) {
  return icalendar_reader{text}.read();
}

}  // namespace srok
