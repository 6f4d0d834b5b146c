// The entry of the SQLite extension: registers its functions with a connection.
#include "extension.hpp"

#include <new>

SQLITE_EXTENSION_INIT1

namespace srok::sqlite {
namespace {

// What SQLite keeps beside a function.
struct registered {
  std::shared_ptr<connection> kept;
  const scalar_function* function;
};

void forget(void* registration) noexcept {
  delete static_cast<registered*>(registration);
}

void call(sqlite3_context* context, int count, sqlite3_value** values) noexcept {
  const auto& own = *static_cast<const registered*>(sqlite3_user_data(context));
  arguments in{*own.kept, {values, static_cast<std::size_t>(count)}, context};
  if (in.any_null()) return;  // the answer is NULL
  try {
    answer_cell(context, own.function->ask(in));
  } catch (const error& failure) {
    char* const message = told(failure);
    if (message == nullptr) return sqlite3_result_error_nomem(context);
    sqlite3_result_error(context, message, -1);
    sqlite3_free(message);
  } catch (const std::bad_alloc&) {
    sqlite3_result_error_nomem(context);
  } catch (const std::exception& failure) {
    sqlite3_result_error(context, failure.what(), -1);
  }
}

int register_scalar(sqlite3* database, const std::shared_ptr<connection>& kept,
                    const scalar_function& function) {
  // What takes no arguments tells of this build, not of its arguments.
  const int flags =
      SQLITE_UTF8 | SQLITE_INNOCUOUS | (function.most == 0 ? 0 : SQLITE_DETERMINISTIC);
  for (int count = function.least; count <= function.most; ++count) {
    // SQLite calls `forget` when this fails, too.
    const int result =
        sqlite3_create_function_v2(database, function.name, count, flags,
                                   new registered{kept, &function}, call, nullptr, nullptr, forget);
    if (result != SQLITE_OK) return result;
  }
  return SQLITE_OK;
}

int register_all(sqlite3* database) {
  const auto kept = std::make_shared<connection>();
  for (const scalar_function& function : scalar_functions()) {
    int result = register_scalar(database, kept, function);
    if (result == SQLITE_OK && function.most > 0) result = register_try(database, kept, function);
    if (result != SQLITE_OK) return result;
  }
  for (const table_function& function : table_functions()) {
    const int result = register_rows(database, kept, function);
    if (result != SQLITE_OK) return result;
  }
  return SQLITE_OK;
}

}  // namespace

char* told(const error& failure) noexcept {
  return sqlite3_mprintf("%s: %s", status_name(failure.code()).data(), failure.what());
}

void answer_cell(sqlite3_context* context, const cell& value) {
  if (const auto* number = std::get_if<std::int64_t>(&value)) {
    sqlite3_result_int64(context, *number);
  } else if (const auto* text = std::get_if<std::string>(&value)) {
    sqlite3_result_text64(context, text->data(), text->size(), SQLITE_TRANSIENT, SQLITE_UTF8);
  } else {
    sqlite3_result_null(context);
  }
}

}  // namespace srok::sqlite

extern "C" __attribute__((visibility("default"))) int sqlite3_srok_init(
    sqlite3* database, char** out_error, const sqlite3_api_routines* routines) {
  SQLITE_EXTENSION_INIT2(routines);
  if (sqlite3_libversion_number() < 3038000) {  // sqlite3_vtab_config's INNOCUOUS, 64-bit lengths
    *out_error =
        sqlite3_mprintf("srok needs SQLite 3.38 or later, this is %s", sqlite3_libversion());
    return SQLITE_ERROR;
  }
  try {
    return srok::sqlite::register_all(database);
  } catch (const std::bad_alloc&) {
    return SQLITE_NOMEM;
  }
}
