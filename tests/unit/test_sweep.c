/* SPDX-License-Identifier: MIT */
#include "sweep.h"
#include "sweep_plot.h"
#include "sweep_report.h"
#include "unit.h"

static void add(struct sweep_exchanges *exchanges, unsigned delay_ms, enum close_name close,
		int64_t close_us, int64_t ack_us, unsigned times)
{
	exchanges->items =
	    reallocarray(exchanges->items, exchanges->count + times, sizeof *exchanges->items);
	assert_non_null(exchanges->items);
	while (times-- > 0)
		exchanges->items[exchanges->count++] =
		    (struct sweep_exchange){delay_ms, close, close_us, ack_us};
}

/* Twenty exchanges on each side of the timer, as they should be. */
static void add_usual(struct sweep_exchanges *exchanges)
{
	add(exchanges, 100, CLOSE_4_SEGMENT, 100100, 44000, 10);
	add(exchanges, 100, CLOSE_4_SEGMENT, 100100, 41000, 10);
	add(exchanges, 8, CLOSE_3_SEGMENT, 8100, -1, 20);
	add(exchanges, 40, CLOSE_3_SEGMENT, 40100, -1, 10);
	add(exchanges, 40, CLOSE_4_SEGMENT, 40100, 40050, 1);
}

static void expect(struct sweep_exchanges *exchanges, enum outcome_word word, const char *reason)
{
	struct outcome outcome;
	outcome_init(&outcome);
	sweep_judge(exchanges, &outcome);
	assert_string_equal(outcome_name(outcome.word), outcome_name(word));
	assert_text(&outcome.reason, reason);
	outcome_release(&outcome);
	sweep_release(exchanges);
}

static void never_below_and_always_above(void **state)
{
	(void)state;
	struct sweep_exchanges exchanges = {0};
	add_usual(&exchanges);
	expect(&exchanges, OUTCOME_PASS,
	       "the kernel delays the ACK of a FIN by 40.0 to 44.0 ms (98 % of 21; median 41.0 "
	       "ms): no "
	       "close of four segments up to a close delay of 24 ms, nothing else from 80 ms on");
}

static void a_kernel_with_another_timer_differs(void **state)
{
	(void)state;
	struct sweep_exchanges exchanges = {0};
	add_usual(&exchanges);
	add(&exchanges, 80, CLOSE_3_SEGMENT, 80100, -1, 20);
	expect(&exchanges, OUTCOME_DIFFERS,
	       "with a close delay of 80 ms 0 of 20 closes took four segments");
}

static void one_odd_close_is_the_machine(void **state)
{
	(void)state;
	struct sweep_exchanges exchanges = {0};
	add_usual(&exchanges);
	add(&exchanges, 24, CLOSE_4_SEGMENT, 24100, 24050, 1);
	expect(
	    &exchanges, OUTCOME_INCONCLUSIVE,
	    "with a close delay of 24 ms 1 of 1 closes took four segments, unlike the others: the "
	    "machine was too slow to tell");
}

static void late_closes_tell_nothing(void **state)
{
	(void)state;
	struct sweep_exchanges exchanges = {0};
	add_usual(&exchanges);
	add(&exchanges, 8, CLOSE_4_SEGMENT, 50000, 44000, 20); /* no fault of the rule's */
	expect(&exchanges, OUTCOME_PASS,
	       "the kernel delays the ACK of a FIN by 40.0 to 44.0 ms (98 % of 41; median 44.0 "
	       "ms): no "
	       "close of four segments up to a close delay of 24 ms, nothing else from 80 ms on");
	add_usual(&exchanges);
	add(&exchanges, 8, CLOSE_RESET, 8100, -1, 60);
	expect(&exchanges, OUTCOME_INCONCLUSIVE,
	       "60 of 111 closes came late: the machine was too slow to tell");
	expect(&exchanges, OUTCOME_INCONCLUSIVE,
	       "0 of 0 closes came late: the machine was too slow to tell");
}

