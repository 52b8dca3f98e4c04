/* SPDX-License-Identifier: MIT */
/* What the client says about its single connection. */
#ifndef SINGLE_REPORT_H
#define SINGLE_REPORT_H

#include <stdbool.h>

#include "lang.h"
#include "single.h"
#include "text.h"

/* Appends the lines for standard output: what was sent, and what came back where that was awaited:
 *
 *   sent 11 bytes to 127.0.0.1:8079: hello world
 *   received 11 bytes, the same: hello world
 */
void single_report(const struct client_settings *settings, const struct single_outcome *outcome,
		   enum lang lang, bool color, struct text *text);

/* Appends, for an outcome that is no success, what failed, why, and the remedy, as one line without
 * its newline. */
void single_error_text(const struct client_settings *settings, const struct single_outcome *outcome,
		       struct text *text);

#endif
