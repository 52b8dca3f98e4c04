/* SPDX-License-Identifier: MIT */
#include "terminal.h"

#include <langinfo.h>
#include <locale.h>
#include <stdlib.h>
#include <string.h>
#include <sys/ioctl.h>
#include <unistd.h>

#include "number.h"

enum { COLUMNS_MAX = 10000 };

bool terminal_set_locale(void)
{
	setlocale(LC_CTYPE, "");
	bool utf8 = strcmp(nl_langinfo(CODESET), "UTF-8") == 0;
	/* Where there is none of this name, the user's own has to do. */
	setlocale(LC_CTYPE, "C.UTF-8");
	return utf8;
}

unsigned terminal_columns(int fd)
{
	struct winsize size;
	uint64_t told;
	const char *columns = getenv("COLUMNS");
	if (ioctl(fd, TIOCGWINSZ, &size) == 0 && size.ws_col > 0)
		return size.ws_col;
	if (columns && number_parse(columns, 1, COLUMNS_MAX, &told))
		return (unsigned)told;
	return TERMINAL_COLUMNS;
}

bool terminal_redraws(int fd)
{
	const char *term = getenv("TERM");
	return term && strcmp(term, "dumb") != 0 && isatty(fd) == 1;
}

void terminal_redraw(int fd, const struct text *line)
{
	struct text text;
	text_init(&text);
	text_string(&text, "\r\033[K");
	if (line)
		text_bytes(&text, line->bytes, line->length);
	if (write(fd, text.bytes, text.length) < 0)
		text_clear(&text);
	text_release(&text);
}
