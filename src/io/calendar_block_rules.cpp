// Judging one year of a calendar text and laying its days down. Each rule fails with place and
// year.
#include <algorithm>
#include <array>
#include <map>
#include <set>
#include <utility>

#include "io/calendar_block.hpp"
#include "srok/time/civil.hpp"

namespace srok {
namespace {

class year_rules {
 public:
  year_rules(const year_block& block, std::string_view source_name, calendar_builder& builder)
      : block_{block}, source_name_{source_name}, builder_{builder} {}

  void apply() {
    check_sources();
    calendar_year year;
    year.year = block_.year;
    year.official = block_.status != year_status::projected;
    year.source = block_.source;
    year.note = block_.note;
    builder_.add_year(year);
    lay_holidays();
    lay_worked_weekends();
    lay_moves();
    lay_days_off();
    check_every_day_off_is_settled();
    lay_short_days();
    check_every_eve_is_short();
    lay_decree_days();
    check_totals();
  }

 private:
  std::int32_t first_day() const { return to_day_number(first_of_year(block_.year)); }
  std::int32_t end_day() const { return to_day_number(first_of_year(block_.year + 1)); }

  [[noreturn]] void fail(place at, const std::string& sentence) const {
    throw error(status::bad_text, source_name_, at,
                "year " + std::to_string(block_.year) + ": " + sentence);
  }

  // A date has one role in a year; saying it twice is a slip.
  void take(const placed_day& date, const char* role) {
    const auto [at, is_new] = roles_.try_emplace(date.day, role);
    if (!is_new) {
      fail(date.at,
           with_weekday(date.day) + " is named as " + role + " and before as " + at->second);
    }
  }

  void check_sources() const {
    if (block_.source.empty() && block_.note.empty()) {
      fail(block_.at, "no source: name its \"acts\", or say in \"note\" why there are none");
    }
    if (block_.status != year_status::imported && !block_.days_off.empty()) {
      fail(block_.days_off.front().at,
           "\"days_off\" of unknown origin are for imported years; say in \"moved\" where each "
           "comes from");
    }
  }

  std::string_view source_of_days() const {
    return block_.source.empty() ? block_.note : block_.source;
  }

  void lay_holidays() {
    for (const named_day& holiday : block_.holidays) {
      take(holiday.date, "a holiday");
      calendar_fact& fact = builder_.mark(holiday.date.day, day_kind::holiday, block_.law);
      fact.name = holiday.holiday->en;
      fact.name_ru = holiday.holiday->ru;
    }
  }

  void lay_worked_weekends() {
    for (const placed_day& date : block_.worked_weekends) {
      take(date, "a worked weekend");
      if (!is_weekend(date.day)) {
        fail(date.at, with_weekday(date.day) + " is a worked weekend, but it is not on a weekend");
      }
      builder_.mark(date.day, day_type{day_kind::working, true}, source_of_days());
    }
  }

  void check_move(const moved_day& move) {
    if (!is_weekend(move.from.day)) {
      fail(move.from.at, "a day off moves from " + with_weekday(move.from.day) +
                             ", which is not on a weekend and has none to give");
    }
    const calendar_fact* from = builder_.fact(move.from.day);
    if (from == nullptr) {
      fail(move.from.at, "a day off moves from " + with_weekday(move.from.day) +
                             ", which is neither a holiday nor in \"worked_weekends\"");
    }
    if (from->moved_to != no_day) {
      fail(move.from.at, "the day off of " + with_weekday(move.from.day) + " moves twice");
    }
    if (is_weekend(move.to.day)) {
      fail(move.to.at, "a day off moves to " + with_weekday(move.to.day) + ", which is a weekend");
    }
    take(move.to, "a moved day off");
  }

  void lay_moves() {
    std::vector<moved_day> by_law;
    for (const moved_day& move : block_.moved) {
      if (move.by_law) {
        by_law.push_back(move);
        continue;
      }
      check_move(move);
      if (builder_.type(move.from.day).worked_weekend()) {
        builder_.mark(move.from.day, builder_.type(move.from.day), move.source);
      }
      builder_.move_day_off(move.from.day, move.to.day, move.source);
    }
    std::stable_sort(by_law.begin(), by_law.end(), [](const moved_day& a, const moved_day& b) {
      return a.from.day < b.from.day;
    });
    for (const moved_day& move : by_law) {
      check_move(move);
      const std::int32_t target = builder_.next_working_day(move.from.day);
      if (target == no_day) {
        fail(move.from.at, "no working day comes after " + with_weekday(move.from.day) +
                               " in its year; by law its day off stays, so name it in \"lost\"");
      }
      if (builder_.type(move.from.day).kind() != day_kind::holiday || target != move.to.day) {
        fail(move.to.at, "by law the day off of a holiday moves to the next working day, from " +
                             with_weekday(move.from.day) + " to " + with_weekday(target) +
                             ", not to " + with_weekday(move.to.day) +
                             "; what an act moved belongs in \"moved\"");
      }
      builder_.move_day_off(move.from.day, move.to.day, move.source);
    }
  }

  void lay_days_off() {
    for (const placed_day& date : block_.days_off) {
      take(date, "a day off");
      if (is_weekend(date.day)) fail(date.at, with_weekday(date.day) + " is a weekend anyway");
      builder_.mark(date.day, day_kind::day_off, source_of_days());
    }
  }

  bool has_move(std::int32_t day) const { return builder_.moved_to(day) != no_day; }

