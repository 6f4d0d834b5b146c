// Tickets at speed: their states from columns and from JSON lines, and the command from file to
// file.
//
// A ticket here has five events: submitted, a question, the user's reply, a recommendation,
// resolved. `apart`: a user has four tickets in two years, so that slots rarely couple them;
// `crowded`: twelve in two days, so that they are played together; `one_user`: all of them are one
// user's. The floors touch the same bytes and answer nothing.
//
// 4 Ki tickets as columns, and 1 Ki as lines, stay in the cache.
#include <benchmark/benchmark.h>
#include <rapidjson/document.h>

#include <array>
#include <cstdlib>
#include <cstring>
#include <filesystem>
#include <fstream>
#include <map>
#include <random>
#include <string>
#include <vector>

#include "srok.h"
#include "srok/io/instant_text.hpp"
#include "srok/io/ticket_text.hpp"

namespace srok::benchmarks {
namespace {

constexpr std::size_t events_a_ticket = 5;
constexpr std::int64_t hour = 3600;
constexpr std::int64_t day = 24 * hour;

// ---- what is judged ----

enum class users : std::uint8_t { apart, crowded, one };

std::int64_t first_moment() {
  return to_unix(*parse_instant("2024-01-09T07:00:00+03:00"));
}

struct columns {
  columns(std::size_t tickets, users spread) {
    std::mt19937_64 random{1};
    for (std::size_t i = 0; i < tickets; ++i) {
      if (spread == users::crowded) {
        const auto who = static_cast<std::int64_t>(i / 12);
        add(who, who % 700 * day + static_cast<std::int64_t>(random() % (2 * day)), random);
      } else {
        const auto who = static_cast<std::int64_t>(random() % (tickets / 4));
        add(spread == users::one ? 42 : who, static_cast<std::int64_t>(random() % (730 * day)),
            random);
      }
    }
  }

  void add(std::int64_t who, std::int64_t submitted_after, std::mt19937_64& random) {
    static constexpr std::array<std::int32_t, events_a_ticket> kinds = {
        SROK_EVENT_SUBMITTED, SROK_EVENT_REPLIED, SROK_EVENT_USER_REPLIED, SROK_EVENT_REPLIED,
        SROK_EVENT_RESOLVED};
    std::int64_t moment = first_moment() + submitted_after;
    for (std::size_t i = 0; i < events_a_ticket; ++i) {
      at.push_back(moment);
      kind.push_back(kinds[i]);
      value.push_back(i == 3 ? 1 : 0);  // a recommendation
      moment += static_cast<std::int64_t>(random() % (18 * hour));
    }
    offset.push_back(static_cast<std::int64_t>(at.size()));
    user.push_back(who);
    channel.push_back(SROK_PORTAL);
    priority.push_back(static_cast<std::int32_t>(random() % 4));
  }

  std::size_t count() const { return user.size(); }

  std::vector<std::int64_t> offset{0}, user, at, value;
  std::vector<std::int32_t> channel, priority, kind;
  std::int64_t now = first_moment() + 800 * day;
};

struct answers {
  explicit answers(std::size_t count) : state(count), status(count) {
    for (auto& column : moments) column.resize(count);
  }
  std::vector<std::int32_t> state, status;
  std::array<std::vector<std::int64_t>, 9> moments;
};

std::string json_lines_of(const columns& c) {
  static constexpr std::array<const char*, events_a_ticket> events = {
      R"("submitted")", R"("replied","kind":"question")", R"("user_replied")",
      R"("replied","kind":"recommendation")", R"("resolved")"};
  static constexpr std::array<const char*, 4> urgencies = {"low", "medium", "high", "emergency"};
  const schedule& hours = schedule::builtin("technotronics");
  std::string lines;
  for (std::size_t i = 0; i < c.count(); ++i) {
    lines += R"({"id":"T-)" + std::to_string(i) + R"(","user":"u)" + std::to_string(c.user[i]) +
             R"(","channel":"portal","priority":")" +
             urgencies[static_cast<std::size_t>(c.priority[i])] + R"(","events":[)";
    for (std::size_t e = 0; e < events_a_ticket; ++e) {
      lines += std::string{e == 0 ? "" : ","} + R"({"at":")" +
               to_text(from_unix(c.at[i * events_a_ticket + e]), hours) + R"(","event":)" +
               events[e] + "}";
    }
    lines += "]}\n";
  }
  return lines;
}

