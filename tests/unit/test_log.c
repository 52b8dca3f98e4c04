/* SPDX-License-Identifier: MIT */
#include "log.h"
#include "unit.h"

#include "redirect.h"

static void begins_an_error_with_the_program(void **state)
{
	(void)state;
	struct redirect redirect;
	struct text text;
	text_init(&text);
	redirect_begin(&redirect, STDERR_FILENO);
	log_error("prog", "cannot open %s: %s", "a.pcap", "No such file or directory");
	redirect_end(&redirect, &text);
	assert_text(&text, "prog: cannot open a.pcap: No such file or directory\n");
	text_release(&text);
}

static void reports_without_a_name(void **state)
{
	(void)state;
	struct redirect redirect;
	struct text text;
	text_init(&text);
	redirect_begin(&redirect, STDERR_FILENO);
	log_line("%d packets captured", 8);
	log_line("%s", "");
	redirect_end(&redirect, &text);
	assert_text(&text, "8 packets captured\n\n");
	text_release(&text);
}

/* A name of a file can hold anything: it is one line, and drives no terminal. */
static void shows_no_control_character(void **state)
{
	(void)state;
	struct redirect redirect;
	struct text text;
	text_init(&text);
	redirect_begin(&redirect, STDERR_FILENO);
	log_error("prog", "cannot open %s", "C:\\a\nb\033[2J\u202e\xff");
	redirect_end(&redirect, &text);
	assert_text(&text, "prog: cannot open C:\\a\\nb\\x1b[2J\\xe2\\x80\\xae\\xff\n");
	text_release(&text);
}

int test_log(void)
{
	const struct CMUnitTest tests[] = {
	    cmocka_unit_test(begins_an_error_with_the_program),
	    cmocka_unit_test(reports_without_a_name),
	    cmocka_unit_test(shows_no_control_character),
	};
	return run_group(tests, NULL, NULL);
}
