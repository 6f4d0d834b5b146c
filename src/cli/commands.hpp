// The whole command line: every option and command, with what it says of itself.
#pragma once

namespace CLI {
class App;
}

namespace srok::cli {

struct session;

// A run of the app fills the session, and leaves there the command to run.
void add_commands(CLI::App& app, session& session);

}  // namespace srok::cli
