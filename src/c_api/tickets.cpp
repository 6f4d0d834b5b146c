// The C API's tickets: as JSON lines and as columns, under one edition or a book of them.
#include <vector>

#include "c_api/boundary.hpp"
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
    return event_offset != nullptr && user != nullptr && channel != nullptr &&
           priority != nullptr && event_at != nullptr && event_kind != nullptr &&
           event_value != nullptr;
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
      return below(4);
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
      return kind == SROK_EVENT_TARGET_INSTANT || (value == static_cast<std::int32_t>(value) &&
                                                   (value >= 0 || kind == SROK_EVENT_TARGET_DATE));
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

class column_tickets {
 public:
  column_tickets(const ticket_columns& in, const srok::regulation_book& book)
      : faulty_(in.tickets) {
    const auto first = static_cast<std::size_t>(in.event_offset[0]);
    const auto end = static_cast<std::size_t>(in.event_offset[in.tickets]);
    events_.resize(end - first);
    tickets_.resize(in.tickets);
    for (std::size_t i = 0; i < in.tickets; ++i) read(in, book, i, first);
  }

  std::span<const srok::ticket> list() const noexcept { return tickets_; }
  bool faulty(std::size_t i) const noexcept { return faulty_[i]; }

 private:
  void read(const ticket_columns& in, const srok::regulation_book& book, std::size_t i,
            std::size_t first) {
    const auto begin = static_cast<std::size_t>(in.event_offset[i]);
    const auto end = static_cast<std::size_t>(in.event_offset[i + 1]);
    srok::ticket& t = tickets_[i];
    t.user = {reinterpret_cast<const char*>(in.user + i), sizeof *in.user};
    const srok::regulation* governing =
        begin == end ? nullptr : book.in_force(srok::from_unix(in.event_at[begin]));
    if (governing == nullptr) return;  // judge() tells why
    const auto priorities = static_cast<std::int32_t>(governing->priorities().size());
    faulty_[i] = in.channel[i] < 0 || in.channel[i] > 1 || in.priority[i] < -1 ||
                 in.priority[i] >= priorities;
    t.via = in.channel[i] == SROK_EMAIL ? srok::channel::email : srok::channel::portal;
    if (in.priority[i] >= 0) t.requested = srok::priority{in.priority[i]};
    for (std::size_t j = begin; j < end; ++j) {
      event& e = events_[j - first];
      e.at = srok::from_unix(in.event_at[j]);
      if (!read_event(in.event_kind[j], in.event_value[j], *governing, e)) faulty_[i] = true;
    }
    if (!faulty_[i]) t.events = {events_.data() + (begin - first), end - begin};
  }

  std::vector<event> events_;
  std::vector<srok::ticket> tickets_;
  std::vector<bool> faulty_;
};

// ---- columns out ----

template <class Out>
void put(Out* column, std::size_t row, Out value) noexcept {
  if (column != nullptr) column[row] = value;
}

}  // namespace

extern "C" {

srok_status srok_tickets_json(const srok_regulation* regulation, int64_t now, const char* jsonl,
                              size_t length, char* buffer, size_t capacity, size_t* out_length) {
  if (out_length != nullptr) *out_length = 0;
  if (regulation == nullptr || out_length == nullptr || !can_hold(jsonl, length) ||
      !can_hold(buffer, capacity)) {
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
  bool given = editions != nullptr && count != 0;
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
  if (out_length != nullptr) *out_length = 0;
  if (book == nullptr || out_length == nullptr || !can_hold(jsonl, length) ||
      !can_hold(buffer, capacity)) {
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
  return guarded(nullptr, 0, [&] {
    const column_tickets read{in, *book};
    const auto judged = judge(*book, read.list(), srok::from_unix(now));
    const auto seconds = [](const std::optional<srok::business_duration>& amount) {
      return amount ? amount->seconds() : SROK_NONE;
    };
    bool failed = false;
    for (std::size_t i = 0; i < tickets; ++i) {
      srok::status why = judged[i].fault ? judged[i].fault->why : srok::status::ok;
      if (read.faulty(i)) why = srok::status::bad_argument;
      failed = failed || why != srok::status::ok;
      const srok::ticket_state s = why == srok::status::ok ? judged[i].state : srok::ticket_state{};
      put(out_state, i, s.submitted ? static_cast<int32_t>(s.state) : INT32_MIN);
      put(out_due, i, to_unix(s.due));
      put(out_met_at, i, to_unix(s.met_at));
      put(out_breached_at, i, to_unix(s.breached_at));
      put(out_elapsed, i, seconds(s.elapsed));
      put(out_remaining, i, seconds(s.remaining));
      put(out_may_change_priority_at, i, to_unix(s.may_change_priority_at));
      put(out_auto_close_at, i, to_unix(s.auto_close_at));
      put(out_auto_closed_at, i, to_unix(s.auto_closed_at));
      put(out_next_change_at, i, to_unix(s.next_change_at));
      put(out_status, i, code(why));
    }
    return failed ? srok::status::some_rows_failed : srok::status::ok;
  });
}

}  // extern "C"
