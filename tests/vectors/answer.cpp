// What srok.h answers to the rows of vectors.tsv.
#include <algorithm>
#include <charconv>
#include <fstream>
#include <iterator>
#include <stdexcept>

#include "vectors.hpp"

namespace srok::vectors {
namespace {

constexpr std::string_view none = "none";

std::string text_of(const std::filesystem::path& file) {
  std::ifstream in{file, std::ios::binary};
  if (!in) throw std::runtime_error("cannot read " + file.string());
  return {std::istreambuf_iterator<char>{in}, {}};
}

std::vector<std::string> split(std::string_view text, char separator) {
  std::vector<std::string> parts;
  for (std::size_t begin = 0; begin <= text.size();) {
    const std::size_t end = std::min(text.find(separator, begin), text.size());
    parts.emplace_back(text.substr(begin, end - begin));
    begin = end + 1;
  }
  return parts;
}

std::int64_t number(const std::string& text) {
  if (text == none) return SROK_NONE;
  std::int64_t value = 0;
  const char* const end = text.data() + text.size();
  const auto [stop, fault] = std::from_chars(text.data(), end, value);
  if (fault != std::errc{} || stop != end) throw std::runtime_error("no number: " + text);
  return value;
}

std::string written(std::int64_t value) {
  return value == SROK_NONE ? std::string{none} : std::to_string(value);
}

std::string written(const std::vector<std::int64_t>& values) {
  std::string text;
  for (const std::int64_t value : values) text += (text.empty() ? "" : " ") + written(value);
  return text;
}

answer answered(srok_status status, const std::vector<std::int64_t>& values) {
  return {srok_status_name(status), status == SROK_OK ? written(values) : std::string{none}};
}

// The names of the files of a folder, sorted, and their texts.
std::map<std::string, std::string> texts_of(const std::filesystem::path& folder) {
  std::map<std::string, std::string> texts;
  for (const auto& entry : std::filesystem::directory_iterator{folder}) {
    texts[entry.path().stem().string()] = text_of(entry.path());
  }
  return texts;
}

template <class Handle, class Make>
Handle* made(const std::string& name, Make make) {
  Handle* handle = nullptr;
  std::array<char, 600> error{};
  if (make(&handle, error.data(), error.size()) != SROK_OK) {
    throw std::runtime_error(name + ": " + error.data());
  }
  return handle;
}

std::int32_t choice_of(const question& q) {
  const bool first = q.choice == "nearest" || q.choice == "elapsed" || q.choice == "-";
  if (!first && q.choice != "farthest" && q.choice != "whole") {
    throw std::runtime_error("no choice: " + q.choice);
  }
  return first ? 0 : 1;
}

std::int32_t unit_of(const question& q) {
  for (const auto& [name, unit] : {std::pair{"s", SROK_SECONDS},
                                   {"ms", SROK_MILLISECONDS},
                                   {"us", SROK_MICROSECONDS},
                                   {"ns", SROK_NANOSECONDS}}) {
    if (q.unit == name) return unit;
  }
  throw std::runtime_error("no unit: " + q.unit);
}

// ---- single questions ----

template <class Out, class Function, class... Arguments>
answer one(Function function, const Arguments&... arguments) {
  Out out = 0;
  const srok_status status = function(arguments..., &out);
  return answered(status, {out});
}

template <class Out, class Function, class Subject>
answer two(Function function, const Subject& subject) {
  Out first = 0;
  Out second = 0;
  const srok_status status = function(&subject, &first, &second);
  return answered(status, {first, second});
}

answer with_pauses(const srok_schedule& s, const question& q) {
  std::vector<std::int64_t> begins;
  std::vector<std::int64_t> ends;
  for (std::size_t i = 2; i + 1 < q.arguments.size(); i += 2) {
    begins.push_back(q.arguments[i]);
    ends.push_back(q.arguments[i + 1]);
  }
  return one<std::int64_t>(srok_deadline_with_pauses, &s, q.arguments[0], q.arguments[1],
                           choice_of(q), begins.size(), begins.data(), ends.data());
}

answer due(const srok_regulation& r, const question& q) {
  std::int64_t accepted = 0;
  std::int64_t due = 0;
  const auto priority = static_cast<std::int32_t>(q.arguments[0]);
  const srok_status status = srok_regulation_due(&r, priority, q.arguments[1], &accepted, &due);
  return answered(status, {accepted, due});
}

answer ask_schedule(const srok_schedule& s, const question& q) {
  const std::vector<std::int64_t>& a = q.arguments;
  const auto day = [&](std::size_t i) { return static_cast<std::int32_t>(a[i]); };
  using i32 = std::int32_t;
  using i64 = std::int64_t;
  if (q.name == "horizon") return two<i64>(srok_schedule_horizon, s);
  if (q.name == "official_until") return one<i64>(srok_schedule_official_until, &s);
  if (q.name == "offset_at") return one<i32>(srok_offset_at, &s, a[0]);
  if (q.name == "instant_from_local") return one<i64>(srok_instant_from_local, &s, a[0]);
  if (q.name == "elapsed") return one<i64>(srok_elapsed, &s, a[0], a[1]);
  if (q.name == "deadline") return one<i64>(srok_deadline, &s, a[0], a[1], choice_of(q));
  if (q.name == "latest_start") return one<i64>(srok_latest_start, &s, a[0], a[1], choice_of(q));
  if (q.name == "deadline_days") {
    return one<i64>(srok_deadline_days, &s, a[0], day(1), choice_of(q));
  }
  if (q.name == "deadline_with_pauses") return with_pauses(s, q);
  if (q.name == "is_open") return one<i32>(srok_is_open, &s, a[0]);
  if (q.name == "next_open") return one<i64>(srok_next_open, &s, a[0]);
  if (q.name == "next_close") return one<i64>(srok_next_close, &s, a[0]);
  if (q.name == "previous_open") return one<i64>(srok_previous_open, &s, a[0]);
  if (q.name == "previous_close") return one<i64>(srok_previous_close, &s, a[0]);
  if (q.name == "add_days") return one<i32>(srok_add_days, &s, day(0), day(1));
  if (q.name == "days_between") return one<i32>(srok_days_between, &s, day(0), day(1));
  throw std::runtime_error("no question: " + q.name);
}

answer ask_one(const subjects& known, const question& q) {
  const auto day = static_cast<std::int32_t>(q.arguments.empty() ? 0 : q.arguments[0]);
  if (q.name == "years") return two<std::int32_t>(srok_calendar_years, known.calendar());
  if (q.name == "day") return one<std::int32_t>(srok_calendar_day, &known.calendar(), day);
  if (q.name == "due") return due(known.regulation(q.subject), q);
  return ask_schedule(known.schedule(q.subject), q);
}

// ---- batches ----

template <class T>
std::vector<T> column(std::span<const question> rows, std::size_t argument) {
  std::vector<T> values;
  for (const question& q : rows) values.push_back(static_cast<T>(q.arguments.at(argument)));
  return values;
}

template <class Out>
std::vector<answer> answered(const std::vector<Out>& values,
                             const std::vector<srok_status>& statuses, Out nothing) {
  std::vector<answer> answers;
  for (std::size_t i = 0; i < values.size(); ++i) {
    answers.push_back(answered(statuses[i], {values[i] == nothing ? SROK_NONE : values[i]}));
  }
  return answers;
}

std::vector<answer> ask_batch(const subjects& known, std::span<const question> rows) {
  const question& q = rows.front();
  const std::size_t n = rows.size();
  const std::int32_t unit = unit_of(q);
  std::vector<std::int64_t> out(n);
  std::vector<srok_status> status(n);
  const auto i64 = [&](std::size_t argument) { return column<std::int64_t>(rows, argument); };
  const auto i32 = [&](std::size_t argument) { return column<std::int32_t>(rows, argument); };
  srok_status whole = SROK_BAD_ARGUMENT;
  if (q.name == "due") {
    whole = srok_regulation_due_batch(&known.regulation(q.subject), n, unit, i32(0).data(),
                                      i64(1).data(), out.data(), status.data());
  } else {
    const srok_schedule* const s = &known.schedule(q.subject);
    if (q.name == "is_open") {
      std::vector<std::int32_t> open(n);
      whole = srok_is_open_batch(s, n, unit, i64(0).data(), open.data(), status.data());
      if (whole == SROK_OK || whole == SROK_SOME_ROWS_FAILED) {
        return answered(open, status, INT32_MIN);
      }
    } else if (q.name == "elapsed") {
      whole =
          srok_elapsed_batch(s, n, unit, i64(0).data(), i64(1).data(), out.data(), status.data());
    } else if (q.name == "deadline") {
      whole = srok_deadline_batch(s, n, unit, i64(0).data(), i64(1).data(), choice_of(q),
                                  out.data(), status.data());
    } else if (q.name == "latest_start") {
      whole = srok_latest_start_batch(s, n, unit, i64(0).data(), i64(1).data(), choice_of(q),
                                      out.data(), status.data());
    } else if (q.name == "deadline_days") {
      whole = srok_deadline_days_batch(s, n, unit, i64(0).data(), i32(1).data(), choice_of(q),
                                       out.data(), status.data());
    }
  }
  if (whole != SROK_OK && whole != SROK_SOME_ROWS_FAILED) {
    throw std::runtime_error("no batch of " + q.name + ": " + srok_status_name(whole));
  }
  return answered(out, status, SROK_NONE);
}

}  // namespace

std::vector<row> read_rows(const std::filesystem::path& file) {
  std::vector<row> rows;
  for (const std::string& line : split(text_of(file), '\n')) {
    if (line.empty() || line.front() == '#') continue;
    const std::vector<std::string> field = split(line, '\t');
    if (field.size() != 8) throw std::runtime_error("not eight columns: " + line);
    row r{number(field[0]), {field[1], field[2], field[3], field[4], {}}, {field[6], field[7]}};
    if (!field[5].empty()) {
      for (const std::string& word : split(field[5], ' ')) {
        r.asked.arguments.push_back(number(word));
      }
    }
    rows.push_back(r);
  }
  return rows;
}

std::string written(const row& r) {
  const question& q = r.asked;
  return std::to_string(r.id) + '\t' + q.name + '\t' + q.subject + '\t' + q.unit + '\t' + q.choice +
         '\t' + written(q.arguments) + '\t' + r.expected.status + '\t' + r.expected.result;
}

subjects::subjects(const std::filesystem::path& folder) {
  srok_calendar_builtin("ru", &calendar_, nullptr, 0);
  schedules_["technotronics"] = made<srok_schedule>(
      "technotronics", [](auto... out) { return srok_schedule_builtin("technotronics", out...); });
  regulations_["technotronics"] = made<srok_regulation>("technotronics", [](auto... out) {
    return srok_regulation_builtin("technotronics", out...);
  });
  for (const auto& [name, text] : texts_of(folder / "schedules")) {
    owned_schedules_.emplace_back(made<srok_schedule>(name, [&, &t = text](auto... out) {
      return srok_schedule_parse(t.data(), t.size(), out...);
    }));
    schedules_[name] = owned_schedules_.back().get();
    schedule_names_.push_back(name);
  }
  for (const auto& [name, text] : texts_of(folder / "regulations")) {
    owned_regulations_.emplace_back(made<srok_regulation>(name, [&, &t = text](auto... out) {
      return srok_regulation_parse(t.data(), t.size(), out...);
    }));
    regulations_[name] = owned_regulations_.back().get();
    regulation_names_.push_back(name);
  }
}

std::vector<answer> ask(const subjects& known, std::span<const question> questions) {
  std::vector<answer> answers;
  while (!questions.empty()) {
    std::size_t together = 1;
    while (together < questions.size() && questions[0].same_batch(questions[together])) ++together;
    if (questions[0].unit == "-") {
      answers.push_back(ask_one(known, questions[0]));
    } else {
      const auto more = ask_batch(known, questions.first(together));
      answers.insert(answers.end(), more.begin(), more.end());
    }
    questions = questions.subspan(together);
  }
  return answers;
}

}  // namespace srok::vectors
