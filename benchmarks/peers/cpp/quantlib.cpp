// QuantLib as a peer: a BespokeCalendar with the desk's closed dates; dates alone.
#include <ql/time/calendars/bespokecalendar.hpp>
#include <ql/version.hpp>

#include <map>
#include <string>

#include "asking.hpp"

namespace srok::benchmarks {
namespace {

// QuantLib's serial number of 1970-01-01.
constexpr std::int64_t epoch = 25'569;

QuantLib::Date date_of(std::int64_t day) {
  return QuantLib::Date{static_cast<QuantLib::Date::serial_type>(day + epoch)};
}

QuantLib::BespokeCalendar made(const std::vector<QuantLib::Date>& closed) {
  QuantLib::BespokeCalendar result{"desk"};
  result.addWeekend(QuantLib::Saturday);
  result.addWeekend(QuantLib::Sunday);
  for (const QuantLib::Date& date : closed) result.addHoliday(date);
  return result;
}

std::vector<QuantLib::Date> closed_of(const asking& peer, const std::string& desk) {
  std::vector<QuantLib::Date> result;
  for (const std::string& text : peer.closed_dates(desk)) {
    result.emplace_back(std::stoi(text.substr(8, 2)),
                        static_cast<QuantLib::Month>(std::stoi(text.substr(5, 2))),
                        std::stoi(text.substr(0, 4)));
  }
  return result;
}

void answer(asking& peer) {
  std::map<std::string, QuantLib::BespokeCalendar> desks;
  for (const question_set& set : peer.sets()) {
    if (set.question() != "add_days" && set.question() != "days_between") continue;
    const auto known = desks.try_emplace(set.desk(), made(closed_of(peer, set.desk()))).first;
    const QuantLib::BespokeCalendar& calendar = known->second;
    std::vector<QuantLib::Date> dates;
    std::vector<QuantLib::Date> ends;
    std::vector<int> days;
    for (const question_row& row : set.rows) {
      dates.push_back(date_of(row[0]));
      ends.push_back(date_of(set.question() == "add_days" ? row[0] : row[1]));
      days.push_back(static_cast<int>(row[1]));
    }
    std::vector<std::int64_t> out;
    peer.measure(set, "none", out, [&](std::size_t count) {
      for (std::size_t row = 0; row < count; ++row) {
        out[row] =
            set.question() == "add_days"
                ? calendar.advance(dates[row], days[row], QuantLib::Days).serialNumber() - epoch
                : calendar.businessDaysBetween(dates[row], ends[row], true, false);
      }
    });
  }
  const std::vector<QuantLib::Date> closed = closed_of(peer, "common");
  peer.measure_making([&] { made(closed); });
}

}  // namespace
}  // namespace srok::benchmarks

int main(int count, char** arguments) {
  srok::benchmarks::asking peer{count, arguments};
  peer.version(QL_VERSION);
  srok::benchmarks::answer(peer);
}
