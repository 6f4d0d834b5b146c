// Desks written down in a few lines, for the tests of what is counted and compared.
#pragma once

#include <deque>
#include <initializer_list>
#include <string>
#include <string_view>
#include <vector>

#include "srok/io/instant_text.hpp"
#include "srok/io/regulation_text.hpp"
#include "srok/sla/judge.hpp"

namespace srok::test {

// "2026-02-02T09:00" on the wall of Moscow.
inline instant at(std::string_view text) {
  return parse_instant(text, regulation::builtin("technotronics").schedule()).value();
}

// A regulation for Moscow, 07–16 on weekdays: `terms` go into [regulation], `dates` into
// [schedule.dates].
inline regulation regulation_with(std::string_view terms, std::string_view dates = {}) {
  const std::string text =
      "[regulation]\ntitle = \"A desk\"\n" + std::string{terms} +
      "\n[schedule]\nzone = \"Europe/Moscow\"\n[schedule.hours]\nmon = [\"07:00-16:00\"]\n"
      "tue = [\"07:00-16:00\"]\nwed = [\"07:00-16:00\"]\nthu = [\"07:00-16:00\"]\n"
      "fri = [\"07:00-16:00\"]\n[schedule.dates]\n" +
      std::string{dates};
  return parse_regulation(text);
}

struct happened {
  std::string_view when;
  event_kind kind;
  reply_kind reply = reply_kind::recommendation;
};

class desk {
 public:
  desk& add(std::string_view id, std::string_view user, priority urgency,
            std::initializer_list<happened> story) {
    std::vector<event>& events = stories_.emplace_back();
    for (const happened& h : story) {
      event e;
      e.at = at(h.when);
      e.kind = h.kind;
      e.reply = h.reply;
      e.urgency = urgency;
      events.push_back(e);
    }
    tickets_.push_back({id, user, channel::portal, urgency, events});
    return *this;
  }

  event& event_of(std::size_t ticket, std::size_t place) { return stories_[ticket][place]; }
  std::span<const ticket> tickets() const { return tickets_; }
  std::vector<judged_ticket> judged(const regulation_book& book, std::string_view now) const {
    return judge(book, tickets_, at(now));
  }

 private:
  std::deque<std::vector<event>> stories_;
  std::vector<ticket> tickets_;
};

inline constexpr priority low{0}, medium{1}, high{2}, emergency{3};

}  // namespace srok::test
