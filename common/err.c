/* SPDX-License-Identifier: MIT */
#include "err.h"

#include <stdarg.h>
#include <stdio.h>

static void __attribute__((format(printf, 3, 0)))
fill(struct err *err, bool usage, const char *format, va_list arguments)
{
	if (!err)
		return;
	vsnprintf(err->text, sizeof err->text, format, arguments);
	err->usage = usage;
}

bool err_set(struct err *err, const char *format, ...)
{
	va_list arguments;
	va_start(arguments, format);
	fill(err, false, format, arguments);
	va_end(arguments);
	return false;
}

bool err_set_usage(struct err *err, const char *format, ...)
{
	va_list arguments;
	va_start(arguments, format);
	fill(err, true, format, arguments);
	va_end(arguments);
	return false;
}
