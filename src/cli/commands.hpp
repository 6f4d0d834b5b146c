// The whole command line: every option and command, with what it says of itself.
#pragma once

#include <string>

#include "srok/io/explanation_text.hpp"

namespace CLI {
class App;
}

namespace srok::cli {

struct session;

// A run of the app fills the session, and leaves there the command to run.
void add_commands(CLI::App& app, session& session);

void add_due(CLI::App&, session&);
void add_deadline(CLI::App&, session&);
void add_elapsed(CLI::App&, session&);
void add_dump(CLI::App&, session&);
void add_calendar(CLI::App&, session&);
void add_calendar_exchange(CLI::App& calendar, session&);
void add_batch(CLI::App&, session&);
void add_check(CLI::App&, session&);
void add_tickets(CLI::App&, session&);
void add_ticket(CLI::App&, session&);
void add_queue(CLI::App&, session&);
void add_report(CLI::App&, session&);
void add_what_if(CLI::App&, session&);

// --language, "en" or "ru"; `of`: what it is the language of.
void add_language(CLI::App& command, language& into, const std::string& of);

}  // namespace srok::cli