static void said(struct observed *observed, uint32_t connection, enum side from, unsigned flags,
		 uint32_t seq, uint32_t ack, int64_t ms)
{
	observed_add_segment(observed,
			     &(struct observed_segment){.connection = connection,
							.from = from,
							.flags = (uint16_t)flags,
							.relative_seq = seq,
							.relative_ack = ack,
							.time_ns = ms * 1000000,
							.ends[SIDE_SERVER] = {.port = 4000}});
}

static void finds_the_exchanges(void **state)
{
	(void)state;
	static const struct sweep_server servers[] = {{8, 3000}, {40, 4000}};
	const unsigned fin = TCP_FLAG_FIN | TCP_FLAG_ACK;
	struct observed observed = {0};
	struct sweep_exchanges exchanges;
	/* One with an ACK that came alone, one without; one that the server did not close. */
	said(&observed, 1, SIDE_CLIENT, fin, 12, 1, 100);
	said(&observed, 1, SIDE_SERVER, TCP_FLAG_ACK, 1, 12, 101); /* of the data */
	said(&observed, 1, SIDE_SERVER, TCP_FLAG_ACK, 1, 13, 141);
	said(&observed, 1, SIDE_SERVER, fin, 1, 13, 142);
	said(&observed, 2, SIDE_CLIENT, fin, 12, 1, 200);
	said(&observed, 2, SIDE_SERVER, fin, 1, 13, 240);
	said(&observed, 3, SIDE_CLIENT, fin, 12, 1, 300);
	for (uint32_t i = 1; i <= 3; i++)
		observed_add_connection(&observed, &(struct observed_connection){
						       .number = i, .close = CLOSE_4_SEGMENT});
	sweep_find(&exchanges, &observed, servers, COUNT_OF(servers));
	assert_int_equal(exchanges.count, 2);
	assert_int_equal(exchanges.items[0].delay_ms, 40);
	assert_int_equal(exchanges.items[0].close_us, 42000);
	assert_int_equal(exchanges.items[0].ack_us, 41000);
	assert_int_equal(exchanges.items[1].close_us, 40000);
	assert_int_equal(exchanges.items[1].ack_us, -1);
	sweep_release(&exchanges);
	observed_release(&observed);
}

static void writes_rows_and_an_object(void **state)
{
	(void)state;
	struct sweep_exchanges exchanges = {0};
	struct text text;
	text_init(&text);
	add(&exchanges, 40, CLOSE_4_SEGMENT, 40100, 40050, 1);
	add(&exchanges, 40, CLOSE_3_SEGMENT, 40100, -1, 1);
	add(&exchanges, 40, CLOSE_4_SEGMENT, 90100, 40061, 1); /* late */
	add(&exchanges, 0, CLOSE_3_SEGMENT, 100, -1, 1);
	sweep_sort(&exchanges);
	sweep_report_tsv(&text, &exchanges);
	assert_text(&text, "delay_ms\truns\tlate\tfour_segment\tshare\tack_min_us\tack_median_us\t"
			   "ack_max_us\n"
			   "0\t1\t0\t0\t0.000\t-\t-\t-\n"
			   "40\t2\t1\t1\t0.500\t40050\t40055\t40061\n");
	text_clear(&text);
	sweep_report_json(&text, &exchanges, "Linux 6");
	assert_text(
	    &text,
	    "{\"v\":1,\"event\":\"sweep\",\"kernel\":\"Linux 6\",\"late\":1,"
	    "\"delayed_ack_us\":{\"count\":2,\"min\":40050,\"median\":40055,\"max\":40061},"
	    "\"delays\":[{\"delay_ms\":0,\"runs\":1,\"late\":0,\"four_segment\":0,\"share\":"
	    "0.000,\"delayed_ack_us\":{\"count\":0}},{\"delay_ms\":40,\"runs\":2,\"late\":1,"
	    "\"four_segment\":1,\"share\":0.500,\"delayed_ack_us\":{\"count\":2,\"min\":40050,"
	    "\"median\":40055,\"max\":40061}}]}\n");
	text_release(&text);
	sweep_release(&exchanges);
}