  void check_every_day_off_is_settled() const {
    std::set<std::int32_t> lost_days;
    for (const placed_day& date : block_.lost) {
      if (!lost_days.insert(date.day).second) {
        fail(date.at, with_weekday(date.day) + " is named as lost twice");
      }
      if (builder_.type(date.day).kind() != day_kind::holiday || !is_weekend(date.day) ||
          has_move(date.day)) {
        fail(date.at, with_weekday(date.day) +
                          " lost no day off: it is not a holiday on a weekend, or it was moved");
      }
    }
    if (block_.status == year_status::imported) return;
    for (const placed_day& date : block_.worked_weekends) {
      if (!has_move(date.day)) {
        fail(date.at, "the weekend " + with_weekday(date.day) +
                          " is worked and nothing in \"moved\" says where its day off went");
      }
    }
    for (const named_day& holiday : block_.holidays) {
      const std::int32_t day = holiday.date.day;
      const bool lost = lost_days.contains(day);
      if (is_weekend(day) && !has_move(day) && !lost && block_.status == year_status::official) {
        fail(holiday.date.at, "the holiday " + with_weekday(day) +
                                  " is on a weekend and its day off is neither in \"moved\", "
                                  "\"moved_by_law\" nor \"lost\"");
      }
    }
  }

  // Mon 2014-02-24: by law the day off of Sun 02-23 would have been there; an act moved it to an
  // eve, and the day that is worked instead takes the length of that eve.
  bool stands_in_for_eve(std::int32_t day) const {
    return std::any_of(block_.moved.begin(), block_.moved.end(), [&](const moved_day& move) {
      return builder_.is_holiday(move.from.day) && builder_.is_holiday(move.to.day + 1) &&
             builder_.next_working_day(move.from.day) == day;
    });
  }

  void lay_short_days() {
    for (const short_date& entry : block_.shortened) {
      const std::int32_t day = entry.date.day;
      const day_type type = builder_.type(day);
      if (!type.works()) {
        fail(entry.date.at, with_weekday(day) + " is short, but it is not a working day");
      }
      if (type.kind() == day_kind::short_day) {
        fail(entry.date.at, with_weekday(day) + " is named as short twice");
      }
      const bool justified = entry.because.empty() ? builder_.is_eve(day) : stands_in_for_eve(day);
      if (!justified && block_.status != year_status::imported) {
        fail(entry.date.at, with_weekday(day) +
                                " is short, but it is neither the eve of a holiday nor worked in "
                                "place of one");
      }
      const std::string_view source = !entry.because.empty() ? entry.because
                                      : has_move(day)        ? builder_.fact(day)->source
                                                             : block_.law;
      builder_.mark(day, day_type{day_kind::short_day, type.worked_weekend()}, source);
    }
  }

  void check_every_eve_is_short() const {
    if (block_.status == year_status::imported) return;
    for (std::int32_t day = first_day(); day < end_day(); ++day) {
      if (builder_.type(day).kind() == day_kind::working && builder_.is_eve(day)) {
        fail(block_.at, with_weekday(day) +
                            " is worked and the eve of a holiday, or stands in for one; "
                            "it belongs in \"short\"");
      }
    }
  }

  void lay_decree_days() {
    for (const decree_day& entry : block_.decree_off) {
      const day_type type = builder_.type(entry.date.day);
      if (type.kind() == day_kind::decree_off) {
        fail(entry.date.at, with_weekday(entry.date.day) + " is made non-working twice");
      }
      if (!type.works()) continue;  // a decree names a span; weekends and holidays in it stay such
      builder_.mark(
          entry.date.day,
          day_type{day_kind::decree_off, type.worked_weekend(), type.kind() == day_kind::short_day},
          entry.act);
    }
  }

  void check_totals() {
    builder_.count_last_year();
    check_months();
    const calendar_year& year = builder_.last_year();
    compare(block_.totals[0], year.working_days, year.days_off, year.hours_40, "");
    if (block_.totals.size() < 2) return;
    int days = 0, hours = 0;
    for (std::int32_t day = first_day(); day < end_day(); ++day) {
      const day_type type = builder_.type(day);
      if (type.kind() != day_kind::decree_off) continue;
      ++days;
      hours += type.base_short() ? 7 : 8;
    }
    compare(block_.totals[1], year.working_days - days, year.days_off + days, year.hours_40 - hours,
            " with the decree's days off");
  }

  // The yearly totals do not see a day off that was moved to a wrong month.
  void check_months() const {
    std::array<int, 12> given{};
    for (std::int32_t day = first_day(); day < end_day(); ++day) {
      const auto month = static_cast<unsigned>(fields(from_day_number(day)).month());
      if (builder_.type(day).works()) ++given[month - 1];
    }
    for (std::size_t i = 0; i < given.size(); ++i) {
      const auto& [stated, at] = block_.months[i];
      if (given[i] != stated) {
        fail(at, "the days give " + std::to_string(given[i]) + " working days in month " +
                     std::to_string(i + 1) + ", \"months\" says " + std::to_string(stated) +
                     "; compare the block with the published calendar");
      }
    }
  }

  void compare(const year_totals& said, int working_days, int days_off, int hours_40,
               const char* which) const {
    const auto check = [&](int given, int stated, const char* what) {
      if (given == stated) return;
      fail(said.at, "the days" + std::string{which} + " give " + std::to_string(given) + " " +
                        what + ", the totals say " + std::to_string(stated) +
                        "; compare the block with the published calendar");
    };
    check(working_days, said.working_days, "working days");
    check(days_off, said.days_off, "days off");
    check(hours_40, said.hours_40, "hours of a 40-hour week");
  }

  const year_block& block_;
  std::string_view source_name_;
  calendar_builder& builder_;
  std::map<std::int32_t, const char*> roles_;
};

}  // namespace

void add_year_block(const year_block& block, std::string_view source_name,
                    calendar_builder& builder) {
  year_rules{block, source_name, builder}.apply();
}

}  // namespace srok
