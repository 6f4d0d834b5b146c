#include "cli/parallel.hpp"

#include <CLI/CLI.hpp>
#include <algorithm>
#include <thread>

namespace srok::cli {

thread_options::thread_options() : threads{std::max(1U, std::thread::hardware_concurrency())} {}

void add_thread_options(CLI::App& command, thread_options& options) {
  command
      .add_option("--threads", options.threads,
                  "Work in so many threads; as many as there are cores when it is left out")
      ->check(CLI::Range(1U, 1024U))
      ->type_name("N");
}

}  // namespace srok::cli
