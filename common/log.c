/* SPDX-License-Identifier: MIT */
#include "log.h"

#include <stdarg.h>
#include <stdio.h>

#include "escape.h"
#include "text.h"

static void __attribute__((format(printf, 2, 0)))
log_write(const char *program, const char *format, va_list arguments)
{
	struct text raw, line;
	text_init(&raw);
	text_init(&line);
	text_vformat(&raw, format, arguments);
	if (program)
		text_format(&line, "%s: ", program);
	text_printable(&line, raw.bytes, raw.length);
	text_char(&line, '\n');
	if (line.bytes)
		fwrite(line.bytes, 1, line.length, stderr);
	fflush(stderr);
	text_release(&line);
	text_release(&raw);
}

void log_error(const char *program, const char *format, ...)
{
	va_list arguments;
	va_start(arguments, format);
	log_write(program, format, arguments);
	va_end(arguments);
}

void log_line(const char *format, ...)
{
	va_list arguments;
	va_start(arguments, format);
	log_write(NULL, format, arguments);
	va_end(arguments);
}
