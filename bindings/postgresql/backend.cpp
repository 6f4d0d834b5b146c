// Over the boundary: failures become errors of the server or rows, arguments become the library's.
#include "backend.hpp"

#include <algorithm>
#include <exception>
#include <new>

#include "keyed_cache.hpp"

extern "C" {
#include "access/htup_details.h"
#include "catalog/pg_enum.h"
#include "utils/builtins.h"
#include "utils/syscache.h"

PG_MODULE_MAGIC;
}

namespace srok::postgresql {

// ---- failures ----

void describe(failure& out, status why, std::string_view sentence) noexcept {
  std::size_t length = std::min(sentence.size(), sizeof out.sentence - 1);
  // Cut at a code point.
  while (length < sentence.size() && length > 0 && (sentence[length] & 0xc0) == 0x80) --length;
  std::memcpy(out.sentence, sentence.data(), length);
  out.sentence[length] = '\0';
  out.why = why;
}

void describe_caught(failure& out) noexcept {
  try {
    throw;
  } catch (const error& known) {
    describe(out, known.code(), known.what());
  } catch (const std::bad_alloc&) {
    describe(out, status::out_of_memory, status_text(status::out_of_memory));
  } catch (const std::exception& other) {
    describe(out, status::internal, other.what());
  }
}

namespace {

template <class Asked>
bool told(status why, const Asked& asked, failure& out) noexcept {
  try {
    return fail(out, why, sql::sentence_of(why, asked));
  } catch (...) {
    return caught(out);
  }
}

}  // namespace

bool no_answer(status why, const schedule& asked, failure& out) noexcept {
  return told(why, asked, out);
}

bool no_answer(status why, const calendar& asked, failure& out) noexcept {
  return told(why, asked, out);
}

namespace {

// SR001, SR023, ...: "SR" and the number of the status.
int sqlstate(status why) noexcept {
  const auto number = static_cast<std::int32_t>(why);
  return MAKE_SQLSTATE('S', 'R', '0' + number / 100, '0' + number / 10 % 10, '0' + number % 10);
}

char* in_server_encoding(std::string_view utf8_text) {
  return pg_any_to_server(utf8_text.data(), static_cast<int>(utf8_text.size()), PG_UTF8);
}

}  // namespace

void report(const failure& known) {
  if (known.why == status::out_of_memory) {
    ereport(ERROR, (errcode(ERRCODE_OUT_OF_MEMORY), errmsg_internal("%s", known.sentence)));
  }
  ereport(ERROR, (errcode(sqlstate(known.why)),
                  errmsg_internal("%s", in_server_encoding(known.sentence))));
  pg_unreachable();
}

// ---- texts ----

std::string_view utf8(const void* varlena) {
  const char* const bytes = VARDATA_ANY(varlena);
  const int length = static_cast<int>(VARSIZE_ANY_EXHDR(varlena));
  const char* const converted = pg_server_to_any(bytes, length, PG_UTF8);
  if (converted == bytes) return {bytes, static_cast<std::size_t>(length)};
  return converted;
}

text* server_text(std::string_view utf8_text) {
  if (GetDatabaseEncoding() == PG_UTF8) {
    return cstring_to_text_with_len(utf8_text.data(), static_cast<int>(utf8_text.size()));
  }
  return cstring_to_text(in_server_encoding(utf8_text));
}

// ---- subjects ----

namespace {

// One a process and for its whole life: a server process answers one query at a time, and what one
// query has compiled, the next one asks for.
template <class Subject>
const Subject* compiled(std::string_view text, failure& out) noexcept {
  try {
    static auto& latest = *new sql::keyed_cache<Subject>;
    return &latest.of(text);
  } catch (...) {
    caught(out);
    return nullptr;
  }
}

template <class Subject>
const Subject& subject_before(FunctionCallInfo call, int own) {
  failure why;
  const Subject* found = nullptr;
  if (call->nargs <= own) {
    found = compiled<Subject>(sql::default_name, why);
  } else {
    found = compiled<Subject>(utf8(PG_DETOAST_DATUM_PACKED(call->args[0].value)), why);
  }
  if (found == nullptr) report(why);
  return *found;
}

}  // namespace

const schedule* schedule_of(std::string_view text, failure& out) noexcept {
  return compiled<schedule>(text, out);
}

const regulation* regulation_of(std::string_view text, failure& out) noexcept {
  return compiled<regulation>(text, out);
}

const schedule& schedule_before(FunctionCallInfo call, int own) {
  return subject_before<schedule>(call, own);
}

const regulation& regulation_before(FunctionCallInfo call, int own) {
  return subject_before<regulation>(call, own);
}

// ---- amounts, dates, choices ----

bool read_budget(Datum argument, std::int64_t& out, failure& why) noexcept {
  const Interval* const given = DatumGetIntervalP(argument);
  if (given->month != 0 || given->day != 0) {
    return fail(
        why, status::bad_argument,
        "a budget of working time is given in hours, minutes and seconds; of days there are "
        "two kinds, ask srok_deadline_days(start, days, 'elapsed' or 'whole')");
  }
  if (given->time < 0) {
    return fail(why, status::bad_argument, "a budget of working time is not negative");
  }
  out = given->time;
  return true;
}

Datum amount_datum(std::int64_t amount) {
  auto* const made = static_cast<Interval*>(palloc(sizeof(Interval)));
  made->time = amount;
  made->day = 0;
  made->month = 0;
  return IntervalPGetDatum(made);
}

bool read_date(Datum argument, civil_date& out, failure& why) noexcept {
  const DateADT date = DatumGetDateADT(argument);
  if (DATE_NOT_FINITE(date)) return fail(why, status::bad_argument, "infinity is no date");
  // The last 30 years that an int32 holds are beyond any horizon.
  std::int32_t day = 0;
  if (__builtin_add_overflow(date, server_epoch_day, &day)) day = PG_INT32_MAX;
  out = from_day_number(day);
  return true;
}

std::int32_t choice(FunctionCallInfo call, int argument) {
  struct known {
    Oid label;
    std::int32_t value;
  };
  const Oid label = DatumGetObjectId(call->args[argument].value);
  auto* last = static_cast<known*>(call->flinfo->fn_extra);
  if (last != nullptr && last->label == label) return last->value;
  if (last == nullptr) {
    last = static_cast<known*>(MemoryContextAlloc(call->flinfo->fn_mcxt, sizeof(known)));
    last->label = InvalidOid;
    call->flinfo->fn_extra = last;
  }
  const HeapTuple row = SearchSysCache1(ENUMOID, ObjectIdGetDatum(label));
  if (!HeapTupleIsValid(row)) elog(ERROR, "cache lookup failed for enum %u", label);
  const char* const name = NameStr((reinterpret_cast<Form_pg_enum>(GETSTRUCT(row)))->enumlabel);
  last->value = std::strcmp(name, "farthest") == 0 || std::strcmp(name, "whole") == 0 ? 1 : 0;
  last->label = label;
  ReleaseSysCache(row);
  return last->value;
}

// ---- questions ----

Datum answer_or_report(FunctionCallInfo call, question ask) {
  Datum out = 0;
  failure why;
  if (!ask(call, out, why)) report(why);
  return out;
}

Datum attempt(FunctionCallInfo call, question ask) {
  Datum values[3] = {};
  bool nulls[3] = {false, false, true};
  failure why;
  if (ask(call, values[0], why)) {
    why.why = status::ok;
  } else {
    nulls[0] = true;
    values[2] = PointerGetDatum(server_text(why.sentence));
    nulls[2] = false;
  }
  values[1] = PointerGetDatum(server_text(status_name(why.why)));
  TupleDesc row = nullptr;
  if (get_call_result_type(call, nullptr, &row) != TYPEFUNC_COMPOSITE) {
    elog(ERROR, "return type must be a row type");
  }
  return HeapTupleGetDatum(heap_form_tuple(BlessTupleDesc(row), values, nulls));
}

}  // namespace srok::postgresql
