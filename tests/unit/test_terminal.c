/* SPDX-License-Identifier: MIT */
#include "terminal.h"

#include <fcntl.h>
#include <sys/ioctl.h>
#include <unistd.h>
#include <wchar.h>

#include "unit.h"

/* Whatever the user's locale, the width of a character is known. */
static void knows_whether_the_locale_is_utf8(void **state)
{
	(void)state;
	setenv("LC_ALL", "C", 1);
	assert_false(terminal_set_locale());
	assert_int_equal(wcwidth(L'中'), 2);
	setenv("LC_ALL", "C.UTF-8", 1);
	assert_true(terminal_set_locale());
	assert_int_equal(wcwidth(L'中'), 2);
}

static void believes_columns_where_there_is_no_terminal(void **state)
{
	(void)state;
	static const struct {
		const char *told;
		unsigned columns;
	} cases[] = {{"132", 132}, {"", 80}, {"0", 80}, {"-3", 80}, {"wide", 80}, {"99999", 80}};
	int fd = open("/dev/null", O_RDONLY | O_CLOEXEC);
	assert_true(fd >= 0);
	unsetenv("COLUMNS");
	assert_int_equal(terminal_columns(fd), TERMINAL_COLUMNS);
	for (size_t i = 0; i < COUNT_OF(cases); i++) {
		setenv("COLUMNS", cases[i].told, 1);
		assert_int_equal(terminal_columns(fd), cases[i].columns);
	}
	close(fd);
}

static void asks_the_terminal_first(void **state)
{
	(void)state;
	int fd = posix_openpt(O_RDWR | O_NOCTTY);
	const struct winsize size = {.ws_row = 24, .ws_col = 97};
	if (fd < 0)
		skip(); /* no pseudo-terminals here */
	setenv("COLUMNS", "132", 1);
	assert_int_equal(ioctl(fd, TIOCSWINSZ, &size), 0);
	assert_int_equal(terminal_columns(fd), 97);
	const struct winsize unknown = {0};
	assert_int_equal(ioctl(fd, TIOCSWINSZ, &unknown), 0);
	assert_int_equal(terminal_columns(fd), 132);
	close(fd);
}

int test_terminal(void)
{
	const struct CMUnitTest tests[] = {
	    cmocka_unit_test(knows_whether_the_locale_is_utf8),
	    cmocka_unit_test(believes_columns_where_there_is_no_terminal),
	    cmocka_unit_test(asks_the_terminal_first),
	};
	return run_group(tests, NULL, NULL);
}
