// Work shared out to the cores of the machine, its results in the order of the work.
#pragma once

#include <deque>
#include <exception>
#include <future>
#include <memory>
#include <optional>
#include <system_error>
#include <utility>

namespace CLI {
class App;
}

namespace srok::cli {

struct thread_options {
  unsigned threads;

  thread_options();  // as many as there are cores
};

// --threads N.
void add_thread_options(CLI::App& command, thread_options& options);

// consume(work(job)) for each job = next() until there is none, in their order. next() and
// consume() run here, work() in as many threads at once; with one thread everything runs here. What
// next() throws is thrown when the jobs before it are done.
//
// A thread a job, since a job is some milliseconds and a thread 20 µs. A machine that gives no more
// threads gets the work done here.
template <class Next, class Work, class Consume>
void in_order(unsigned threads, Next next, Work work, Consume consume) {
  using job = typename decltype(next())::value_type;
  using result = decltype(work(std::declval<job>()));
  std::deque<std::future<result>> running;
  std::exception_ptr wrong;
  const auto start = [&](job taken) {
    const auto held = std::make_shared<job>(std::move(taken));
    const auto todo = [&work, held] { return work(std::move(*held)); };
    if (threads > 1) {
      try {
        return std::async(std::launch::async, todo);
      } catch (const std::system_error&) {
      }
    }
    return std::async(std::launch::deferred, todo);
  };
  for (bool more = true; more || !running.empty();) {
    while (more && running.size() < threads) {
      std::optional<job> taken;
      try {
        taken = next();
      } catch (...) {
        wrong = std::current_exception();
      }
      more = taken.has_value();
      if (more) running.push_back(start(std::move(*taken)));
    }
    if (running.empty()) break;
    consume(running.front().get());
    running.pop_front();
  }
  if (wrong) std::rethrow_exception(wrong);
}

}  // namespace srok::cli
