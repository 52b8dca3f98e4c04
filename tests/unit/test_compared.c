/* SPDX-License-Identifier: MIT */
/* compared_text.c, compared_lines.c, difference.c and exchange_times.c. */
#include "compared_text.h"
#include "exchange_times.h"
#include "unit.h"

#define LINE(from, to, flags, seq, ack, payload)                                                   \
	"tcp报文 | 127.0.0.1:" from "-->127.0.0.1:" to " | " flags " | 序列号: " seq               \
	", 确认应答号: " ack " | payload: " payload "\n"
#define CLIENT(flags, seq, ack, payload) LINE("48604", "8079", flags, seq, ack, payload)
#define SERVER(flags, seq, ack, payload) LINE("8079", "48604", flags, seq, ack, payload)
#define SYN "SYN: true, ACK: false, FIN: false"
#define ACK "SYN: false, ACK: true, FIN: false"
#define FIN "SYN: false, ACK: true, FIN: true"
#define RST "SYN: false, ACK: true, FIN: false, RST: true"

static const struct observed_segment *segment(struct observed *observed, enum side from,
					      unsigned flags, uint32_t seq, uint32_t length,
					      int64_t ms)
{
	const struct observed_segment one = {
	    .connection = 1,
	    .from = from,
	    .flags = (uint16_t)flags,
	    .relative_seq = seq,
	    .length = length,
	    .time_ns = ms * 1000000,
	};
	observed_add_segment(observed, &one);
	return &observed->segments[observed->segment_count - 1];
}

static void writes_segments(void **state)
{
	(void)state;
	struct observed observed = {0};
	struct text text;
	text_init(&text);
	segment(&observed, SIDE_SERVER, TCP_FLAG_SYN | TCP_FLAG_ACK | TCP_FLAG_ECE, 0, 0, 0);
	segment(&observed, SIDE_CLIENT, TCP_FLAG_FIN | TCP_FLAG_ACK | TCP_FLAG_PSH, 1, 11, 0);
	compared_segments(&text, &observed);
	assert_text(&text, "1 server SYN+ACK+ECE seq 0 ack 0 len 0\n"
			   "1 client FIN+ACK seq 1 ack 0 len 11\n");
	text_clear(&text);
	compared_sides(&text, &observed);
	assert_text(&text, "1 client FIN+ACK seq 1 ack 0 len 11\n"
			   "1 server SYN+ACK+ECE seq 0 ack 0 len 0\n");
	text_release(&text);
	observed_release(&observed);
}

static void writes_totals(void **state)
{
	(void)state;
	struct observed observed = {0};
	struct text text;
	text_init(&text);
	observed_add_connection(&observed, &(struct observed_connection){
					       .number = 1,
					       .open = OPEN_3_WAY,
					       .close = CLOSE_HALF,
					       .closed_first = CLOSER_CLIENT,
					       .bytes = {1048576, 2},
					   });
	compared_totals(&text, &observed);
	assert_text(&text,
		    "1 open 3-way, close half-close, first client, client 1048576 bytes, server 2 "
		    "bytes\n");
	text_release(&text);
	observed_release(&observed);
}

static void names_the_difference(void **state)
{
	(void)state;
	static const struct {
		const char *golden, *came, *words;
	} rows[] = {
	    {CLIENT(FIN, "5", "1", "") SERVER(FIN, "1", "6", ""),
	     CLIENT(FIN, "5", "1", "") SERVER(ACK, "1", "6", "") SERVER(FIN, "1", "6", ""),
	     "in this run the server acknowledges the FIN alone (segment 2), so the close takes "
	     "four segments; in the golden output that ACK rides on its own FIN (segment 2)"},
	    {CLIENT(FIN, "5", "1", "") SERVER(ACK, "1", "6", "") SERVER(FIN, "1", "6", ""),
	     CLIENT(FIN, "5", "1", "") SERVER(FIN, "1", "6", ""),
	     "in the golden output the server acknowledges the FIN alone (segment 2), so the close "
	     "takes four segments; in this run that ACK rides on its own FIN (segment 2)"},
	    {CLIENT(SYN, "1", "0", ""), CLIENT(SYN, "1", "0", "") CLIENT(SYN, "1", "0", ""),
	     "this run has the client's SYN twice (segment 1; again: segment 2), the golden "
	     "output once (segment 1)"},
	    {CLIENT(SYN, "1", "0", "") CLIENT(ACK, "2", "1", "hello world and much more"),
	     CLIENT(SYN, "1", "0", ""),
	     "only the golden output has the client's 25 bytes of data (segment 2)"},
	    {CLIENT(SYN, "1", "0", "") CLIENT(FIN, "2", "1", ""),
	     CLIENT(SYN, "1", "0", "") CLIENT(RST, "2", "1", ""),
	     "only this run has a RST in the client's name (segment 2); only the golden output has "
	     "the client's FIN (segment 2)"},
	    {CLIENT(SYN, "1", "0", "") CLIENT(ACK, "2", "1", "a\\n\\x00"),
	     CLIENT(SYN, "1", "0", "") CLIENT(ACK, "2", "1", "a\\n\\x01"),
	     "another content of the client's 3 bytes of data (segment 2 of the golden output, 2 "
	     "of this run)"},
	    {CLIENT(SYN, "1", "0", ""), CLIENT(SYN, "2", "0", ""),
	     "the same segments, but written differently (line 1)"},
	    {CLIENT(SYN, "1", "0", "") "#x\n", CLIENT(SYN, "1", "0", "") "#y\n",
	     "the same segments, but the lines between them differ (line 2)"},
	    {"1 client SYN seq 0 ack 0 len 0\n",
	     "1 client SYN seq 0 ack 0 len 0\n1 server ACK seq 1 ack 1 len 12\n",
	     "only this run has the server's 12 bytes of data (segment 2)"},
	    {"1 client SYN+ECE+CWR seq 0 ack 0 len 0\n1 server SYN+ACK+ECE seq 0 ack 1 len 0\n",
	     "1 client SYN seq 0 ack 0 len 0\n1 server SYN+ACK seq 0 ack 1 len 0\n",
	     "in the golden output the client's SYN asks for ECN (RFC 3168; segment 1), and the "
	     "server agrees, in this run it does not"},
	    {"1 open 3-way, close 3-segment, first client, client 1 bytes, server 0 bytes\n",
	     "1 open 3-way, close 4-segment, first client, client 1 bytes, server 2 bytes\n",
	     "close: three segments in the golden output, four segments in this run; bytes of the "
	     "server: 0 in the golden output, 2 in this run"},
	    {CLIENT(SYN, "1", "0", ""),
	     CLIENT(SYN, "1", "0", "") LINE("48605", "8079", SYN, "7", "0", ""),
	     "connection 2 of this run: only this run has this connection (from segment 2 on, 1 in "
	     "all)"},
	};
	for (size_t i = 0; i < COUNT_OF(rows); i++) {
		struct text words;
		text_init(&words);
		compared_difference(&words, rows[i].golden, rows[i].came, true, NULL);
		assert_text(&words, rows[i].words);
		text_release(&words);
	}
}