// Made once: Google Benchmark calls a measurement again and again.
const columns& columns_of(std::size_t tickets, users spread) {
  static std::map<std::pair<std::size_t, users>, columns> made;
  return made.try_emplace({tickets, spread}, tickets, spread).first->second;
}
const std::string& lines_of(std::size_t tickets, users spread) {
  static std::map<std::pair<std::size_t, users>, std::string> made;
  std::string& lines = made[{tickets, spread}];
  if (lines.empty()) lines = json_lines_of(columns_of(tickets, spread));
  return lines;
}

std::string short_count(std::size_t count) {
  if (count % (std::size_t{1} << 20) == 0) return std::to_string(count >> 20) + "Mi";
  return std::to_string(count >> 10) + "Ki";
}

template <class Body>
benchmark::internal::Benchmark* measure(const std::string& name, std::size_t tickets, Body body) {
  return benchmark::RegisterBenchmark(
      (name + "/" + short_count(tickets)).c_str(), [=](benchmark::State& state) {
        body(state, tickets);
        state.SetItemsProcessed(state.iterations() * static_cast<std::int64_t>(tickets));
      });
}

// ---- columns ----

void judge_columns(benchmark::State& state, std::size_t tickets, users spread) {
  const columns& in = columns_of(tickets, spread);
  answers out{tickets};
  srok_regulation* rules = nullptr;
  srok_book* book = nullptr;
  srok_regulation_builtin("technotronics", &rules, nullptr, 0);
  srok_book_bind(&rules, 1, &book, nullptr, 0);
  auto& [due, met, breached, elapsed, remaining, may, closes, closed, next] = out.moments;
  for (auto _ : state) {
    const srok_status status = srok_tickets_batch(
        book, in.now, tickets, in.offset.data(), in.user.data(), in.channel.data(),
        in.priority.data(), in.at.data(), in.kind.data(), in.value.data(), out.state.data(),
        due.data(), met.data(), breached.data(), elapsed.data(), remaining.data(), may.data(),
        closes.data(), closed.data(), next.data(), out.status.data());
    if (status != SROK_OK) state.SkipWithError(srok_status_name(status));
  }
  srok_book_free(book);
}

// Every input read once, every output written once.
void pass_over_columns(benchmark::State& state, std::size_t tickets) {
  const columns& in = columns_of(tickets, users::apart);
  answers out{tickets};
  for (auto _ : state) {
    for (std::size_t i = 0; i < tickets; ++i) {
      std::int64_t sum = in.user[i] + in.channel[i] + in.priority[i];
      for (auto e = static_cast<std::size_t>(in.offset[i]);
           e < static_cast<std::size_t>(in.offset[i + 1]); ++e) {
        sum += in.at[e] + in.kind[e] + in.value[e];
      }
      out.state[i] = out.status[i] = static_cast<std::int32_t>(sum);
      for (auto& column : out.moments) column[i] = sum;
    }
    benchmark::ClobberMemory();
  }
}

void measure_columns() {
  for (const std::size_t tickets : {std::size_t{1} << 12, std::size_t{1} << 20}) {
    measure("columns/srok/apart", tickets,
            [](auto& state, std::size_t n) { judge_columns(state, n, users::apart); });
    measure("columns/srok/crowded", tickets,
            [](auto& state, std::size_t n) { judge_columns(state, n, users::crowded); });
    measure("columns/floor/pass", tickets, pass_over_columns);
  }
  for (const std::size_t tickets : {std::size_t{1} << 10, std::size_t{1} << 14}) {
    measure("columns/srok/one_user", tickets,
            [](auto& state, std::size_t n) { judge_columns(state, n, users::one); });
  }
}

// ---- JSON lines ----

template <class Body>
void measure_lines(const std::string& name, std::size_t tickets, users spread, Body body) {
  measure(name, tickets, [=](benchmark::State& state, std::size_t n) {
    const std::string& lines = lines_of(n, spread);
    body(state, lines);
    state.SetBytesProcessed(state.iterations() * static_cast<std::int64_t>(lines.size()));
  });
}

const regulation_book& rules() {
  static const regulation_book book{regulation::builtin("technotronics")};
  return book;
}

void answer_lines(benchmark::State& state, const std::string& lines) {
  const instant now = from_unix(first_moment() + 800 * day);
  for (auto _ : state) {
    const ticket_answers told = answer_tickets(rules(), lines, now);
    if (told.some_failed) state.SkipWithError("a ticket failed");
    benchmark::DoNotOptimize(told.jsonl.data());
  }
}

void read_lines(benchmark::State& state, const std::string& lines) {
  for (auto _ : state) {
    const ticket_lines read{rules(), lines};
    benchmark::DoNotOptimize(read.tickets().data());
  }
}

