/* SPDX-License-Identifier: MIT */
#include "check_progress.h"

void check_progress_away(struct text *line)
{
	text_string(line, "\r\033[K"); /* begin of the line; erase to its end */
}

void check_progress_line(struct text *line, unsigned shown, unsigned total, const char *names)
{
	check_progress_away(line);
	text_format(line, "%u/%u:%.*s", shown, total, PROGRESS_NAMES_MAX, names);
}
