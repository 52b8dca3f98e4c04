/* SPDX-License-Identifier: MIT */
/* children.c with shells as programs. */
#include <signal.h>
#include <stdio.h>
#include <sys/wait.h>
#include <unistd.h>

#include "children.h"
#include "steps.h"
#include "unit.h"

struct world {
	struct event_base *base;
	struct children children;
	struct text log;
	unsigned running;
};

static void on_line(void *context, unsigned program, int stream, const char *line)
{
	struct world *world = context;
	text_format(&world->log, "%s %s: %s\n", program_id_name((enum program_id)program),
		    stream == STREAM_OUT ? "out" : "err", line);
}

static void on_ended(void *context, unsigned program, int status)
{
	struct world *world = context;
	text_format(&world->log, "%s ended %d\n", program_id_name((enum program_id)program),
		    status);
	if (--world->running == 0)
		event_base_loopbreak(world->base);
}

static const struct children_owner owner = {on_line, on_ended};

static int set_up_world(void **state)
{
	static struct world world;
	world = (struct world){.base = event_base_new()};
	text_init(&world.log);
	children_init(&world.children, PROGRAM_COUNT, world.base, &owner, &world);
	*state = &world;
	return world.base ? 0 : -1;
}

static int tear_down_world(void **state)
{
	struct world *world = *state;
	children_end(&world->children);
	children_release(&world->children);
	event_base_free(world->base);
	text_release(&world->log);
	return 0;
}

static void start(struct world *world, unsigned program, const char *script)
{
	const char *const arguments[] = {"/bin/sh", "-c", script, NULL};
	struct err err;
	if (!children_start(&world->children, program, arguments, &err))
		fail_msg("%s", err.text);
	world->running++;
}

static void tells_lines_and_the_end(void **state)
{
	struct world *world = *state;
	start(world, PROGRAM_CLIENT, "printf 'one\\ntwo'; exit 3");
	event_base_dispatch(world->base);
	assert_text(&world->log, "client out: one\nclient out: two\nclient ended 3\n");
	assert_false(children_run(&world->children, PROGRAM_CLIENT));
	assert_text(&world->children.items[PROGRAM_CLIENT].streams[STREAM_OUT].said, "one\ntwo");
}

static void tells_what_killed_it(void **state)
{
	struct world *world = *state;
	start(world, PROGRAM_SERVER, "echo oh >&2; kill -KILL $$");
	event_base_dispatch(world->base);
	assert_text(&world->log, "server err: oh\nserver ended 137\n");
}

static void one_that_cannot_be_started_says_so(void **state)
{
	struct world *world = *state;
	const char *const arguments[] = {"/nonexistent/program", NULL};
	struct err err;
	assert_true(children_start(&world->children, PROGRAM_SNIFFER, arguments, &err));
	world->running++;
	event_base_dispatch(world->base);
	assert_text(&world->log, "sniffer err: cannot start /nonexistent/program: No such file or "
				 "directory\nsniffer ended 127\n");
}

static void each_has_a_session_of_its_own(void **state)
{
	struct world *world = *state;
	start(world, PROGRAM_CLIENT, "read line </proc/self/stat; set -- ${line#*) }; echo $4 $$");
	event_base_dispatch(world->base);
	int session, pid;
	const char *log = text_c_string(&world->log);
	assert_int_equal(sscanf(log, "client out: %d %d", &session, &pid), 2);
	assert_int_not_equal(session, getsid(0));
}

static void one_may_be_started_again(void **state)
{
	struct world *world = *state;
	struct err err;
	const char *const arguments[] = {"/bin/true", NULL};
	start(world, PROGRAM_SERVER2, "exit 1");
	assert_false(children_start(&world->children, PROGRAM_SERVER2, arguments, &err));
	assert_string_equal(err.text, "true runs already");
	event_base_dispatch(world->base);
	start(world, PROGRAM_SERVER2, "echo again");
	event_base_dispatch(world->base);
	assert_text(&world->log, "server2 ended 1\nserver2 out: again\nserver2 ended 0\n");
}

/* One that has died is known before its end is told; one that hears no SIGTERM is killed. */
static void ends_what_still_runs(void **state)
{
	struct world *world = *state;
	int status;
	siginfo_t end;
	start(world, PROGRAM_CLIENT, "trap '' TERM; echo ready; while :; do sleep 1; done");
	start(world, PROGRAM_SERVER, "exit 5");
	waitid(P_PID, (id_t)world->children.items[PROGRAM_SERVER].pid, &end, WEXITED | WNOWAIT);
	assert_true(children_died(&world->children, PROGRAM_SERVER, &status));
	assert_int_equal(status, 5);
	assert_false(children_died(&world->children, PROGRAM_CLIENT, &status));
	children_signal(&world->children, PROGRAM_CLIENT, SIGKILL);
	children_end(&world->children);
	assert_false(children_run(&world->children, PROGRAM_CLIENT));
	assert_false(children_run(&world->children, PROGRAM_SERVER));
}

int test_children(void)
{
#define WITH_WORLD(test) cmocka_unit_test_setup_teardown(test, set_up_world, tear_down_world)
	static const struct CMUnitTest tests[] = {
	    WITH_WORLD(tells_lines_and_the_end),
	    WITH_WORLD(tells_what_killed_it),
	    WITH_WORLD(one_that_cannot_be_started_says_so),
	    WITH_WORLD(each_has_a_session_of_its_own),
	    WITH_WORLD(one_may_be_started_again),
	    WITH_WORLD(ends_what_still_runs),
	};
#undef WITH_WORLD
	return run_group(tests, NULL, NULL);
}
