/* Links the C API, as C or as C++: the library loaded is the one the header promises, and answers. */
#include <srok.h>

int main(void) {
  const int64_t submitted = INT64_C(1777465200); /* 2026-04-29T15:20:00+03:00 */
  const int64_t three_days_later = INT64_C(1777983600);
  srok_regulation *regulation = NULL;
  int64_t accepted = 0, due = 0;
  if (srok_abi() != SROK_ABI || srok_version_number() != SROK_VERSION_NUMBER) return 1;
  if (srok_regulation_builtin("technotronics", &regulation, NULL, 0) != SROK_OK) return 2;
  if (srok_regulation_due(regulation, SROK_HIGH, submitted, &accepted, &due) != SROK_OK) return 3;
  srok_regulation_free(regulation);
  return due == three_days_later ? 0 : 4;
}
