/* SPDX-License-Identifier: MIT */
/* What the ladder shows where there is room, and when the terminal changes its width. */
#include "ladder_fixture.h"
#include "terminal.h"

static int set_up(void **state)
{
	(void)state;
	terminal_set_locale();
	return 0;
}

/* Since the connection's first segment, and since the one before. */
static void tells_both_times_where_there_is_room(void **state)
{
	(void)state;
	struct fixture fixture;
	init(&fixture);
	fixture.writer.options.columns = 100;
	fixture.of.flow.first_ns = fixture.of.event.time_ns - 1033111000;
	expect(draw(&fixture), "\n    1.033111            ");
	fixture.of.event.time_ns += 13000;
	expect(draw(&fixture), "    1.033124     +13 µs               ├─ PSH+ACK ");
	fixture.writer.options.ascii = true;
	expect(draw(&fixture), "    1.033124      +0 us ");
	release(&fixture);
}

/* Its lifelines move, and their names stand above them anew; once. */
static void follows_a_terminal_that_is_resized(void **state)
{
	(void)state;
	struct fixture fixture;
	init(&fixture);
	writer_resize(&fixture.writer, 70); /* before the first segment */
	expect_not(draw(&fixture), "0.000000");
	writer_resize(&fixture.writer, 110);
	const char *drawn = draw(&fixture);
	expect(drawn, "client 127.0.0.1:48604");
	expect(drawn, "0.000000"); /* the column that needs 100 */
	expect_not(draw(&fixture), "client 127.0.0.1:48604");
	release(&fixture);
}

int test_ladder_columns(void)
{
	const struct CMUnitTest tests[] = {
	    cmocka_unit_test(tells_both_times_where_there_is_room),
	    cmocka_unit_test(follows_a_terminal_that_is_resized),
	};
	return run_group(tests, set_up, NULL);
}
