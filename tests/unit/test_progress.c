/* SPDX-License-Identifier: MIT */
#include <errno.h>
#include <fcntl.h>
#include <unistd.h>

#include "unit.h"

#include "progress.h"
#include "redirect.h"
#include "terminal.h"

static const struct client_settings counted = {.load = {.connections = 1, .requests = 1000}};
static const struct client_settings timed = {.load = {.connections = 1, .duration_s = 10}};

static void expect_line(const struct progress *progress, const struct load_result *result,
			size_t columns, const char *want)
{
	struct text text;
	text_init(&text);
	progress_line(progress, result, columns, &text);
	assert_text(&text, want);
	text_release(&text);
}

static struct load_result half_done(void)
{
	struct load_result result = {.requests = 499, .failed = 1, .elapsed_ns = 5000000000};
	histogram_add(&result.latency, 812);
	return result;
}

static void a_bar_takes_what_the_words_leave(void **state)
{
	(void)state;
	struct load_result result = half_done();
	const struct progress progress = {.settings = &counted, .lang = LANG_EN, .per_second = 100};
	expect_line(
	    &progress, &result, 80,
	    " 50% [=================>                 ] 100/s, p99 812 ns, failed 1, 5 s left");
	expect_line(&progress, &result, 57,
		    " 50% [======>     ] 100/s, p99 812 ns, failed 1, 5 s left");
	expect_line(&progress, &result, 49, " 50% 100/s, p99 812 ns, failed 1, 5 s left");
	expect_line(&progress, &result, 40, " 50% 100/s, p99 812 ns, failed 1");
	expect_line(&progress, &result, 12, " 50% 100/s");
	expect_line(&progress, &result, 4, " 50%");
	expect_line(&progress, &result, 3, "");
}

static void chinese_words_are_twice_as_wide(void **state)
{
	(void)state;
	struct load_result result = half_done();
	const struct progress progress = {.settings = &counted, .lang = LANG_ZH, .per_second = 100};
	expect_line(&progress, &result, 60,
		    " 50% [=====>     ] 每秒 100 个, p99 812 ns, 失败 1, 还需 5 s");
	expect_line(&progress, &result, 24, " 50% 每秒 100 个");
}

static void time_can_be_what_is_measured(void **state)
{
	(void)state;
	struct load_result result = {.elapsed_ns = 2500000000};
	const struct progress progress = {.settings = &timed, .lang = LANG_EN};
	expect_line(&progress, &result, 40, " 25% [====>              ] 0/s, 8 s left");
	result.elapsed_ns = 20000000000;
	expect_line(&progress, &result, 20, "100% 0/s, 0 s left");
}

static void failures_are_red_where_there_is_colour(void **state)
{
	(void)state;
	struct load_result result = half_done();
	const struct progress progress = {
	    .settings = &counted, .lang = LANG_EN, .color = true, .per_second = 100};
	expect_line(&progress, &result, 40, " 50% 100/s, p99 812 ns\033[31m, failed 1\033[m");
}

static void a_line_is_drawn_over_and_goes(void **state)
{
	(void)state;
	struct load_result result = half_done();
	struct progress progress = {
	    .settings = &counted, .lang = LANG_EN, .drawn = true, .fd = STDERR_FILENO};
	struct redirect redirect;
	struct text text;
	text_init(&text);
	redirect_begin(&redirect, STDERR_FILENO);
	progress_tick(&progress, &result);
	progress_clear(&progress);
	redirect_end(&redirect, &text);
	/* No terminal says how wide it is: 80 columns, of which three stay free. */
	assert_text(&text,
		    "\r\033[K 50% [================>               ] 100/s, p99 812 ns, failed 1, "
		    "5 s left\r\033[K");
	assert_true(progress.per_second > 99 && progress.per_second < 101);
	text_release(&text);
}

static void expect_told(struct progress *progress, const struct load_result *result,
			const char *want)
{
	struct redirect redirect;
	struct text text;
	text_init(&text);
	redirect_begin(&redirect, STDERR_FILENO);
	progress_tick(progress, result);
	redirect_end(&redirect, &text);
	assert_text(&text, want);
	text_release(&text);
}

#define SLOW                                                                                       \
	"client: few local ports are free: for 90 connections the kernel searched 260 ms; those "  \
	"that the client closed hold one for a minute, in TIME-WAIT: --close=reset leaves none "   \
	"behind\n"

/* As soon as a second is slow, and once. */
static void tells_while_it_runs_that_ports_are_short(void **state)
{
	(void)state;
	struct load_result result = {.elapsed_ns = 900000000, .searched_ns = 60000000};
	struct progress progress = {.settings = &counted, .lang = LANG_EN, .fd = STDERR_FILENO};
	expect_told(&progress, &result, "");
	result.elapsed_ns = 60000000000; /* a thousandth of a minute */
	expect_told(&progress, &result, "");
	result.searched = 90;
	result.searched_ns = 260000000;
	result.elapsed_ns += 500000000;
	expect_told(&progress, &result, "");
	result.elapsed_ns += 500000000;
	expect_told(&progress, &result, SLOW);
	result.elapsed_ns += 1000000000;
	result.searched_ns += 900000000;
	expect_told(&progress, &result, "");
}

static void only_on_a_terminal(void **state)
{
	(void)state;
	int ends[2];
	assert_return_code(pipe(ends), errno);
	setenv("TERM", "xterm", 1);
	assert_false(terminal_redraws(ends[1]));
	close(ends[0]);
	close(ends[1]);
	int terminal = posix_openpt(O_RDWR | O_NOCTTY);
	if (terminal < 0)
		skip();
	assert_true(terminal_redraws(terminal));
	setenv("TERM", "dumb", 1);
	assert_false(terminal_redraws(terminal));
	unsetenv("TERM");
	assert_false(terminal_redraws(terminal));
	close(terminal);
}

int test_progress(void)
{
	terminal_set_locale();
	const struct CMUnitTest tests[] = {
	    cmocka_unit_test(a_bar_takes_what_the_words_leave),
	    cmocka_unit_test(chinese_words_are_twice_as_wide),
	    cmocka_unit_test(time_can_be_what_is_measured),
	    cmocka_unit_test(failures_are_red_where_there_is_colour),
	    cmocka_unit_test(tells_while_it_runs_that_ports_are_short),
	    cmocka_unit_test(a_line_is_drawn_over_and_goes),
	    cmocka_unit_test(only_on_a_terminal),
	};
	return run_group(tests, NULL, NULL);
}
