// A ticket from a line as nearly all are, in one walk over its bytes.
#include <bit>
#include <optional>

#include "io/bytes.hpp"
#include "io/ticket_line.hpp"
#include "sla/words.hpp"
#include "srok/io/instant_text.hpp"

namespace srok {
namespace {

// Reads JSON from the left. Whatever it does not know spoils it for good, and then it answers
// anything.
class walker {
 public:
  explicit walker(std::string_view text) : at_{text.data()}, end_{at_ + text.size()} {}

  bool plain() const noexcept { return plain_; }
  void spoil() noexcept { plain_ = false; }

  bool accept(char c) noexcept {
    skip_space();
    if (at_ == end_ || *at_ != c) return false;
    ++at_;
    return true;
  }
  void expect(char c) noexcept { plain_ = accept(c) && plain_; }

  bool ended() noexcept {
    skip_space();
    return at_ == end_;
  }

  // What an object or a list holds, `read` having begun at each member.
  template <class Read>
  void members(char open, char close, Read read) {
    expect(open);
    if (accept(close)) return;
    do {
      read();
    } while (plain_ && accept(','));
    expect(close);
  }

  std::string_view key() noexcept {
    const std::string_view name = text();
    expect(':');
    return name;
  }

  // A string without escapes, and not empty.
  std::string_view text() noexcept {
    expect('"');
    const char* const begin = at_;
    bool ascii = true;
    const std::size_t length = string_length(ascii);
    at_ = begin + length;
    const std::string_view found{begin, length};
    if (at_ == end_ || *at_ != '"' || length == 0) {
      plain_ = false;
      return found;
    }
    ++at_;
    if (!ascii && fault_of_text(found)) plain_ = false;
    return found;
  }

  bool null() noexcept {
    skip_space();
    if (end_ - at_ < 4 || std::string_view{at_, 4} != "null") return false;
    at_ += 4;
    return true;
  }

  // Of at most nine digits.
  std::int64_t count() noexcept {
    skip_space();
    std::int64_t value = 0;
    const char* const begin = at_;
    while (at_ != end_ && '0' <= *at_ && *at_ <= '9' && at_ - begin < 9) {
      value = value * 10 + (*at_++ - '0');
    }
    const bool leading_zero = at_ - begin > 1 && *begin == '0';
    const bool goes_on = at_ == end_ || (*at_ != ',' && *at_ != '}' && *at_ != ' ');
    if (at_ == begin || leading_zero || goes_on) plain_ = false;
    return value;
  }

 private:
  void skip_space() noexcept {
    while (at_ != end_ && (*at_ == ' ' || *at_ == '\t' || *at_ == '\r' || *at_ == '\n')) ++at_;
  }

  // To the quote that ends it, or to what is not plain.
  std::size_t string_length(bool& ascii) const noexcept {
    using namespace eight_bytes;
    const char* at = at_;
    for (; end_ - at >= 8; at += 8) {
      const std::uint64_t bytes = load(at);
      const std::uint64_t stops = equal(bytes, '"') | equal(bytes, '\\') | below(bytes, 0x20);
      if ((bytes & highs) != 0) ascii = false;  // at worst of what comes after the string
      if (stops != 0) {
        at += std::countr_zero(stops) / 8;
        return static_cast<std::size_t>(at - at_);
      }
    }
    for (; at != end_; ++at) {
      const auto byte = static_cast<unsigned char>(*at);
      if (byte == '"' || byte == '\\' || byte < 0x20) break;
      if (byte >= 0x80) ascii = false;
    }
    return static_cast<std::size_t>(at - at_);
  }

  const char* at_;
  const char* end_;
  bool plain_ = true;
};

// The members of an event, as they come; which there were is told by bits.
enum member : unsigned {
  at_member = 1,
  event_member = 2,
  kind_member = 4,
  priority_member = 8,
  by_member = 16,
  reason_member = 32,
  days_member = 64,
  date_member = 128,
  instant_member = 256,
};

struct event_members {
  unsigned there = 0;
  std::string_view at, event, kind, priority, by, reason, date, instant;
  std::int64_t days;

  bool has(member m) const noexcept { return (there & m) != 0; }
};

class plain_line_reader {
 public:
  plain_line_reader(std::string_view line, const regulation_book& book, line_ticket& into)
      : json_{line}, book_{book}, into_{into} {}

  bool read() {
    into_.told = {};
    into_.events.clear();
    json_.members('{', '}', [&] { read_member(); });
    ticket& t = into_.told;
    if (!json_.ended() || t.user.empty() || t.id.empty() || channel_.empty() ||
        into_.events.empty()) {
      json_.spoil();
    }
    if (!json_.plain()) return false;
    if (channel_ == "email") {
      t.via = channel::email;
    } else if (channel_ != "portal" || priority_.empty()) {
      return false;
    }
    if (!priority_.empty()) {
      t.requested = governing_->priority_named(priority_);
      if (!t.requested) return false;
    }
    t.events = into_.events;
    return true;
  }

