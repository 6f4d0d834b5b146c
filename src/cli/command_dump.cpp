// srok dump: the compiled schedule as bytes, for programs that load it without reading text.
#include <CLI/CLI.hpp>

#include "cli/commands.hpp"
#include "cli/session.hpp"
#include "cli/table_stream.hpp"
#include "srok/engine/image.hpp"

namespace srok::cli {

void add_dump(CLI::App& app, session& session) {
  const auto file = std::make_shared<std::string>();
  CLI::App* command = app.add_subcommand(
      "dump", "The compiled schedule as bytes, for srok_schedule_load and the other languages");
  command->add_option("file", *file, "The file to write; \"-\" is standard output")
      ->required()
      ->type_name("FILE");
  command->footer("Example:\n  srok dump desk.srok --schedule desk.toml");
  command->callback([file, &session] {
    session.run = [file, &session](output& out) {
      const schedule hours = session.schedule();
      const std::span<const std::byte> image = dump(hours);
      const std::string_view bytes{reinterpret_cast<const char*>(image.data()), image.size()};
      *file == "-" ? out.write(bytes) : write_whole(*file, bytes);
      return done;
    };
  });
}

}  // namespace srok::cli
