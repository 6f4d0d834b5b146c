// The functions that answer rows: why a deadline is when it is, and how tickets stand.
#include <algorithm>
#include <memory>
#include <string>
#include <vector>

#include "backend.hpp"
#include "srok/engine/explanation.hpp"
#include "srok/io/explanation_text.hpp"
#include "srok/io/ticket_text.hpp"

extern "C" {
#include "catalog/pg_type_d.h"
#include "lib/stringinfo.h"
#include "miscadmin.h"
#include "utils/array.h"
#include "utils/builtins.h"
#include "utils/jsonb.h"
}

namespace srok::postgresql {
namespace {

// ---- rows as the server wants them ----

class row_writer {
 public:
  static constexpr int widest = 21;

  explicit row_writer(FunctionCallInfo call) : into_{nullptr} {
    InitMaterializedSRF(call, 0);
    into_ = reinterpret_cast<ReturnSetInfo*>(call->resultinfo);
  }

  void value(Datum next) {
    values_[place_] = next;
    nulls_[place_++] = false;
  }
  void null() { nulls_[place_++] = true; }
  void string(std::string_view utf8_text) {
    utf8_text.empty() ? null() : value(PointerGetDatum(server_text(utf8_text)));
  }
  void put() {
    tuplestore_putvalues(into_->setResult, into_->setDesc, values_, nulls_);
    place_ = 0;
    CHECK_FOR_INTERRUPTS();
  }

