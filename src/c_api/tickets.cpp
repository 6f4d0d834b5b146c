// The C API's tickets: as JSON lines and as columns, under one edition or a book of them.
#include <algorithm>
#include <vector>

#include "c_api/boundary.hpp"
#include "sla/crowds.hpp"
#include "sla/numbering.hpp"
#include "sla/rehearsal.hpp"
#include "sla/user_desk.hpp"
#include "srok/io/ticket_text.hpp"

using namespace srok::c;
using srok::to_unix;

struct srok_book : srok::regulation_book {
  using srok::regulation_book::regulation_book;
};

namespace {

using srok::event;
using srok::event_kind;

srok::status answer_json(const srok::regulation_book& book, int64_t now, std::string_view jsonl,
                         char* buffer, size_t capacity, size_t* out_length) {
  const auto answers = srok::answer_tickets(book, jsonl, srok::from_unix(now));
  const srok::status put = put_text(answers.jsonl, buffer, capacity, out_length);
  if (put != srok::status::ok || !answers.some_failed) return put;
  return srok::status::some_rows_failed;
}

// ---- columns in ----

struct ticket_columns {
  std::size_t tickets;
  const int64_t* event_offset;
  const int64_t* user;
  const int32_t* channel;
  const int32_t* priority;
  const int64_t* event_at;
  const int32_t* event_kind;
  const int64_t* event_value;

  bool complete() const noexcept {
    return tickets < PTRDIFF_MAX && can_be_read(event_offset, tickets + 1) && user != nullptr &&
           channel != nullptr && priority != nullptr && event_at != nullptr &&
           event_kind != nullptr && event_value != nullptr;
  }
  bool offsets_ascend() const noexcept {
    if (event_offset[0] < 0) return false;
    for (std::size_t i = 0; i < tickets; ++i) {
      if (event_offset[i + 1] < event_offset[i]) return false;
    }
    return true;
  }
};

// What the numbers of an event say; false: one of them says nothing.
bool read_event(int32_t kind, int64_t value, const srok::regulation& governing, event& e) noexcept {
  const auto below = [&](std::size_t count) {
    return value >= 0 && static_cast<std::uint64_t>(value) < count;
  };
  e.kind = static_cast<event_kind>(kind);  // the numbers up to SROK_EVENT_REOPENED are the same
  switch (kind) {
    case SROK_EVENT_REPLIED:
      e.reply = static_cast<srok::reply_kind>(value);
      return below(srok::reply_kinds);
    case SROK_EVENT_PRIORITY_CHANGED:
    case SROK_EVENT_PRIORITY_CHANGED_BY_USER:
      e.kind = event_kind::priority_changed;
      e.by_user = kind == SROK_EVENT_PRIORITY_CHANGED_BY_USER;
      e.urgency = srok::priority{static_cast<std::int32_t>(value)};
      return below(governing.priorities().size());
    case SROK_EVENT_DEFERRED:
      e.reason = static_cast<std::uint16_t>(value);
      return below(governing.deferrals().size());
    case SROK_EVENT_TARGET_DAYS:
    case SROK_EVENT_TARGET_DATE:
    case SROK_EVENT_TARGET_INSTANT:
      e.kind = event_kind::target_set;
      e.target = static_cast<srok::target_kind>(kind - SROK_EVENT_TARGET_DAYS);
      e.target_value = value;
      if (kind == SROK_EVENT_TARGET_INSTANT) return value != SROK_NONE;
      return value == static_cast<std::int32_t>(value) &&
             (value >= 0 || kind == SROK_EVENT_TARGET_DATE);
    case SROK_EVENT_SUBMITTED:
    case SROK_EVENT_USER_REPLIED:
    case SROK_EVENT_RESUMED:
    case SROK_EVENT_RESOLVED:
    case SROK_EVENT_CLOSED:
    case SROK_EVENT_REOPENED:
      return true;
    default:
      return false;
  }
}

class column_reader {
 public:
  column_reader(const ticket_columns& in, const srok::regulation_book& book)
      : in_{in}, book_{book} {}

  std::size_t events_of(std::size_t i) const noexcept {
    return static_cast<std::size_t>(in_.event_offset[i + 1] - in_.event_offset[i]);
  }

