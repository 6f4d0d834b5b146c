// calendar.json of xmlcalendar.ru: months of day lists, transitions, and the year's totals.
#include <cmath>

#include "io/calendar_formats.hpp"
#include "io/json_text.hpp"

namespace srok {
namespace {

using json = json_value;

const json* member(const json& object, const char* name) {
  if (!object.IsObject()) return nullptr;
  const auto found = object.FindMember(name);
  return found == object.MemberEnd() ? nullptr : &found->value;
}

std::string_view string_in(const json& object, const char* name) {
  const json* value = member(object, name);
  return value != nullptr && value->IsString()
             ? std::string_view{value->GetString(), value->GetStringLength()}
             : std::string_view{};
}

class json_reader {
 public:
  json_reader(const publisher_text& text, const json& root) : text_{text}, root_{root} {}

  published_year read() {
    const json* year = member(root_, "year");
    const json* months = member(root_, "months");
    if (year == nullptr || !year->IsInt() || months == nullptr || !months->IsArray()) {
      text_.fail("a calendar needs \"year\": YYYY and \"months\": [...]");
    }
    year_.year = year->GetInt();
    if (!is_calendar_year(year_.year)) text_.fail("\"year\" is not a year");
    unsigned expected = 1;
    for (const json& month : months->GetArray()) {
      const json* number = member(month, "month");
      if (number == nullptr || !number->IsUint() || number->GetUint() != expected) {
        text_.fail("year " + std::to_string(year_.year) + ": \"months\" must be 1 to 12 in order");
      }
      read_month_days(text_, 0, string_in(month, "days"), expected++, year_);
    }
    if (expected != 13) {
      text_.fail("year " + std::to_string(year_.year) + ": \"months\" must be 1 to 12 in order");
    }
    if (const json* moves = member(root_, "transitions"); moves != nullptr && moves->IsArray()) {
      for (const json& move : moves->GetArray()) read_move(move);
    }
    if (const json* totals = member(root_, "statistic")) read_totals(*totals);
    return std::move(year_);
  }

 private:
  std::int32_t day_in(const json& object, const char* name) const {
    const std::string_view text = string_in(object, name);
    if (text.size() != 5 || text[2] != '.') {
      text_.fail("a transition needs \"from\" and \"to\", each \"MM.DD\"");
    }
    return text_.day(0, year_.year, text.substr(0, 2), text.substr(3));
  }

  void read_move(const json& move) {
    const std::int32_t from = day_in(move, "from");
    const std::int32_t to = day_in(move, "to");
    const auto day = year_.days.find(to);
    if (day == year_.days.end() || !day->second.off) {
      text_.fail("year " + std::to_string(year_.year) + ": a day off moves to " +
                 std::string{string_in(move, "to")} + ", which \"months\" does not show as off");
    }
    day->second.moved_from = from;
  }

  void read_totals(const json& totals) {
    const auto number = [&](const char* name) {
      const json* value = member(totals, name);  // hours may carry noise: 1780.6000000000001
      return value != nullptr && value->IsNumber() && std::abs(value->GetDouble()) < 1e6
                 ? static_cast<int>(std::lround(value->GetDouble()))
                 : 0;
    };
    year_.working_days = number("workdays");
    year_.days_off = number("holidays");
    year_.hours_40 = number("hours40");
  }

  const publisher_text& text_;
  const json& root_;
  published_year year_;
};

}  // namespace

std::vector<published_year> read_xmlcalendar_json(const publisher_text& text) {
  json_document document;
  if (const text_fault fault = read_json(text.text, document)) text.fail(fault.at, fault.what);
  std::vector<published_year> years;
  if (!document.IsArray()) {
    years.push_back(json_reader{text, document}.read());
    return years;
  }
  for (const json& year : document.GetArray()) {
    text.require_room(years);
    years.push_back(json_reader{text, year}.read());
  }
  return years;
}

}  // namespace srok
