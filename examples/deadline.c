/* The C API in a page: when must a ticket of high priority be answered? */
#include <inttypes.h>
#include <srok.h>
#include <stdio.h>

int main(void) {
  const int64_t submitted = INT64_C(1777465200); /* 2026-04-29T15:20:00+03:00 */
  srok_regulation* regulation = NULL;
  int64_t accepted = 0, due = 0;
  char error[200];

  srok_status status = srok_regulation_builtin("technotronics", &regulation, error, sizeof error);
  if (status == SROK_OK)
    status = srok_regulation_due(regulation, SROK_HIGH, submitted, &accepted, &due);
  if (status != SROK_OK) {
    fprintf(stderr, "%s: %s\n", srok_status_name(status), srok_status_text(status));
    return 1;
  }
  printf("accepted %" PRId64 ", due %" PRId64 "\n", accepted, due); /* 2026-05-05T15:20:00+03:00 */
  srok_regulation_free(regulation);
  return 0;
}
