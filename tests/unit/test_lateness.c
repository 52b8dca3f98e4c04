/* SPDX-License-Identifier: MIT */
#include "lateness.h"
#include "unit.h"

static void fast(struct text *why)
{
	(void)why;
}

static void slow(struct text *why)
{
	text_string(why, "slow");
}

/* An idle machine, and an exchange without anything late. */
struct world {
	struct scenario scenario;
	struct exchange_times times;
	struct lateness_measured measured;
	int64_t silences[4];
};

static void set_up_world(struct world *world, const char *file)
{
	struct err err;
	*world = (struct world){
	    .times = {.close_us = -1, .again_us = -1},
	    .measured = {.pressure_known = true,
			 .took = 300,
			 .processors = 2,
			 .slow_processor = fast},
	};
	if (!scenario_parse(&world->scenario, "x", file, strlen(file), &err))
		fail_msg("%s", err.text);
	world->times.silences = world->silences;
}

static void expect(struct world *world, bool strict, const char *words)
{
	struct text why;
	text_init(&why);
	lateness_words(&why, &world->scenario, &world->times, &world->measured, strict);
	assert_text(&why, words);
	text_release(&why);
	scenario_release(&world->scenario);
}

static void an_idle_machine_is_not_late(void **state)
{
	(void)state;
	struct world world;
	set_up_world(&world, "until-phases: 3\nlate-after-ms: 34\nlossless: yes\n");
	world.times.close_us = 34000;
	expect(&world, true, "");
}

static void the_server_closed_late(void **state)
{
	(void)state;
	struct world world;
	set_up_world(&world, "until-phases: 3\nlate-after-ms: 34\nserver: --close-delay=100\n");
	world.times.close_us = 134001;
	expect(&world, false,
	       "the server closed 134.00 ms after the client's FIN (limit 134 ms): the machine was "
	       "too "
	       "slow to tell");
}

static void a_segment_was_sent_again(void **state)
{
	(void)state;
	struct world world;
	set_up_world(&world, "until-phases: 3\nlossless: yes\n");
	world.times.again_us = 7060;
	expect(
	    &world, false,
	    "a segment was sent again after 7.06 ms though none was lost: the machine was too slow "
	    "to tell");
	set_up_world(&world, "step: slow lo\nstep: fast lo\nlossless: yes\n");
	world.times.again_us = 2310;
	expect(&world, false,
	       "a segment was sent again after 2.31 ms though none was lost (lo had held it longer "
	       "than the retransmission time-out): the machine was too slow to tell");
	set_up_world(&world, "step: slow lo\nstep: fast lo\nlossless: yes\n");
	world.times.again_us = 204000;
	expect(&world, false,
	       "a segment was sent again after 204.00 ms though none was lost: the machine was too "
	       "slow to tell");
	set_up_world(&world, "until-phases: 3\n");
	world.times.again_us = 7060;
	expect(&world, false, "");
}

static void acks_were_delayed(void **state)
{
	(void)state;
	struct world world;
	set_up_world(&world, "until-phases: 3\ndelayed-acks: 1\n");
	world.times.delayed = 2;
	expect(
	    &world, false,
	    "2 ACKs were delayed until their timer fired (expected 1): the machine was too slow to "
	    "tell");
}

/* A silence counts where somebody may have waited. */
static void a_silence_was_long(void **state)
{
	(void)state;
	static const struct {
		int64_t silence_us, pressed_ms;
		bool known, slow_processor, late;
	} rows[] = {
	    {36000, 100, true, false, true}, /* 100 * 2 * 300 >= 36 * 36 */
	    {36000, 2, true, false, false},  /* 2 * 2 * 300 < 36 * 36 */
	    {36000, 2, true, true, true},     {36000, 0, false, false, true},
	    {34000, 100, true, false, false}, /* as long as the scenario has it */
	};
	for (size_t i = 0; i < COUNT_OF(rows); i++) {
		struct world world;
		set_up_world(&world, "until-phases: 3\nsilences: any\n");
		world.silences[0] = 900000;
		world.silences[1] = rows[i].silence_us;
		world.times.silence_count = 2;
		world.measured.pressed[PRESSURE_CPU] = rows[i].pressed_ms;
		world.measured.pressure_known = rows[i].known;
		world.measured.slow_processor = rows[i].slow_processor ? slow : fast;
		expect(&world, false,
		       rows[i].late
			   ? "nothing was sent for 36.00 ms (limit 34 ms): the machine was too "
			     "slow to tell"
			   : "");
	}
}

static void programs_waited(void **state)
{
	(void)state;
	struct world world;
	set_up_world(&world, "until-phases: 3\n");
	world.measured.waited[PROGRAM_SERVER2] = 34;
	expect(&world, false,
	       "the server2 waited 34 ms for a processor: the machine was too slow to tell");
	set_up_world(&world, "until-phases: 3\n");
	world.measured.pressed[PRESSURE_STEAL] = 40;
	expect(&world, false, "the hypervisor took 40 of 300 ms: the machine was too slow to tell");
	set_up_world(&world, "until-phases: 3\n");
	world.measured.late_tick = 35;
	expect(&world, false, "the runner woke up 35 ms late: the machine was too slow to tell");
}

/* A busy machine is a reason only where a matter of milliseconds may be. */
static void the_machine_was_busy(void **state)
{
	(void)state;
	struct world world;
	set_up_world(&world, "until-phases: 3\n");
	world.measured.pressed[PRESSURE_IO] = 150;
	expect(&world, false, "");
	set_up_world(&world, "until-phases: 3\n");
	world.measured.pressed[PRESSURE_IO] = 150;
	expect(&world, true,
	       "programs waited for a disk for 150 of 300 ms: the machine was too slow to tell");
	set_up_world(&world, "until-phases: 3\n");
	world.measured.pressed[PRESSURE_CPU] = 149;
	expect(&world, true, "");
}

int test_lateness(void)
{
	static const struct CMUnitTest tests[] = {
	    cmocka_unit_test(an_idle_machine_is_not_late), cmocka_unit_test(the_server_closed_late),
	    cmocka_unit_test(a_segment_was_sent_again),    cmocka_unit_test(acks_were_delayed),
	    cmocka_unit_test(a_silence_was_long),          cmocka_unit_test(programs_waited),
	    cmocka_unit_test(the_machine_was_busy),
	};
	return run_group(tests, NULL, NULL);
}
