/* SPDX-License-Identifier: MIT */
/* kernel_monitor.c, quiet_stretches.c and quiet_points.c. */
#include "quiet_points.h"
#include "unit.h"

enum { CLIENT_PORT = 48604, SERVER_PORT = 8079 };
enum { ESTABLISHED = 1, FIN_WAIT_2 = 5, TIME_WAIT = 6, CLOSE_WAIT = 8, LISTEN = 10 };
#define MS INT64_C(1000000)

static struct endpoint end_of(uint16_t port)
{
	return (struct endpoint){.address = {127, 0, 0, 1}, .port = port, .version = 4};
}

/* An exchange of one connection, and what the kernel was seen to say meanwhile. */
struct world {
	struct observed observed;
	struct kernel_monitor monitor;
	struct scenario scenario;
};

static int set_up_world(void **state)
{
	static struct world world;
	static const char file[] =
	    "until-phases: 3\nkernel-differs: client FIN-WAIT-2 CLOSED it may\n";
	struct err err;
	world = (struct world){.monitor = {.diags = {{.fd = -1}, {.fd = -1}}}};
	*state = &world;
	return scenario_parse(&world.scenario, "x", file, strlen(file), &err) ? 0 : -1;
}

static int tear_down_world(void **state)
{
	struct world *world = *state;
	observed_release(&world->observed);
	kernel_monitor_release(&world->monitor);
	scenario_release(&world->scenario);
	return 0;
}

static void said(struct world *world, int64_t ms, enum side from, unsigned flags, uint32_t seq,
		 uint32_t ack, enum tcp_state client, enum tcp_state server)
{
	observed_add_segment(&world->observed,
			     &(struct observed_segment){
				 .connection = 1,
				 .from = from,
				 .flags = (uint16_t)flags,
				 .relative_seq = seq,
				 .relative_ack = ack,
				 .time_ns = ms * MS,
				 .ends = {end_of(CLIENT_PORT), end_of(SERVER_PORT)},
				 .states = {{(uint8_t)client, true}, {(uint8_t)server, true}},
			     });
}

/* The kernel's list at MS: the states of the client's and of the server's socket, 0 for none. */
static void listed(struct world *world, int64_t ms, uint32_t client, uint32_t server)
{
	struct socket_table table;
	const struct socket_row rows[] = {
	    {.local = end_of(SERVER_PORT), .state = LISTEN},
	    {.local = end_of(SERVER_PORT), .peer = end_of(CLIENT_PORT), .state = server},
	    {.local = end_of(CLIENT_PORT), .peer = end_of(SERVER_PORT), .state = client},
	};
	socket_table_init(&table);
	for (size_t i = 0; i < COUNT_OF(rows); i++)
		if (rows[i].state != 0)
			assert_true(socket_table_add(&table, &rows[i]));
	socket_table_sort(&table);
	kernel_monitor_take(&world->monitor, &table, ms * MS, ms * MS + 1000);
	socket_table_release(&table);
}

/* SYN, SYN+ACK, ACK within a millisecond from 100 on; the client's FIN at 200 and its ACK. */
static void half_closed(struct world *world)
{
	said(world, 100, SIDE_CLIENT, TCP_FLAG_SYN, 0, 0, TCP_SYN_SENT, TCP_LISTEN);
	said(world, 100, SIDE_SERVER, TCP_FLAG_SYN | TCP_FLAG_ACK, 0, 1, TCP_ESTABLISHED,
	     TCP_SYN_RECEIVED);
	said(world, 101, SIDE_CLIENT, TCP_FLAG_ACK, 1, 1, TCP_ESTABLISHED, TCP_ESTABLISHED);
	said(world, 200, SIDE_CLIENT, TCP_FLAG_FIN | TCP_FLAG_ACK, 1, 1, TCP_FIN_WAIT_1,
	     TCP_CLOSE_WAIT);
	said(world, 200, SIDE_SERVER, TCP_FLAG_ACK, 1, 2, TCP_FIN_WAIT_2, TCP_CLOSE_WAIT);
}

static void expect(struct world *world, const char *words, const char *moments)
{
	struct quiet_points points;
	quiet_points_compare(&points, &world->observed, &world->monitor, &world->scenario,
			     QUIET_APART_MS);
	assert_text(&points.words, words);
	assert_text(&points.moments, moments);
	quiet_points_release(&points);
}

static void they_agree(void **state)
{
	struct world *world = *state;
	half_closed(world);
	listed(world, 90, 0, 0);
	listed(world, 110, ESTABLISHED, ESTABLISHED);
	listed(world, 190, ESTABLISHED, ESTABLISHED);
	listed(world, 210, FIN_WAIT_2, CLOSE_WAIT);
	listed(world, 250, FIN_WAIT_2, CLOSE_WAIT);
	expect(world, "",
	       "at +0.010 s the kernel says client ESTABLISHED, server ESTABLISHED\n"
	       "at +0.110 s the kernel says client FIN-WAIT-2, server CLOSE-WAIT\n"
	       "2 moments compared, 0 missed\n");
}

