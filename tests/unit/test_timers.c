/* SPDX-License-Identifier: MIT */
#include "timers.h"
#include "unit.h"

#include <stdlib.h>

enum { JIFFY_US = 4000 };

static void knows_its_clock(void **state)
{
	(void)state;
	assert_true(timers_clock_counts("console=ttyS0 demo_clock=instructions quiet\n"));
	assert_false(timers_clock_counts("console=ttyS0 quiet\n"));
	assert_false(timers_clock_counts("demo_clock=instructions-not x_demo_clock=instructions"));
	assert_false(timers_clock_counts(""));
}

static void has_a_file_for_each_series_and_machine(void **state)
{
	(void)state;
	static const char *const rows[][2] = {
	    {"6.1.0-49-cloud-amd64", "g/times/6.1-x86_64.tsv"},
	    {"6.12.118+deb13", "g/times/6.12-x86_64.tsv"},
	    {"7.3-rc1", "g/times/7.3-x86_64.tsv"},
	    {"5.10", "g/times/5.10-x86_64.tsv"},
	    {"", "g/times/-x86_64.tsv"},
	};
	for (size_t i = 0; i < COUNT_OF(rows); i++) {
		char *path = timers_path("g", rows[i][0], "x86_64");
		assert_string_equal(path, rows[i][1]);
		free(path);
	}
}

static void splits(const char *all, const char *before, const char *own, const char *behind)
{
	struct text texts[3];
	for (int i = 0; i < 3; i++)
		text_init(&texts[i]);
	timers_split(all, "keepalive", &texts[0], &texts[1], &texts[2]);
	assert_text(&texts[0], before);
	assert_text(&texts[1], own);
	assert_text(&texts[2], behind);
	for (int i = 0; i < 3; i++)
		text_release(&texts[i]);
}

static void finds_a_scenarios_rows(void **state)
{
	(void)state;
	splits("", "", "", "");
	splits("# c\nabort\t1\nkeep\t1\nkeepalive\t1\nkeepalive\t2\nkeepalive-silent\t1\nwan\t1\n",
	       "# c\nabort\t1\nkeep\t1\n", "keepalive\t1\nkeepalive\t2\n",
	       "keepalive-silent\t1\nwan\t1\n");
	splits("wan\t1", "", "", "wan\t1\n");
}

static void takes_claims_about_timers(void **state)
{
	(void)state;
	struct observed_time times[] = {
	    {1, SIDE_CLIENT, CLAIM_SYN_AGAIN, 1008046},
	    {1, SIDE_SERVER, CLAIM_FIN_ACKED_ALONE, 18},
	    {2, SIDE_SERVER, CLAIM_FIN_ACKED_ALONE, 43762},
	    {2, SIDE_SERVER, CLAIM_FIN_AFTER_ACK, 102303},
	    {2, SIDE_CLIENT, CLAIM_AGAIN_PROBE, 7581},
	};
	struct observed observed = {.times = times, .time_count = COUNT_OF(times)};
	struct text rows;
	char name[] = "x", value[] = "delay client 5";
	struct scenario_entry path = {.key = KEY_PATH, .value = value};
	text_init(&rows);
	timers_rows(&rows, &(struct scenario){.name = name}, &observed);
	assert_text(&rows, "x\t1\tclient\tsyn-again\t1008046\n"
			   "x\t2\tclient\tsent-again-loss-probe\t7581\n"
			   "x\t2\tserver\tfin-acked-alone\t43762\n");
	text_clear(&rows);
	timers_rows(&rows, &(struct scenario){.name = name, .entries = &path, .count = 1},
		    &observed);
	assert_text(&rows, "x\t1\tclient\tsyn-again\t1008046\n"
			   "x\t2\tserver\tfin-acked-alone\t43762\n");
	text_release(&rows);
}

/* By the slots of the wheel, of 250 Hz: 4 ms up to 252 ms, 32 ms up to 2.044 s, 256 ms. */
static void tolerates_a_slot(void **state)
{
	(void)state;
	static const int64_t rows[][2] = {
	    {0, 5000},       {40000, 5000},    {207886, 5000},   {255999, 5000},
	    {256000, 33000}, {1008046, 33000}, {2016000, 33000}, {2048000, 257000},
	};
	for (size_t i = 0; i < COUNT_OF(rows); i++)
		assert_int_equal(timers_tolerance_us(rows[i][0], JIFFY_US), rows[i][1]);
	assert_int_equal(timers_tolerance_us(40000, 10000), 11000);
}

static void says_what_differs(void **state)
{
	(void)state;
	static const char golden[] = "x\t1\tserver\tfin-acked-alone\t43762\n"
				     "x\t2\tclient\tsyn-again\t1013065\n";
	static const struct {
		const char *came, *words;
	} rows[] = {
	    {"x\t1\tserver\tfin-acked-alone\t43762\nx\t2\tclient\tsyn-again\t1013065\n", ""},
	    {"x\t1\tserver\tfin-acked-alone\t48762\nx\t2\tclient\tsyn-again\t980065\n", ""},
	    {"x\t1\tserver\tfin-acked-alone\t48763\nx\t2\tclient\tsyn-again\t1013065\n",
	     "timer 1: connection 1, server: fin-acked-alone after 48.7 ms, in the golden times "
	     "connection 1, server: fin-acked-alone after 43.7 ms (5.0 ms more or less may be)"},
	    {"x\t1\tserver\tfin-acked-alone\t43762\nx\t2\tclient\tsyn-again\t2020000\n",
	     "timer 2: connection 2, client: syn-again after 2020.0 ms, in the golden times "
	     "connection 2, client: syn-again after 1013.0 ms (33.0 ms more or less may be)"},
	    {"x\t1\tserver\tfin-acked-alone\t43762\n",
	     "timer 2: nothing, in the golden times connection 2, client: syn-again after 1013.0 "
	     "ms "
	     "(33.0 ms more or less may be)"},
	    {"x\t1\tserver\tfin-acked-alone\t43762\nx\t2\tserver\tsyn-again\t1013065\n",
	     "timer 2: connection 2, server: syn-again after 1013.0 ms, in the golden times "
	     "connection 2, client: syn-again after 1013.0 ms (33.0 ms more or less may be)"},
	};
	for (size_t i = 0; i < COUNT_OF(rows); i++) {
		struct text words;
		text_init(&words);
		timers_difference(&words, golden, rows[i].came, JIFFY_US);
		assert_text(&words, rows[i].words);
		text_release(&words);
	}
}

int test_timers(void)
{
	static const struct CMUnitTest tests[] = {
	    cmocka_unit_test(knows_its_clock),
	    cmocka_unit_test(has_a_file_for_each_series_and_machine),
	    cmocka_unit_test(finds_a_scenarios_rows),
	    cmocka_unit_test(takes_claims_about_timers),
	    cmocka_unit_test(tolerates_a_slot),
	    cmocka_unit_test(says_what_differs),
	};
	return run_group(tests, NULL, NULL);
}