 private:
  void read_member() {
    const std::string_view key = json_.key();
    if (key == "id") {
      take(into_.told.id);
    } else if (key == "user") {
      take(into_.told.user);
    } else if (key == "channel") {
      take(channel_);
    } else if (key == "priority") {
      if (priority_told_) json_.spoil();
      priority_told_ = true;
      if (!json_.null()) take(priority_);
    } else if (key == "events") {
      if (events_told_) json_.spoil();
      events_told_ = true;
      json_.members('[', ']', [&] { read_event(); });
    } else {
      json_.spoil();
    }
  }

  // A text that was not there before.
  void take(std::string_view& into) noexcept {
    if (!into.empty()) json_.spoil();
    into = json_.text();
  }

  void read_event() {
    event_members m;
    json_.members('{', '}', [&] { read_event_member(m); });
    if (!json_.plain() || !m.has(at_member) || !m.has(event_member)) return json_.spoil();
    event& e = into_.events.emplace_back();
    const auto at = parse_instant(m.at);
    const auto kind = kind_named<event_kind>(event_names, m.event);
    if (!at || !kind) return json_.spoil();
    e.at = *at;
    e.kind = *kind;
    if (governing_ == nullptr) governing_ = &edition_of(book_, e.at);
    if (!read_kind(m, e)) json_.spoil();
  }

  void read_event_member(event_members& m) noexcept {
    struct text_member {
      std::string_view key;
      member bit;
      std::string_view event_members::*text;
    };
    static constexpr text_member texts[] = {
        {"at", at_member, &event_members::at},
        {"event", event_member, &event_members::event},
        {"kind", kind_member, &event_members::kind},
        {"priority", priority_member, &event_members::priority},
        {"by", by_member, &event_members::by},
        {"reason", reason_member, &event_members::reason},
        {"date", date_member, &event_members::date},
        {"instant", instant_member, &event_members::instant},
    };
    const std::string_view key = json_.key();
    for (const text_member& known : texts) {
      if (known.key != key) continue;
      if (m.has(known.bit)) json_.spoil();
      m.there |= known.bit;
      m.*known.text = json_.text();
      return;
    }
    if (key != "days" || m.has(days_member)) json_.spoil();
    m.there |= days_member;
    m.days = json_.count();
  }

  // What the kind of an event has to say, and nothing else.
  bool read_kind(const event_members& m, event& e) const noexcept {
    const unsigned more = m.there & ~(at_member | event_member);
    switch (e.kind) {
      case event_kind::replied: {
        const auto reply = kind_named<reply_kind>(reply_names, m.kind);
        if (reply) e.reply = *reply;
        return reply && more == kind_member;
      }
      case event_kind::priority_changed: {
        const auto urgency = governing_->priority_named(m.priority);
        if (urgency) e.urgency = *urgency;
        e.by_user = m.by == "user";
        const bool by_whom = !m.has(by_member) || e.by_user || m.by == "specialist";
        return urgency && by_whom && (more & ~by_member) == priority_member;
      }
      case event_kind::deferred:
        return more == reason_member && read_reason(m.reason, e);
      case event_kind::target_set:
        return read_target(m, more, e);
      case event_kind::closed:
        return (more & ~reason_member) == 0;
      case event_kind::submitted:
      case event_kind::user_replied:
      case event_kind::resumed:
      case event_kind::resolved:
      case event_kind::reopened:
        break;
    }
    return more == 0;
  }

  bool read_reason(std::string_view reason, event& e) const noexcept {
    const auto known = governing_->reason_named(reason);
    if (known) e.reason = *known;
    return known.has_value();
  }

  static bool read_target(const event_members& m, unsigned more, event& e) noexcept {
    if (more == days_member) {
      e.target_value = m.days;
      return m.days <= most_target_days;
    }
    if (more == date_member) {
      const auto date = parse_date(m.date);
      e.target = target_kind::date;
      if (date) e.target_value = to_day_number(*date);
      return date.has_value();
    }
    if (more != instant_member) return false;
    const auto at = parse_instant(m.instant);
    e.target = target_kind::moment;
    if (at) e.target_value = to_unix(*at);
    return at.has_value();
  }

  walker json_;
  const regulation_book& book_;
  line_ticket& into_;
  const regulation* governing_ = nullptr;  // by the first event
  std::string_view channel_, priority_;
  bool priority_told_ = false;
  bool events_told_ = false;
};

}  // namespace

bool read_plain_line(std::string_view line, const regulation_book& book, line_ticket& into) {
  return plain_line_reader{line, book, into}.read();
}

}  // namespace srok
