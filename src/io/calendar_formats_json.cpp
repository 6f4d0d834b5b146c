// calendar.json of xmlcalendar.ru: months of day lists, transitions, and the year's totals.
#include <cmath>
#include <set>
#include <utility>

#include "io/json_text.hpp"
#include "io/publisher_text.hpp"

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
  // `place` is what messages begin with while the year is not known.
  json_reader(const publisher_text& text, const json& root, std::string place)
      : text_{text}, root_{root}, place_{std::move(place)} {}

  published_year read() {
    require_members_once(root_, "");
    const json* year = member(root_, "year");
    const json* months = member(root_, "months");
    if (year == nullptr || !year->IsInt() || months == nullptr || !months->IsArray()) {
      fail("a calendar needs \"year\": YYYY and \"months\": [...]");
    }
    year_.year = year->GetInt();
    if (!is_calendar_year(year_.year)) fail("\"year\" is not a year");
    place_ = "year " + std::to_string(year_.year) + ": ";
    unsigned expected = 1;
    for (const json& month : months->GetArray()) read_month(month, expected++);
    if (expected != 13) fail("\"months\" must be 1 to 12 in order");
    const json* const moves = member(root_, "transitions");
    if (moves != nullptr && !moves->IsNull()) read_moves(*moves);
    const json* const totals = member(root_, "statistic");
    if (totals != nullptr && !totals->IsNull()) read_totals(*totals);
    return std::move(year_);
  }

 private:
  [[noreturn]] void fail(const std::string& sentence) const { text_.fail(place_ + sentence); }

  // Which of two was meant nobody knows. `object_name` ends in ": ".
  void require_members_once(const json& object, const std::string& object_name) const {
    if (!object.IsObject()) return;
    std::set<std::string_view> names;
    for (const auto& each : object.GetObject()) {
      const std::string_view key{each.name.GetString(), each.name.GetStringLength()};
      if (!names.insert(key).second) {
        fail(object_name + "\"" + std::string{key} + "\" is there twice");
      }
    }
  }

  void read_month(const json& month, unsigned expected) {
    const std::string number = std::to_string(expected);
    require_members_once(month, "month " + number + ": ");
    const json* said = member(month, "month");
    if (said == nullptr || !said->IsUint() || said->GetUint() != expected) {
      fail("\"months\" must be 1 to 12 in order");
    }
    const json* days = member(month, "days");
    if (days == nullptr || !days->IsString()) {
      fail("\"days\" of month " + number + " must be a string");
    }
    read_month_days(text_, 0, string_in(month, "days"), expected, year_);
  }

  void read_moves(const json& moves) {
    if (!moves.IsArray()) fail("\"transitions\" must be a list");
    std::size_t number = 0;
    for (const json& move : moves.GetArray()) {
      require_members_once(move, "transition " + std::to_string(++number) + ": ");
      read_move(move);
    }
  }

  std::int32_t day_in(const json& object, const char* name) const {
    const std::string_view text = string_in(object, name);
    if (text.size() != 5 || text[2] != '.') {
      fail("a transition needs \"from\" and \"to\", each \"MM.DD\"");
    }
    return text_.day(0, year_.year, text.substr(0, 2), text.substr(3));
  }

  void read_move(const json& move) {
    const std::int32_t from = day_in(move, "from");
    const std::int32_t to = day_in(move, "to");
    const auto day = year_.days.find(to);
    if (day == year_.days.end() || !day->second.off) {
      fail("a day off moves to " + std::string{string_in(move, "to")} +
           ", which \"months\" does not show as off");
    }
    day->second.moved_from = from;
  }

  void read_totals(const json& totals) {
    if (!totals.IsObject()) fail("\"statistic\" must be an object");
    require_members_once(totals, "\"statistic\": ");
    const auto number = [&](const char* name) {
      const json* value = member(totals, name);  // hours may carry noise: 1780.6000000000001
      if (value == nullptr) return published_year::not_published;
      const double count = value->IsNumber() ? value->GetDouble() : -1;
      if (count < 0 || count > 10'000) {
        fail("\"" + std::string{name} + "\" of \"statistic\" must be a number of 0 to 10000");
      }
      return static_cast<int>(std::lround(count));
    };
    year_.working_days = number("workdays");
    year_.days_off = number("holidays");
    year_.hours_40 = number("hours40");
  }

  const publisher_text& text_;
  const json& root_;
  std::string place_;
  published_year year_;
};

}  // namespace

std::vector<published_year> read_xmlcalendar_json(const publisher_text& text) {
  json_document document;
  if (const text_fault fault = read_json(text.text, document)) text.fail(fault.at, fault.what);
  std::vector<published_year> years;
  if (!document.IsArray()) {
    years.push_back(json_reader{text, document, ""}.read());
    return years;
  }
  for (const json& year : document.GetArray()) {
    text.require_room(years);
    const std::string place = "calendar " + std::to_string(years.size() + 1) + ": ";
    years.push_back(json_reader{text, year, place}.read());
  }
  return years;
}

}  // namespace srok