 private:
  ReturnSetInfo* into_;
  Datum values_[widest];
  bool nulls_[widest];
  int place_ = 0;
};
static_assert(std::is_trivially_destructible_v<row_writer>);

// ---- why ----

struct stretch {
  std::int64_t begins = 0;  // microseconds
  std::int64_t ends = 0;
  bool counted = false;
  std::string_view reason;
  civil_date date;
  std::string name;
  std::string source;
};

// The stretches between two instants. An explanation tells whole seconds; its first and its last
// stretch are cut where the instants lie within one.
bool explained(const schedule& hours, std::int64_t begins, std::int64_t ends,
               std::vector<stretch>& out, failure& why) noexcept {
  try {
    if (ends < begins) return fail(why, status::bad_argument, "the end lies before the begin");
    const auto worked = sql::elapsed(hours, unit::microseconds, begins, ends);
    if (!worked) return fail(why, worked.why, sql::sentence_of(worked.why, hours));
    if (begins == ends) return true;
    const explanation told = explain(hours, from_unix(floor_divide(begins, second)),
                                     from_unix(-floor_divide(-ends, second)));
    for (const explained_part& part : told.parts) {
      out.push_back({std::max(begins, to_unix(part.span.begin()) * second),
                     std::min(ends, to_unix(part.span.end()) * second), part.counted,
                     reason_name(part.why), part.date, name_of(part, language::english),
                     std::string{part.source}});
    }
    return true;
  } catch (...) {
    return caught(why);
  }
}

Datum write_stretches(FunctionCallInfo call, const schedule& hours, std::int64_t begins,
                      std::int64_t ends) {
  auto& stretches = kept_in<std::vector<stretch>>(CurrentMemoryContext);
  failure why;
  if (!explained(hours, begins, ends, stretches, why)) report(why);
  row_writer rows{call};
  for (const stretch& s : stretches) {
    rows.value(instant_datum(s.begins));
    rows.value(instant_datum(s.ends));
    rows.value(amount_datum(s.counted ? s.ends - s.begins : 0));
    rows.string(s.reason);
    rows.value(date_datum(s.date));
    rows.string(s.name);
    rows.string(s.source);
    rows.put();
  }
  return Datum{0};
}

// ---- tickets ----

// What is told of one ticket: all but the texts in plain values.
struct desk {
  std::vector<regulation> editions;
  std::string jsonl;
  std::vector<ticket> tickets;
  std::vector<judged_ticket> judged;
  std::vector<const regulation*> governing;  // nullptr: of a bad line
  std::unique_ptr<regulation_book> book;
  std::unique_ptr<ticket_lines> lines;
};

bool add_edition(desk& into, std::string_view text, failure& why) noexcept {
  try {
    const regulation* const found = regulation_of(text, why);
    if (found == nullptr) return false;
    into.editions.push_back(*found);
    return true;
  } catch (...) {
    return caught(why);
  }
}

bool add_line(desk& into, std::string_view json, failure& why) noexcept {
  try {
    into.jsonl.append(json).append("\n");
    return true;
  } catch (...) {
    return caught(why);
  }
}

struct cancelled {};

// Looks at the server's flags alone: what they ask for leaves by longjmp, and is done when no C++
// is on the stack any more.
void stop_when_cancelled(void*) {
  if (QueryCancelPending || ProcDiePending) throw cancelled{};
}

bool judge_all(desk& on, std::int64_t now, failure& why) noexcept {
  try {
    on.book = std::make_unique<regulation_book>(std::move(on.editions));
    on.lines = std::make_unique<ticket_lines>(*on.book, on.jsonl);
    on.judged = on.lines->judge(from_unix(floor_divide(now, second)), {stop_when_cancelled});
    for (const ticket& t : on.lines->tickets()) {
      on.governing.push_back(t.events.empty() ? nullptr : on.book->in_force(t.events.front().at));
    }
    return true;
  } catch (const cancelled&) {
    return fail(why, status::internal, "the query is cancelled");
  } catch (...) {
    return caught(why);
  }
}

// ---- jsonb in ----

void add_tickets(desk& into, Jsonb* given) {
  failure why;
  StringInfoData line;
  initStringInfo(&line);
  const bool list = JB_ROOT_IS_ARRAY(given) && !JB_ROOT_IS_SCALAR(given);
  const std::uint32_t count = list ? JB_ROOT_COUNT(given) : 1;
  for (std::uint32_t i = 0; i < count; ++i) {
    CHECK_FOR_INTERRUPTS();
    Jsonb* one = given;
    if (list) one = JsonbValueToJsonb(getIthJsonbValueFromContainer(&given->root, i));
    resetStringInfo(&line);
    JsonbToCString(&line, &one->root, VARSIZE(one));
    const char* const converted = pg_server_to_any(line.data, line.len, PG_UTF8);
    if (!add_line(into, converted, why)) report(why);
  }
}

void add_editions(desk& into, ArrayType* given) {
  failure why;
  Datum* elements = nullptr;
  bool* nulls = nullptr;
  int count = 0;
  deconstruct_array(given, ARR_ELEMTYPE(given), -1, false, TYPALIGN_INT, &elements, &nulls, &count);
  for (int i = 0; i < count; ++i) {
    if (nulls[i]) {
      describe(why, status::bad_argument, "an edition of the regulation is NULL");
      report(why);
    }
    if (!add_edition(into, utf8(PG_DETOAST_DATUM_PACKED(elements[i])), why)) report(why);
  }
  if (count == 0) {
    describe(why, status::bad_argument, "no edition of the regulation is given");
    report(why);
  }
}

// ---- rows out ----

Datum text_list(const std::vector<std::string_view>& texts) {
  auto* const elements = static_cast<Datum*>(palloc(sizeof(Datum) * (texts.size() + 1)));
  for (std::size_t i = 0; i < texts.size(); ++i) {
    elements[i] = PointerGetDatum(server_text(texts[i]));
  }
  return PointerGetDatum(
      construct_array(elements, static_cast<int>(texts.size()), TEXTOID, -1, false, TYPALIGN_INT));
}

void write_fault(row_writer& rows, const ticket& t, const ticket_fault& fault) {
  rows.string(t.id);
  for (int i = 0; i < 18; ++i) rows.null();
  rows.string(status_name(fault.why));
  rows.string(fault.sentence);
  rows.put();
}

void write_ticket(row_writer& rows, const ticket& t, const ticket_state& s,
                  const regulation& rules) {
  const auto moment = [&](instant at) {
    at == no_instant ? rows.null() : rows.value(instant_datum(to_unix(at) * second));
  };
  const auto amount = [&](const std::optional<business_duration>& known) {
    known ? rows.value(amount_datum(known->seconds() * second)) : rows.null();
  };
  const auto name = [&](priority p) { rows.string(rules.terms_of(p).name); };
  rows.string(t.id);
  rows.string(s.submitted ? ticket_status_name(s.state) : std::string_view{});
  name(s.urgency);
  s.submitted&& t.requested ? name(*t.requested) : rows.null();
  moment(s.accepted);
  moment(s.admitted);
  moment(s.due);
  moment(s.due_if_resumed_now);
  moment(s.met_at);
  s.submitted ? rows.value(BoolGetDatum(s.breached)) : rows.null();
  moment(s.breached_at);
  amount(s.elapsed);
  amount(s.remaining);
  moment(s.may_change_priority_at);
  moment(s.auto_close_at);
  moment(s.auto_closed_at);
  moment(s.next_change_at);
  s.submitted ? rows.value(BoolGetDatum(s.projected)) : rows.null();
  s.submitted ? rows.value(text_list(s.violations)) : rows.null();
  rows.string(status_name(status::ok));
  rows.null();
  rows.put();
}

Datum write_tickets(FunctionCallInfo call, desk& on, int own) {
  failure why;
  std::int64_t now = 0;
  if (!read_instant(call->args[call->nargs - own].value, now, why)) report(why);
  add_tickets(on, DatumGetJsonbP(call->args[call->nargs - own + 1].value));
  if (!judge_all(on, now, why)) {
    CHECK_FOR_INTERRUPTS();
    report(why);
  }
  row_writer rows{call};
  for (std::size_t i = 0; i < on.judged.size(); ++i) {
    const ticket& t = on.lines->tickets()[i];
    if (on.judged[i].fault) {
      write_fault(rows, t, *on.judged[i].fault);
    } else {
      write_ticket(rows, t, on.judged[i].state, *on.governing[i]);
    }
  }
  return Datum{0};
}

}  // namespace
}  // namespace srok::postgresql