static void knows_what_milliseconds_change(void **state)
{
	(void)state;
	static const struct {
		const char *golden, *came;
		bool same;
	} rows[] = {
	    /* An ACK alone; a segment twice; another order. */
	    {CLIENT(FIN, "5", "1", ""), CLIENT(FIN, "5", "1", "") SERVER(ACK, "7", "1", ""), true},
	    {CLIENT(ACK, "5", "1", "a"), CLIENT(ACK, "5", "1", "a") CLIENT(ACK, "5", "1", "a"),
	     true},
	    {CLIENT(FIN, "5", "1", "") SERVER(FIN, "7", "1", ""),
	     SERVER(FIN, "7", "1", "") CLIENT(FIN, "5", "1", ""), true},
	    {"1 client ACK seq 1 ack 1 len 3\n",
	     "1 client ACK seq 1 ack 1 len 3\n1 server ACK seq 1 ack 4 len 0\n", true},
	    {"1 open 3-way, close 3-segment, first client, client 1 bytes, server 0 bytes\n",
	     "1 open 3-way, close 4-segment, first client, client 1 bytes, server 0 bytes\n", true},
	    /* Data, a RST, bytes, numbers. */
	    {CLIENT(ACK, "5", "1", "a"), CLIENT(ACK, "5", "1", "b"), false},
	    {CLIENT(FIN, "5", "1", ""), CLIENT(RST, "5", "1", ""), false},
	    {CLIENT(FIN, "5", "1", ""), CLIENT(FIN, "6", "1", ""), false},
	    {"1 open 3-way, close 3-segment, first client, client 1 bytes, server 0 bytes\n",
	     "1 open 3-way, close 3-segment, first client, client 2 bytes, server 0 bytes\n",
	     false},
	    /* Nothing differs among the segments: then it is no matter of order. */
	    {CLIENT(FIN, "5", "1", ""), CLIENT(FIN, "5", "1", "") "#x\n", false},
	};
	for (size_t i = 0; i < COUNT_OF(rows); i++)
		if (compared_same_core(rows[i].golden, rows[i].came) != rows[i].same)
			fail_msg("row %zu", i);
}

static void measures_times(void **state)
{
	(void)state;
	struct observed observed = {0};
	struct exchange_times times;
	segment(&observed, SIDE_CLIENT, TCP_FLAG_SYN, 0, 0, 0);
	segment(&observed, SIDE_SERVER, TCP_FLAG_SYN | TCP_FLAG_ACK, 0, 0, 33);
	segment(&observed, SIDE_CLIENT, TCP_FLAG_ACK, 1, 11, 34);
	segment(&observed, SIDE_CLIENT, TCP_FLAG_ACK, 1, 11, 240); /* again, after 206 */
	segment(&observed, SIDE_SERVER, TCP_FLAG_ACK, 1, 0, 280);  /* delayed */
	segment(&observed, SIDE_CLIENT, TCP_FLAG_FIN | TCP_FLAG_ACK, 12, 0, 281);
	segment(&observed, SIDE_SERVER, TCP_FLAG_FIN | TCP_FLAG_ACK, 1, 0, 284);
	exchange_times_measure(&times, &observed);
	assert_int_equal(times.close_us, 3000);
	assert_int_equal(times.again_us, 206000);
	assert_int_equal(times.silence_count, 2);
	assert_int_equal(times.silences[0], 206000);
	assert_int_equal(times.silences[1], 40000);
	assert_int_equal(times.delayed, 1);
	exchange_times_release(&times);
	observed.segment_count = 3;
	exchange_times_measure(&times, &observed);
	assert_int_equal(times.close_us, -1);
	assert_int_equal(times.again_us, -1);
	assert_int_equal(times.silence_count, 0);
	exchange_times_release(&times);
	observed_release(&observed);
}

int test_compared(void)
{
	static const struct CMUnitTest tests[] = {
	    cmocka_unit_test(writes_segments),
	    cmocka_unit_test(writes_totals),
	    cmocka_unit_test(names_the_difference),
	    cmocka_unit_test(knows_what_milliseconds_change),
	    cmocka_unit_test(measures_times),
	};
	return run_group(tests, NULL, NULL);
}