template <class Each>
void for_each_line(const std::string& lines, Each each) {
  for (const char *at = lines.data(), *end = at + lines.size(); at != end;) {
    const auto rest = static_cast<std::size_t>(end - at);
    const auto* const stop = static_cast<const char*>(std::memchr(at, '\n', rest));
    each(at, static_cast<std::size_t>(stop - at));
    at = stop + 1;
  }
}

// The rival: the same lines as JSON documents, with nothing read from them.
void parse_documents(benchmark::State& state, const std::string& lines) {
  for (auto _ : state) {
    for_each_line(lines, [](const char* line, std::size_t length) {
      rapidjson::Document document;
      document.Parse<rapidjson::kParseValidateEncodingFlag>(line, length);
      benchmark::DoNotOptimize(document.IsObject());
    });
  }
}

// Lines split, and as many bytes copied as there are.
void copy_lines(benchmark::State& state, const std::string& lines) {
  std::string copy(lines.size(), '\0');
  for (auto _ : state) {
    char* to = copy.data();
    for_each_line(lines, [&](const char* line, std::size_t length) {
      std::memcpy(to, line, length + 1);
      to += length + 1;
    });
    benchmark::ClobberMemory();
  }
}

void measure_lines() {
  for (const std::size_t tickets : {std::size_t{1} << 10, std::size_t{1} << 16}) {
    measure_lines("lines/srok/apart", tickets, users::apart, answer_lines);
    measure_lines("lines/srok/crowded", tickets, users::crowded, answer_lines);
    measure_lines("lines/srok/read_only", tickets, users::apart, read_lines);
    measure_lines("lines/rival/rapidjson_parse", tickets, users::apart, parse_documents);
    measure_lines("lines/floor/split_copy", tickets, users::apart, copy_lines);
  }
}

// ---- the command, in all cores, from file to file ----

class room {
 public:
  room()
      : folder_{std::filesystem::temp_directory_path() /
                ("srok-benchmark-" + std::to_string(std::random_device{}()))} {
    std::filesystem::create_directory(folder_);
  }
  ~room() {
    std::error_code ignored;
    std::filesystem::remove_all(folder_, ignored);
  }
  room(const room&) = delete;
  room& operator=(const room&) = delete;
  std::string file(const char* name) const { return (folder_ / name).string(); }

 private:
  std::filesystem::path folder_;
};

void run_command(benchmark::State& state, const std::string& arguments) {
  const std::string command = SROK_COMMAND " " + arguments;
  for (auto _ : state) {
    if (std::system(command.c_str()) != 0) state.SkipWithError("the command failed");
  }
}

void run_batch(benchmark::State& state, std::size_t rows) {
  static constexpr std::array<const char*, 4> urgencies = {"low", "medium", "high", "emergency"};
  const room own;
  std::mt19937_64 random{1};
  {
    std::ofstream table{own.file("tickets.csv")};
    table << "id,submitted,priority,subject\n";
    for (std::size_t i = 0; i < rows; ++i) {
      const auto at = first_moment() + static_cast<std::int64_t>(random() % (730 * day));
      table << "T-" << i << ',' << to_text(from_unix(at), schedule::builtin("technotronics")) << ','
            << urgencies[random() % 4] << ",printer on floor " << i % 9 << '\n';
    }
  }
  run_command(state, "batch " + own.file("tickets.csv") + " --output " + own.file("dues.csv"));
}

void run_tickets(benchmark::State& state, std::size_t tickets) {
  const std::string& lines = lines_of(tickets, users::apart);
  const room own;
  std::ofstream{own.file("tickets.jsonl")} << lines;
  run_command(state, "tickets " + own.file("tickets.jsonl") + " --now 2026-03-19T12:00 --output " +
                         own.file("answers.jsonl"));
  state.SetBytesProcessed(state.iterations() * static_cast<std::int64_t>(lines.size()));
}

void measure_command() {
  measure("command/srok/batch", std::size_t{1} << 20, run_batch)
      ->UseRealTime()
      ->Unit(benchmark::kMillisecond);
  measure("command/srok/tickets", std::size_t{1} << 16, run_tickets)
      ->UseRealTime()
      ->Unit(benchmark::kMillisecond);
}

}  // namespace
}  // namespace srok::benchmarks

int main(int count, char** arguments) {
  benchmark::Initialize(&count, arguments);
  if (benchmark::ReportUnrecognizedArguments(count, arguments)) return 2;
  srok::benchmarks::measure_columns();
  srok::benchmarks::measure_lines();
  srok::benchmarks::measure_command();
  benchmark::RunSpecifiedBenchmarks();
}
