/* SPDX-License-Identifier: MIT */
#include "held_jump.h"
#include "unit.h"

enum { ACK = TCP_FLAG_ACK, FIN = TCP_FLAG_FIN | TCP_FLAG_ACK };

struct row {
	enum side from;
	uint16_t flags;
	uint32_t seq, ack, length;
	bool stray; /* it tells so */
};

/* The client has sent up to 100, the server up to 50; frame 1, of the client, counts. */
static void expect_rows(const struct row *rows, unsigned count, unsigned strays)
{
	struct flow flow = {.side = {{.next = 100}, {.next = 50}}};
	struct held_jump jump = {0};
	held_jump_begin(&flow, &jump, 1);
	for (unsigned i = 0; i < count; i++) {
		const struct segment segment = {.frame = i + 2,
						.flags = rows[i].flags,
						.seq = rows[i].seq,
						.ack = rows[i].ack,
						.payload_length = rows[i].length};
		bool stray = jump.open && held_jump_was_stray(&jump, rows[i].from, &segment);
		assert_int_equal(stray, rows[i].stray);
	}
	assert_int_equal(jump.count, strays);
}

static void who_goes_on_before_it_and_is_acknowledged_there_tells(void **state)
{
	(void)state;
	expect_rows((const struct row[]){{SIDE_CLIENT, ACK, 900000, 50, 10, false},
					 {SIDE_CLIENT, FIN, 100, 50, 0, false},
					 {SIDE_SERVER, ACK, 50, 101, 0, true},
					 {SIDE_SERVER, FIN, 50, 101, 0, false}},
		    4, 2);
	/* The other side's numbers tell as well. */
	expect_rows((const struct row[]){{SIDE_SERVER, ACK, 50, 900010, 0, false},
					 {SIDE_SERVER, ACK, 50, 100, 5, false},
					 {SIDE_CLIENT, ACK, 100, 55, 0, true}},
		    3, 2);
}

static void what_lies_before_it_alone_does_not_tell(void **state)
{
	(void)state;
	/* Sent before, and late: an ACK, data again, a RST; and what nobody acknowledges. */
	expect_rows((const struct row[]){{SIDE_CLIENT, ACK, 100, 50, 0, false},
					 {SIDE_SERVER, ACK, 50, 100, 0, false},
					 {SIDE_CLIENT, ACK, 90, 50, 10, false},
					 {SIDE_SERVER, ACK, 50, 100, 0, false},
					 {SIDE_SERVER, TCP_FLAG_RST, 50, 0, 0, false},
					 {SIDE_CLIENT, ACK, 100, 50, 10, false},
					 {SIDE_SERVER, ACK, 50, 100, 0, false}},
		    7, 1);
}

static void many_that_go_on_behind_it_are_no_chance(void **state)
{
	(void)state;
	struct row rows[HELD_JUMP_MAX + 2];
	for (uint32_t i = 0; i < HELD_JUMP_MAX; i++)
		rows[i] = (struct row){SIDE_CLIENT, ACK, 900000 + i, 50, 1, false};
	rows[HELD_JUMP_MAX] = (struct row){SIDE_CLIENT, FIN, 100, 50, 0, false};
	rows[HELD_JUMP_MAX + 1] = (struct row){SIDE_SERVER, ACK, 50, 101, 0, false};
	expect_rows(rows, HELD_JUMP_MAX + 2, HELD_JUMP_MAX);
}

int test_held_jump(void)
{
	const struct CMUnitTest tests[] = {
	    cmocka_unit_test(who_goes_on_before_it_and_is_acknowledged_there_tells),
	    cmocka_unit_test(what_lies_before_it_alone_does_not_tell),
	    cmocka_unit_test(many_that_go_on_behind_it_are_no_chance),
	};
	return run_group(tests, NULL, NULL);
}