static void the_kernel_says_something_else(void **state)
{
	struct world *world = *state;
	half_closed(world);
	listed(world, 90, 0, 0);
	listed(world, 110, ESTABLISHED, ESTABLISHED);
	listed(world, 190, ESTABLISHED, ESTABLISHED);
	listed(world, 210, TIME_WAIT, 0);
	listed(world, 250, TIME_WAIT, 0);
	expect(world,
	       "at +0.110 s the kernel says client TIME-WAIT, the sniffer FIN-WAIT-2;"
	       "at +0.110 s the kernel says server CLOSED, the sniffer CLOSE-WAIT",
	       "at +0.010 s the kernel says client ESTABLISHED, server ESTABLISHED\n"
	       "at +0.110 s the kernel says client TIME-WAIT, the sniffer FIN-WAIT-2\n"
	       "at +0.110 s the kernel says server CLOSED, the sniffer CLOSE-WAIT\n"
	       "at +0.110 s the kernel says client TIME-WAIT, server CLOSED\n"
	       "2 moments compared, 0 missed\n");
}

/* A segment that was not acknowledged: nothing is compared behind it. */
static void what_is_under_way_is_not_compared(void **state)
{
	struct world *world = *state;
	half_closed(world);
	world->observed.segment_count = 4;
	listed(world, 90, 0, 0);
	listed(world, 210, TIME_WAIT, ESTABLISHED);
	listed(world, 250, TIME_WAIT, ESTABLISHED);
	expect(world, "", "0 moments compared, 1 missed\n");
}

/* A disagreement that the scenario accepts. */
static void what_is_accepted_is_no_fault(void **state)
{
	struct world *world = *state;
	half_closed(world);
	world->observed.segments[4].states[SIDE_CLIENT].state = TCP_CLOSED;
	listed(world, 90, 0, 0);
	listed(world, 210, FIN_WAIT_2, CLOSE_WAIT);
	listed(world, 250, FIN_WAIT_2, CLOSE_WAIT);
	expect(
	    world, "",
	    "accepted: at +0.110 s the kernel says client FIN-WAIT-2, the sniffer CLOSED: it may\n"
	    "at +0.110 s the kernel says client FIN-WAIT-2, server CLOSE-WAIT\n"
	    "1 moments compared, 1 missed\n");
}

/* A socket that was never told lived and died between two looks; a side without one may be called
 * LISTEN while somebody listens there. */
static void what_was_never_seen_contradicts_nothing(void **state)
{
	struct world *world = *state;
	half_closed(world);
	listed(world, 90, 0, 0);
	listed(world, 250, 0, 0);
	expect(world, "",
	       "at +0.006 s the kernel says client CLOSED, server CLOSED\n"
	       "at +0.105 s the kernel says client CLOSED, server CLOSED\n"
	       "2 moments compared, 0 missed\n");
	world->observed.segments[4].states[SIDE_SERVER].state = TCP_LISTEN;
	listed(world, 260, FIN_WAIT_2, CLOSE_WAIT);
	listed(world, 265, FIN_WAIT_2, CLOSE_WAIT);
	listed(world, 270, 0, 0);
	listed(world, 290, 0, 0);
	struct quiet_points points;
	quiet_points_compare(&points, &world->observed, &world->monitor, &world->scenario,
			     QUIET_APART_MS);
	assert_null(strstr(text_c_string(&points.words), "CLOSED, the sniffer LISTEN"));
	assert_non_null(
	    strstr(text_c_string(&points.words), "server CLOSE-WAIT, the sniffer LISTEN"));
	quiet_points_release(&points);
}

/* Between the last look that found the old state and the first that found the new one nothing is
 * known. */
static void a_change_is_somewhere_between_two_looks(void **state)
{
	struct world *world = *state;
	listed(world, 10, ESTABLISHED, 0);
	listed(world, 20, ESTABLISHED, 0);
	listed(world, 30, FIN_WAIT_2, 0);
	listed(world, 40, FIN_WAIT_2, 0);
	const struct kernel_monitor *monitor = &world->monitor;
	assert_int_equal(monitor->count, 3); /* the listener, and two of the client's socket */
	const struct socket_stretch *old = &monitor->stretches[1], *new = &monitor->stretches[2];
	if (old->state != ESTABLISHED)
		old = &monitor->stretches[0];
	assert_int_equal(old->state, ESTABLISHED);
	assert_int_equal(socket_stretch_end(monitor, old), 20 * MS);
	assert_int_equal(new->state, FIN_WAIT_2);
	assert_int_equal(new->from_ns, 30 * MS + 1000);
	assert_int_equal(socket_stretch_end(monitor, new), 40 * MS);
}

int test_quiet_points(void)
{
#define WITH_WORLD(test) cmocka_unit_test_setup_teardown(test, set_up_world, tear_down_world)
	static const struct CMUnitTest tests[] = {
	    WITH_WORLD(they_agree),
	    WITH_WORLD(the_kernel_says_something_else),
	    WITH_WORLD(what_is_under_way_is_not_compared),
	    WITH_WORLD(what_is_accepted_is_no_fault),
	    WITH_WORLD(what_was_never_seen_contradicts_nothing),
	    WITH_WORLD(a_change_is_somewhere_between_two_looks),
	};
#undef WITH_WORLD
	return run_group(tests, NULL, NULL);
}