  // What is wrong with its numbers. requires: room for events_of(i) at `events`, which must outlive
  // the ticket.
  srok::status read(std::size_t i, event* events, srok::ticket& t) const {
    t.events = {};
    const auto begin = static_cast<std::size_t>(in_.event_offset[i]);
    const std::size_t count = events_of(i);
    if (count == 0) return srok::status::ok;  // judging it tells why, here and below
    const srok::regulation* governing = book_.in_force(srok::from_unix(in_.event_at[begin]));
    if (governing == nullptr) return srok::status::ok;
    const auto priorities = static_cast<std::int32_t>(governing->priorities().size());
    bool says = in_.priority[i] >= -1 && in_.priority[i] < priorities;
    t.via = in_.channel[i] == SROK_EMAIL ? srok::channel::email : srok::channel::portal;
    t.requested.reset();
    if (in_.priority[i] >= 0) t.requested = srok::priority{in_.priority[i]};
    for (std::size_t j = 0; j < count; ++j) {
      event& e = events[j];
      e.at = srok::from_unix(in_.event_at[begin + j]);
      says =
          read_event(in_.event_kind[begin + j], in_.event_value[begin + j], *governing, e) && says;
    }
    t.events = {events, count};
    if (in_.channel[i] != SROK_PORTAL && in_.channel[i] != SROK_EMAIL) {
      return srok::status::unsupported_channel;
    }
    // Clause 3.3: on the portal the user chooses it.
    if (t.via == srok::channel::portal && !t.requested) says = false;
    return says ? srok::status::ok : srok::status::bad_argument;
  }

 private:
  const ticket_columns& in_;
  const srok::regulation_book& book_;
};

// ---- columns out ----

struct answer_columns {
  int32_t* state;
  int64_t* due;
  int64_t* met_at;
  int64_t* breached_at;
  int64_t* elapsed;
  int64_t* remaining;
  int64_t* may_change_priority_at;
  int64_t* auto_close_at;
  int64_t* auto_closed_at;
  int64_t* next_change_at;
  srok_status* why;

  void put(std::size_t row, srok::status status, const srok::ticket_state& told) const {
    static const srok::ticket_state nothing;
    const srok::ticket_state& s = status == srok::status::ok ? told : nothing;
    const auto seconds = [](const std::optional<srok::business_duration>& amount) {
      return amount ? amount->seconds() : SROK_NONE;
    };
    put(state, row, s.submitted ? static_cast<int32_t>(s.state) : INT32_MIN);
    put(due, row, to_unix(s.due));
    put(met_at, row, to_unix(s.met_at));
    put(breached_at, row, to_unix(s.breached_at));
    put(elapsed, row, seconds(s.elapsed));
    put(remaining, row, seconds(s.remaining));
    put(may_change_priority_at, row, to_unix(s.may_change_priority_at));
    put(auto_close_at, row, to_unix(s.auto_close_at));
    put(auto_closed_at, row, to_unix(s.auto_closed_at));
    put(next_change_at, row, to_unix(s.next_change_at));
    put(why, row, code(status));
  }

  // No row is answered, nor half of them.
  void refuse(std::size_t rows, srok_status status) const {
    for (std::size_t row = 0; row < rows; ++row) put(row, static_cast<srok::status>(status), {});
  }

 private:
  template <class Out>
  static void put(Out* column, std::size_t row, Out value) noexcept {
    if (column != nullptr) column[row] = value;
  }
};

// ---- judging ----

class column_desk {
 public:
  column_desk(const ticket_columns& in, const srok::regulation_book& book, srok::instant now,
              const answer_columns& out)
      : in_{in}, book_{book}, reader_{in, book}, out_{out}, now_{now}, crowds_{book} {}

  srok::status judge() {
    judge_alone();
    srok::numbering<int64_t> users;
    const auto numbers = users.numbers(std::span{in_.user, in_.tickets});
    crowds_.find(numbers, users.size());
    srok::user_desk desk{now_};
    for (std::size_t crowd = 0; crowd < crowds_.count(); ++crowd) {
      judge_together(desk, crowds_[crowd]);
    }
    const auto sound = std::count(why_.begin(), why_.end(), srok::status::ok);
    return static_cast<std::size_t>(sound) == in_.tickets ? srok::status::ok
                                                          : srok::status::some_rows_failed;
  }

 private:
  static srok::status why(const srok::judged_ticket& judged) noexcept {
    return judged.fault ? judged.fault->why : srok::status::ok;
  }

  void judge_alone() {
    srok::rehearsal alone{book_, now_};
    srok::judged_ticket answer;
    srok::ticket t;
    crowds_.reserve(in_.tickets);
    why_.resize(in_.tickets);
    for (std::size_t i = 0; i < in_.tickets; ++i) {
      if (events_.size() < reader_.events_of(i)) events_.resize(reader_.events_of(i));
      srok::slot_use slot;
      why_[i] = reader_.read(i, events_.data(), t);
      if (why_[i] == srok::status::ok) {
        slot = alone.judge(t, answer).slot;
        why_[i] = why(answer);
      }
      crowds_.add(slot);
      out_.put(i, why_[i], answer.state);
    }
  }