using namespace srok::postgresql;

// (start, budget), (schedule, start, budget), (schedule, start, budget, landing)
SROK_FUNCTION(explain) {
  const srok::schedule& hours = schedule_before(call, 2);
  const int first = call->nargs > 2 ? 1 : 0;
  failure why;
  std::int64_t start = 0;
  std::int64_t budget = 0;
  if (!read_instant(call->args[first].value, start, why) ||
      !read_budget(call->args[first + 1].value, budget, why)) {
    report(why);
  }
  const srok::landing at{call->nargs > 3 ? choice(call, 3) : 0};
  const auto deadline = srok::sql::deadline(hours, srok::unit::microseconds, start, budget, at);
  if (!deadline) {
    no_answer(deadline.why, hours, why);
    report(why);
  }
  return write_stretches(call, hours, start, *deadline);
}

// ([schedule,] begins, ends)
SROK_FUNCTION(explain_elapsed) {
  const srok::schedule& hours = schedule_before(call, 2);
  failure why;
  std::int64_t begins = 0;
  std::int64_t ends = 0;
  if (!read_instant(call->args[call->nargs - 2].value, begins, why) ||
      !read_instant(call->args[call->nargs - 1].value, ends, why)) {
    report(why);
  }
  return write_stretches(call, hours, begins, ends);
}

// ([regulation,] now, tickets)
SROK_FUNCTION(tickets) {
  desk& on = kept_in<desk>(CurrentMemoryContext);
  failure why;
  const std::string_view rules = call->nargs > 2
                                     ? utf8(PG_DETOAST_DATUM_PACKED(call->args[0].value))
                                     : srok::sql::default_name;
  if (!add_edition(on, rules, why)) report(why);
  return write_tickets(call, on, 2);
}

// (editions, now, tickets)
SROK_FUNCTION(book_tickets) {
  desk& on = kept_in<desk>(CurrentMemoryContext);
  add_editions(on, DatumGetArrayTypeP(call->args[0].value));
  return write_tickets(call, on, 2);
}
