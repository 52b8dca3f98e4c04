/* SPDX-License-Identifier: MIT */
/* steps.c and program_options.c. */
#include "program_options.h"
#include "steps.h"
#include "unit.h"

static void parse(struct scenario *scenario, const char *text)
{
	struct err err;
	if (!scenario_parse(scenario, "x", text, strlen(text), &err))
		fail_msg("%s", err.text);
}

/* The steps of a scenario's own in words, a line each. */
static void append_own(struct text *text, const struct step_list *list)
{
	for (size_t i = 0; i < list->count; i++) {
		if (list->items[i].own)
			continue;
		char *words = step_words(&list->items[i]);
		text_format(text, "%s %u\n", words, list->items[i].number);
		free(words);
	}
}

static void expect_own(const char *file, const char *expected)
{
	struct scenario scenario;
	struct step_list list;
	struct text text;
	parse(&scenario, file);
	steps_make(&list, &scenario);
	text_init(&text);
	append_own(&text, &list);
	assert_text(&text, expected);
	text_release(&text);
	steps_release(&list);
	scenario_release(&scenario);
}

static void reads_the_vocabulary(void **state)
{
	(void)state;
	expect_own("step: server --quickack\n"
		   "step: server2! --reuse=off\n"
		   "step: await server2 ended\n"
		   "step: await server says hello world\n"
		   "step: await segments 5\n"
		   "step: await queued 2\n"
		   "step: tell client USR1\n"
		   "step: end server\n"
		   "step: set-up drop client any all\n"
		   "step: clear rules\n"
		   "step: slow lo\n"
		   "step: fast lo\n"
		   "step: pause 50\n",
		   "server --quickack 0\n"
		   "server2 --reuse=off 0\n"
		   "server2 0\n"
		   "server hello world 0\n"
		   "await segments 5\n"
		   "await queued 2\n"
		   "tell client 0\n"
		   "end server 0\n"
		   "set-up drop client any all 0\n"
		   "clear rules 0\n"
		   "slow lo 0\n"
		   "fast lo 0\n"
		   "pause 50\n");
}

static void has_usual_steps(void **state)
{
	(void)state;
	expect_own("until-phases: 3\n", "server 0\nclient 0\nclient 0\nawait phases 3\n");
}

/* A world in which things happen when the test says so. */
struct world {
	struct text log;
	unsigned over; /* how many more steps may end */
	enum step_kind stops_at;
};

static bool begin(void *context, const struct scenario_step *step)
{
	struct world *world = context;
	text_format(&world->log, "%d ", (int)step->kind);
	return step->kind != world->stops_at;
}

static bool is_over(void *context, const struct scenario_step *step)
{
	struct world *world = context;
	(void)step;
	return world->over > 0 && world->over--;
}

static const struct steps_owner owner = {begin, is_over};

static void goes_on_when_something_has_happened(void **state)
{
	(void)state;
	struct scenario scenario;
	struct step_list list;
	struct world world = {.over = 1, .stops_at = STEP_CLEAR_RULES};
	text_init(&world.log);
	parse(&scenario, "step: server\nstep: pause 1\n");
	steps_make(&list, &scenario);
	struct steps_machine machine = {.list = &list};
	assert_int_equal(steps_advance(&machine, &owner, &world), STEPS_WAIT);
	assert_int_equal(machine.at, 1);
	size_t begun = world.log.length;
	assert_int_equal(steps_advance(&machine, &owner, &world), STEPS_WAIT);
	assert_int_equal(world.log.length, begun); /* no step begins twice */
	world.over = (unsigned)list.count;
	assert_int_equal(steps_advance(&machine, &owner, &world), STEPS_OVER);
	assert_int_equal(machine.at, list.count);
	text_release(&world.log);
	steps_release(&list);
	scenario_release(&scenario);
}

static void stops_where_its_owner_does(void **state)
{
	(void)state;
	struct scenario scenario;
	struct step_list list;
	struct world world = {.over = 1000, .stops_at = STEP_CLEAR_RULES};
	text_init(&world.log);
	parse(&scenario, "step: server\nstep: clear rules\nstep: pause 1\n");
	steps_make(&list, &scenario);
	struct steps_machine machine = {.list = &list};
	assert_int_equal(steps_advance(&machine, &owner, &world), STEPS_STOPPED);
	assert_int_equal(list.items[machine.at].kind, STEP_CLEAR_RULES);
	text_release(&world.log);
	steps_release(&list);
	scenario_release(&scenario);
}

static void gives_up_and_still_ends_the_programs(void **state)
{
	(void)state;
	struct scenario scenario;
	struct step_list list;
	struct world world = {.stops_at = STEP_CLEAR_RULES};
	text_init(&world.log);
	parse(&scenario, "step: server\nstep: await phases 3\nstep: clear rules\n");
	steps_make(&list, &scenario);
	struct steps_machine machine = {.list = &list};
	while (list.items[machine.at].kind != STEP_AWAIT_PHASES) {
		world.over = 1;
		assert_int_equal(steps_advance(&machine, &owner, &world), STEPS_WAIT);
	}
	steps_give_up(&machine);
	assert_int_equal(list.items[machine.at].kind, STEP_MEASURED);
	world.over = 1000;
	assert_int_equal(steps_advance(&machine, &owner, &world), STEPS_OVER);
	text_release(&world.log);
	steps_release(&list);
	scenario_release(&scenario);
}

static void the_last_of_an_option_counts(void **state)
{
	(void)state;
	struct scenario scenario;
	struct words options;
	struct scenario_step step = {.program = PROGRAM_CLIENT2,
				     .text = (char[]){"--port=8080 --b"}};
	parse(&scenario,
	      "client: --port=8079 --send-before-close=a\nclient: --send-before-close=b --b\n"
	      "client2-exit: 1\nuntil-phases: 1\n");
	program_options(&scenario, &step, &options);
	char *joined = words_joined(&options, 0);
	assert_string_equal(joined, "--send-before-close=a --send-before-close=b --port=8080 --b");
	free(joined);
	words_release(&options);
	assert_int_equal(program_status(&scenario, PROGRAM_CLIENT2), 1);
	assert_int_equal(program_status(&scenario, PROGRAM_CLIENT), 0);
	assert_int_equal(program_status(&scenario, PROGRAM_SNIFFER), 0);
	scenario_release(&scenario);
}

int test_steps(void)
{
	static const struct CMUnitTest tests[] = {
	    cmocka_unit_test(reads_the_vocabulary),
	    cmocka_unit_test(has_usual_steps),
	    cmocka_unit_test(goes_on_when_something_has_happened),
	    cmocka_unit_test(stops_where_its_owner_does),
	    cmocka_unit_test(gives_up_and_still_ends_the_programs),
	    cmocka_unit_test(the_last_of_an_option_counts),
	};
	return run_group(tests, NULL, NULL);
}
