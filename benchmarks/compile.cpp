// Making a schedule: built in, compiled, read from text, loaded from its image. The floor of each
// is a copy of the bytes that come out.
//
// Names are thing/who/desk. compile starts from a calendar and a zone that are loaded already; text
// is the whole way from the TOML of a regulation; load is the rival of both.
#include "srok/engine/compile.hpp"

#include <benchmark/benchmark.h>

#include <cstdlib>
#include <cstring>
#include <fstream>
#include <iostream>
#include <iterator>
#include <memory>
#include <string>
#include <vector>

#include "desks.hpp"
#include "srok.h"
#include "srok/calendar/calendar.hpp"
#include "srok/engine/image.hpp"
#include "srok/io/regulation_text.hpp"
#include "srok/time/zone.hpp"

namespace srok::benchmarks {
namespace {

// `bytes`: the size of what is made, when it is known before.
template <class Make>
void measure(const std::string& name, Make make, std::size_t bytes = 0) {
  benchmark::RegisterBenchmark(name.c_str(), [=](benchmark::State& state) {
    for (auto _ : state) make();
    if (bytes != 0) state.counters["bytes"] = static_cast<double>(bytes);
  });
}

std::string technotronics_text() {
  const std::string path = SROK_SOURCE_DIR "/data/regulations/technotronics.toml";
  std::ifstream file{path};
  std::string text{std::istreambuf_iterator<char>{file}, {}};
  if (text.empty()) {
    std::cerr << "compile: cannot read " << path << "\n";
    std::exit(1);
  }
  return text;
}

void measure_builtin() {
  measure("builtin/srok/moscow",
          [] { benchmark::DoNotOptimize(&schedule::builtin("technotronics")); });
  measure("builtin/srok_c/moscow", [] {
    srok_schedule* desk = nullptr;  // borrowed: there is nothing to free
    srok_schedule_builtin("technotronics", &desk, nullptr, 0);
    benchmark::DoNotOptimize(desk);
  });
}

void measure_compile() {
  static const zone moscow_zone = zone::named("Europe/Moscow");
  static const calendar& ru = builtin_calendar("ru");
  // The built-in calendar has 29 years; the law alone continues it to thirty.
  static const calendar thirty_years = project(ru, ru.first_year() + 29);
  static const working_hours plain = moscow_hours();
  static const working_hours crowded = heavy_hours();

  const schedule moscow = compile(plain, moscow_zone, &thirty_years);
  measure(
      "compile/srok/moscow",
      [] { benchmark::DoNotOptimize(compile(plain, moscow_zone, &thirty_years)); },
      dump(moscow).size());
  const schedule heavy = compile(crowded, moscow_zone, &thirty_years);
  measure(
      "compile/srok/heavy",
      [] { benchmark::DoNotOptimize(compile(crowded, moscow_zone, &thirty_years)); },
      dump(heavy).size());

  static const std::string text = technotronics_text();
  measure("text/srok/moscow", [] { benchmark::DoNotOptimize(parse_regulation(text)); });
}

// An image of its own for each desk, as a worker process would have read it from a file.
void measure_images() {
  struct named_desk {
    const char* name;
    const schedule& desk;
  };
  for (const named_desk d : {named_desk{"moscow", moscow()}, named_desk{"heavy", heavy()}}) {
    const auto bytes = dump(d.desk);
    const auto image = std::make_shared<const std::vector<std::byte>>(bytes.begin(), bytes.end());
    const auto room = std::make_shared<std::vector<std::byte>>(bytes.size());
    const std::string name = d.name;

    measure("dump/srok/" + name, [&desk = d.desk] { benchmark::DoNotOptimize(dump(desk).data()); });
    measure(
        "load/srok/" + name, [image] { benchmark::DoNotOptimize(load(*image)); }, bytes.size());

    const auto in_c = [image] {
      srok_schedule* result = nullptr;
      srok_schedule_load(image->data(), image->size(), &result, nullptr, 0);
      return result;
    };
    const std::shared_ptr<srok_schedule> c{in_c(), srok_schedule_free};
    measure("dump/srok_c/" + name, [c, room] {
      std::size_t length = 0;
      srok_schedule_dump(c.get(), room->data(), room->size(), &length);
      benchmark::ClobberMemory();
    });
    measure("load/srok_c/" + name, [in_c] { srok_schedule_free(in_c()); });
    measure(
        "copy/floor/" + name,
        [image, room] {
          std::memcpy(room->data(), image->data(), image->size());
          benchmark::ClobberMemory();
        },
        bytes.size());
  }
}

}  // namespace
}  // namespace srok::benchmarks

int main(int count, char** arguments) {
  benchmark::Initialize(&count, arguments);
  if (benchmark::ReportUnrecognizedArguments(count, arguments)) return 2;
  srok::benchmarks::measure_builtin();
  srok::benchmarks::measure_compile();
  srok::benchmarks::measure_images();
  benchmark::RunSpecifiedBenchmarks();
}