#define TEN_SPACES "          "
#define FORTY_SPACES TEN_SPACES TEN_SPACES TEN_SPACES TEN_SPACES

static void draws_a_table(void **state)
{
	(void)state;
	struct sweep_exchanges exchanges = {0};
	struct text text;
	text_init(&text);
	add(&exchanges, 40, CLOSE_4_SEGMENT, 40100, 40050, 1);
	add(&exchanges, 40, CLOSE_3_SEGMENT, 40100, -1, 4);
	add(&exchanges, 40, CLOSE_4_SEGMENT, 90100, 42000, 1); /* late */
	sweep_report_table(&text, &exchanges, LANG_EN);
	assert_text(
	    &text,
	    "server's close delay | connections | share of closes that took four segments\n"
	    "  40 ms     5    20 % |##########" FORTY_SPACES
	    "| 1 left out: the server closed later than asked\n"
	    "\n"
	    "time from the client's FIN to the ACK that came alone | how often\n"
	    "  40 ms     1         |##################################################|\n"
	    "  41 ms     0         |" FORTY_SPACES TEN_SPACES "|\n"
	    "  42 ms     1         |##################################################|\n"
	    "2 ACKs: shortest 40.0 ms, median 41.0 ms, longest 42.0 ms; 98 % of them between "
	    "40.0 and 42.0 ms\n");
	text_clear(&text);
	sweep_release(&exchanges);
	sweep_report_table(&text, &exchanges, LANG_ZH);
	assert_text(&text,
		    "服务端close()前的等待 | 连接数 | 四次挥手所占的比例\n\n没有单独的ACK\n");
	text_release(&text);
}

static void draws_a_picture(void **state)
{
	(void)state;
	static const char *const parts[] = {
	    "<svg xmlns=\"http://www.w3.org/2000/svg\" width=\"900\"",
	    "<desc id=\"desc\">98 of 100 ACKs between 40.0 and 40.0 ms, median 40.0</desc>",
	    "Linux &lt;6&gt;, 3 connections, of which 2 are shown; 1 left out because the server "
	    "closed "
	    "later than asked</text>",
	    "<path class=\"curve\" d=\"M84.0 392.0L870.0 96.0\"/>", /* none, all */
	    "<title>40 ms: 1 connections, 100 %</title>",
	    "</svg>\n",
	};
	struct sweep_exchanges exchanges = {0};
	struct text text;
	text_init(&text);
	add(&exchanges, 0, CLOSE_3_SEGMENT, 100, -1, 1);
	add(&exchanges, 20, CLOSE_3_SEGMENT, 90100, -1, 1); /* late: no point */
	add(&exchanges, 40, CLOSE_4_SEGMENT, 40100, 40000, 1);
	sweep_plot(&text, &exchanges, LANG_EN, "Linux <6>");
	for (size_t i = 0; i < COUNT_OF(parts); i++)
		if (!strstr(text_c_string(&text), parts[i]))
			fail_msg("no %s in\n%s", parts[i], text_c_string(&text));
	text_clear(&text);
	sweep_release(&exchanges);
	sweep_plot(&text, &exchanges, LANG_ZH, "Linux 6");
	assert_non_null(strstr(text_c_string(&text), "<desc id=\"desc\">没有单独的ACK</desc>"));
	assert_null(strstr(text_c_string(&text), "class=\"window\""));
	text_release(&text);
}

int test_sweep(void)
{
	static const struct CMUnitTest tests[] = {
	    cmocka_unit_test(never_below_and_always_above),
	    cmocka_unit_test(a_kernel_with_another_timer_differs),
	    cmocka_unit_test(one_odd_close_is_the_machine),
	    cmocka_unit_test(late_closes_tell_nothing),
	    cmocka_unit_test(finds_the_exchanges),
	    cmocka_unit_test(writes_rows_and_an_object),
	    cmocka_unit_test(draws_a_table),
	    cmocka_unit_test(draws_a_picture),
	};
	return run_group(tests, NULL, NULL);
}