  void judge_together(srok::user_desk& desk, std::span<const std::size_t> places) {
    std::size_t events = 0;
    for (const std::size_t i : places) events += reader_.events_of(i);
    if (events_.size() < events) events_.resize(events);
    tickets_.resize(places.size());
    answers_.resize(places.size());
    subjects_.clear();
    event* next = events_.data();
    for (std::size_t k = 0; k < places.size(); ++k) {
      const std::size_t i = places[k];
      reader_.read(i, next, tickets_[k]);
      next += reader_.events_of(i);
      answers_[k].fault.reset();
      if (why_[i] != srok::status::ok) answers_[k].fault = {why_[i], {}};
      const srok::instant submitted = tickets_[k].events.front().at;
      subjects_.push_back({i, &tickets_[k], book_.in_force(submitted), &answers_[k]});
    }
    desk.judge(subjects_);
    for (std::size_t k = 0; k < places.size(); ++k) {
      why_[places[k]] = why(answers_[k]);
      out_.put(places[k], why_[places[k]], answers_[k].state);
    }
  }

  const ticket_columns& in_;
  const srok::regulation_book& book_;
  column_reader reader_;
  const answer_columns& out_;
  srok::instant now_;
  srok::crowds crowds_;
  std::vector<srok::status> why_;  // by ticket
  std::vector<event> events_;      // of the ticket or the crowd at hand, as are the next
  std::vector<srok::ticket> tickets_;
  std::vector<srok::judged_ticket> answers_;
  std::vector<srok::subject> subjects_;
};

}  // namespace

extern "C" {

srok_status srok_tickets_json(const srok_regulation* regulation, int64_t now, const char* jsonl,
                              size_t length, char* buffer, size_t capacity, size_t* out_length) {
  if (!begin_text(buffer, capacity, out_length) || regulation == nullptr ||
      !can_be_read(jsonl, length)) {
    return SROK_BAD_ARGUMENT;
  }
  return guarded(nullptr, 0, [&] {
    const srok::regulation_book book{*regulation};
    return answer_json(book, now, {jsonl, length}, buffer, capacity, out_length);
  });
}

// ---- the regulation book ----

srok_status srok_book_bind(const srok_regulation* const* editions, size_t count,
                           srok_book** out_book, char* error, size_t error_capacity) {
  bool given = count != 0 && can_be_read(editions, count);
  for (size_t i = 0; given && i < count; ++i) given = editions[i] != nullptr;
  return build_into(out_book, given, error, error_capacity, [&] {
    std::vector<srok::regulation> bound;
    for (size_t i = 0; i < count; ++i) bound.push_back(*editions[i]);
    return new srok_book{std::move(bound)};
  });
}

void srok_book_free(srok_book* book) {
  delete book;
}

srok_status srok_book_tickets_json(const srok_book* book, int64_t now, const char* jsonl,
                                   size_t length, char* buffer, size_t capacity,
                                   size_t* out_length) {
  if (!begin_text(buffer, capacity, out_length) || book == nullptr || !can_be_read(jsonl, length)) {
    return SROK_BAD_ARGUMENT;
  }
  return guarded(nullptr, 0, [&] {
    return answer_json(*book, now, {jsonl, length}, buffer, capacity, out_length);
  });
}

srok_status srok_tickets_batch(const srok_book* book, int64_t now, size_t tickets,
                               const int64_t* event_offset, const int64_t* user,
                               const int32_t* channel, const int32_t* priority,
                               const int64_t* event_at, const int32_t* event_kind,
                               const int64_t* event_value, int32_t* out_state, int64_t* out_due,
                               int64_t* out_met_at, int64_t* out_breached_at, int64_t* out_elapsed,
                               int64_t* out_remaining, int64_t* out_may_change_priority_at,
                               int64_t* out_auto_close_at, int64_t* out_auto_closed_at,
                               int64_t* out_next_change_at, srok_status* out_status) {
  if (book == nullptr) return SROK_BAD_ARGUMENT;
  if (tickets == 0) return SROK_OK;
  const ticket_columns in{tickets,  event_offset, user,       channel,
                          priority, event_at,     event_kind, event_value};
  if (!in.complete() || !in.offsets_ascend()) return SROK_BAD_ARGUMENT;
  const answer_columns out{out_state,
                           out_due,
                           out_met_at,
                           out_breached_at,
                           out_elapsed,
                           out_remaining,
                           out_may_change_priority_at,
                           out_auto_close_at,
                           out_auto_closed_at,
                           out_next_change_at,
                           out_status};
  const srok_status judged = guarded(nullptr, 0, [&] {
    return column_desk{in, *book, srok::from_unix(now), out}.judge();
  });
  if (judged != SROK_OK && judged != SROK_SOME_ROWS_FAILED) out.refuse(tickets, judged);
  return judged;
}

}  // extern "C"
