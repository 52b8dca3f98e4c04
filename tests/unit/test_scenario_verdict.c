/* SPDX-License-Identifier: MIT */
/* verdict.c and promises.c. */
#include "counters_changed.h"
#include "promises.h"
#include "unit.h"
#include "verdict.h"

#include <stdio.h>

static void fast(struct text *why)
{
	(void)why;
}

/* An exchange of one refused connection, as its golden output has it, on an idle machine. */
struct world {
	struct observed observed;
	struct scenario scenario;
	struct lateness_measured measured;
	struct golden items[2];
	struct goldens goldens;
	struct verdict_input input;
	struct verdict_texts texts;
	struct outcome outcome;
};

static const char golden[] = "1 client SYN seq 0 ack 0 len 0\n1 server RST+ACK seq 0 ack 1 len 0\n";

static int set_up_world(void **state)
{
	static struct world world;
	world = (struct world){
	    .measured = {
		.pressure_known = true, .took = 100, .processors = 2, .slow_processor = fast}};
	observed_add_segment(&world.observed,
			     &(struct observed_segment){.connection = 1, .flags = TCP_FLAG_SYN});
	observed_add_segment(&world.observed,
			     &(struct observed_segment){.connection = 1,
							.from = SIDE_SERVER,
							.flags = TCP_FLAG_RST | TCP_FLAG_ACK,
							.relative_ack = 1,
							.labels = label_bit(LABEL_ZERO_WINDOW)});
	observed_add_connection(&world.observed, &(struct observed_connection){
						     .number = 1,
						     .open = OPEN_REFUSED,
						     .close = CLOSE_NONE,
						     .closed_first = CLOSER_NONE,
						 });
	world.items[0] = (struct golden){.bytes = golden};
	text_init(&world.items[1].border);
	world.goldens = (struct goldens){.items = world.items, .count = 1, .release = "6.1.0-49"};
	world.input = (struct verdict_input){
	    .scenario = &world.scenario,
	    .goldens = &world.goldens,
	    .listing = "",
	    .observed = &world.observed,
	    .measured = &world.measured,
	    .missing = "",
	    .counters_before = {"", ""},
	    .counters_after = {"", ""},
	};
	verdict_texts_init(&world.texts);
	outcome_init(&world.outcome);
	*state = &world;
	return 0;
}

static int tear_down_world(void **state)
{
	struct world *world = *state;
	observed_release(&world->observed);
	scenario_release(&world->scenario);
	verdict_texts_release(&world->texts);
	outcome_release(&world->outcome);
	return 0;
}

/* The scenario has these lines, too. */
static void judge(struct world *world, const char *lines)
{
	char file[512];
	struct err err;
	snprintf(file, sizeof file, "until-phases: 1\ncompare: segments\n%s", lines);
	if (!scenario_parse(&world->scenario, "refused", file, strlen(file), &err))
		fail_msg("%s", err.text);
	verdict_judge(&world->input, &world->texts, &world->outcome);
}

static void expect(struct world *world, enum outcome_word word, const char *reason)
{
	assert_string_equal(outcome_name(world->outcome.word), outcome_name(word));
	assert_text(&world->outcome.reason, reason);
}

static void passes(void **state)
{
	struct world *world = *state;
	judge(world, "expect: refused none none\nlabels: zero-window\n");
	expect(world, OUTCOME_PASS, "the same as its golden output");
	assert_text(&world->texts.compared, golden);
}

static void listings_are_compared_as_they_are(void **state)
{
	struct world *world = *state;
	static const char file[] = "until-phases: 1\n";
	struct err err;
	world->items[0].bytes = world->input.listing = "2023 x\nline\n";
	assert_true(scenario_parse(&world->scenario, "refused", file, strlen(file), &err));
	verdict_judge(&world->input, &world->texts, &world->outcome);
	expect(world, OUTCOME_PASS, "the same as its golden output");
}

static void differs(void **state)
{
	struct world *world = *state;
	world->items[0].bytes = "1 client SYN seq 0 ack 0 len 0\n";
	judge(world, "expect: refused none none\n");
	expect(world, OUTCOME_DIFFERS,
	       "in this run the server refuses the SYN with a RST (segment 2), in the "
	       "golden output it does not");
}

static void names_every_broken_promise(void **state)
{
	struct world *world = *state;
	world->input.missing = "9 segments";
	world->input.counters_before[0] = "TcpExt: A B\nTcpExt: 1 5\n";
	world->input.counters_after[0] = "TcpExt: A B\nTcpExt: 1 6\n";
	judge(world, "expect: 3-way reset client\nexpect: refused none none\nlabels: keep-alive\n"
		     "proof: netstat TcpExtB 2\n");
	expect(
	    world, OUTCOME_DIFFERS,
	    "expected 2 connections, came 1; connection 1: expected 3-way reset client, came "
	    "refused "
	    "none none; no segment is labelled keep-alive; timed out waiting for 9 segments; the "
	    "kernel's "
	    "TcpExtB grew by 1, not 2");
}

static void counts_each_end_exactly(void **state)
{
	struct world *world = *state;
	for (int end = 0; end < 2; end++) {
		world->input.counters_before[end] = "TcpExt: A B\nTcpExt: 1 5\n";
		world->input.counters_after[end] = "TcpExt: A B\nTcpExt: 1 6\n";
	}
	judge(world, "counter: client TcpExtB 1\ncounter: both TcpExtB 1\n"
		     "counter: server TcpExtA 0\ncounter: server TcpExtB 0\n");
	expect(
	    world, OUTCOME_DIFFERS,
	    "the kernel's TcpExtB (both) grew by 2, not 1; the kernel's TcpExtB (server) grew by "
	    "1, not 0");
}

/* The world's one segment of each side has arrived, as far as the sniffer says. */
static void holds_fates_against_the_path(void **state)
{
	struct world *world = *state;
	world->input.losses_known = true;
	world->input.lost[0] = 1;
	for (size_t i = 0; i < world->observed.segment_count; i++)
		world->observed.segments[i].fate = FATE_ARRIVED;
	judge(world, "path: delay client 1\n");
	expect(world, OUTCOME_DIFFERS,
	       "of the client's segments 0 are told to be lost and 0 not to have arrived; 1 were "
	       "lost");
}

static void counts_repetitions_as_the_kernel(void **state)
{
	struct world *world = *state;
	world->input.losses_known = true;
	world->input.counters_before[0] = "Tcp: RetransSegs\nTcp: 1\n";
	world->input.counters_after[0] = "Tcp: RetransSegs\nTcp: 2\n";
	judge(world, "");
	expect(world, OUTCOME_DIFFERS,
	       "0 segments are labelled as sent again; the kernel counted 1");
}

static void changed_counters_are_told(void **state)
{
	(void)state;
	struct text text;
	text_init(&text);
	counters_changed(&text, "both", "TcpExt: A B\nTcpExt: 1 5\nTcp: C\nTcp: 7\n",
			 "TcpExt: A B\nTcpExt: 1 6\nTcp: C\nTcp: 9\n");
	assert_string_equal(text_c_string(&text), "both TcpExtB 1\nboth TcpC 2\n");
	text_release(&text);
}

static void a_busy_machine_excuses_a_label_and_no_connection(void **state)
{
	struct world *world = *state;
	world->measured.pressed[PRESSURE_CPU] = 90;
	judge(world, "labels: keep-alive\n");
	expect(
	    world, OUTCOME_INCONCLUSIVE,
	    "programs waited for a processor for 90 of 100 ms: the machine was too slow to tell");
	scenario_release(&world->scenario);
	text_clear(&world->texts.compared);
	text_clear(&world->texts.broken);
	judge(world, "expect: 3-way reset client\n");
	expect(world, OUTCOME_DIFFERS,
	       "connection 1: expected 3-way reset client, came refused none none");
}

static void dropped_packets_prove_nothing(void **state)
{
	struct world *world = *state;
	world->input.dropped = 3;
	judge(world, "");
	expect(world, OUTCOME_INCONCLUSIVE,
	       "the kernel dropped 3 packets before they were captured");
}

static void a_second_golden_output(void **state)
{
	struct world *world = *state;
	world->items[0].bytes = "1 client SYN seq 0 ack 0 len 0\n";
	world->goldens.second.bytes = golden;
	judge(world, "golden-2: the other was first\n");
	expect(world, OUTCOME_PASS, "the same as its second golden output (the other was first)");
	scenario_release(&world->scenario);
	text_clear(&world->texts.compared);
	world->input.update = true;
	judge(world, "golden-2: the other was first\n");
	expect(world, OUTCOME_PASS, "the golden output is up to date");
}

/* This kernel's golden output is the first of the two, or the one of a border. */
static void on_a_border(void **state)
{
	static const char other[] = "1 client SYN seq 0 ack 0 len 0\n";
	static const char lost[] =
	    "in this run the server refuses the SYN with a RST (segment 2), in the golden output "
	    "it does not";
	static const struct {
		const char *all, *border;
		size_t own;
		enum outcome_word word;
		const char *reason;
	} rows[] = {
	    {other, golden, 1, OUTCOME_PASS, "before Linux 6.5: no RST"},
	    {golden, other, 0, OUTCOME_PASS, "the same as its golden output"},
	    {golden, other, 1, OUTCOME_DIFFERS,
	     "this kernel calls itself 6.1.0-49, but does what those beyond this border do (before "
	     "Linux 6.5: no RST); "},
	    {other, golden, 0, OUTCOME_DIFFERS,
	     "this kernel calls itself 6.1.0-49, but does what others do (before Linux 6.5: no "
	     "RST); "},
	    {other, other, 1, OUTCOME_DIFFERS, ""},
	};
	for (size_t i = 0; i < COUNT_OF(rows); i++) {
		struct world *world = *state;
		char reason[400];
		world->items[0].bytes = rows[i].all;
		world->items[1].bytes = rows[i].border;
		text_string(&world->items[1].border, "before Linux 6.5: no RST");
		world->goldens.count = 2;
		world->goldens.own = rows[i].own;
		judge(world, "");
		snprintf(reason, sizeof reason, "%s%s", rows[i].reason,
			 rows[i].word == OUTCOME_DIFFERS ? lost : "");
		expect(world, rows[i].word, reason);
		assert_int_equal(world->outcome.at_border,
				 rows[i].word == OUTCOME_PASS && rows[i].own == 1);
		text_release(&world->items[1].border);
		tear_down_world(state);
		set_up_world(state);
	}
}

static void without_a_golden_output_it_fails(void **state)
{
	struct world *world = *state;
	world->items[0].bytes = NULL;
	judge(world, "");
	expect(world, OUTCOME_FAILED, "there is no golden output yet: --update refused makes it");
}

static void updates_only_what_can_be_trusted(void **state)
{
	static const struct {
		const char *golden, *lines;
		int64_t pressed;
		unsigned dropped;
		enum outcome_word word;
		const char *reason;
	} rows[] = {
	    {golden, "", 90, 0, OUTCOME_PASS, "the golden output is up to date"},
	    {NULL, "", 0, 0, OUTCOME_DIFFERS, ""},
	    {"", "", 0, 0, OUTCOME_DIFFERS,
	     "only this run has this connection (from segment 1 on, 2 in all)"},
	    {"", "", 90, 0, OUTCOME_INCONCLUSIVE,
	     "not updated: programs waited for a processor for 90 of 100 ms: the machine was too "
	     "slow "
	     "to tell"},
	    {"", "", 0, 1, OUTCOME_INCONCLUSIVE,
	     "not updated: the kernel dropped 1 packets before they were captured"},
	    {"", "labels: keep-alive\n", 0, 0, OUTCOME_FAILED,
	     "not updated: no segment is labelled keep-alive"},
	};
	for (size_t i = 0; i < COUNT_OF(rows); i++) {
		struct world *world = *state;
		world->input.update = true;
		world->items[0].bytes = rows[i].golden;
		world->input.dropped = rows[i].dropped;
		world->measured.pressed[PRESSURE_CPU] = rows[i].pressed;
		judge(world, rows[i].lines);
		expect(world, rows[i].word, rows[i].reason);
		tear_down_world(state);
		set_up_world(state);
	}
}

static void reads_counters(void **state)
{
	(void)state;
	static const char counters[] = "TcpExt: SyncookiesSent PruneCalled\n"
				       "TcpExt: 17 4\n"
				       "Tcp: ActiveOpens MaxConn\n"
				       "Tcp: 3 -1\n";
	assert_int_equal(promises_counter(counters, "TcpExtSyncookiesSent"), 17);
	assert_int_equal(promises_counter(counters, "TcpExtPruneCalled"), 4);
	assert_int_equal(promises_counter(counters, "TcpActiveOpens"), 3);
	assert_int_equal(promises_counter(counters, "TcpExtNoSuch"), 0);
	assert_int_equal(promises_counter(counters, "TcpExtPrune"), 0);
	assert_int_equal(promises_counter("", "TcpExtPrune"), 0);
}

int test_scenario_verdict(void)
{
#define WITH_WORLD(test) cmocka_unit_test_setup_teardown(test, set_up_world, tear_down_world)
	static const struct CMUnitTest tests[] = {
	    WITH_WORLD(passes),
	    WITH_WORLD(listings_are_compared_as_they_are),
	    WITH_WORLD(differs),
	    WITH_WORLD(names_every_broken_promise),
	    WITH_WORLD(counts_each_end_exactly),
	    WITH_WORLD(holds_fates_against_the_path),
	    WITH_WORLD(counts_repetitions_as_the_kernel),
	    WITH_WORLD(changed_counters_are_told),
	    WITH_WORLD(a_busy_machine_excuses_a_label_and_no_connection),
	    WITH_WORLD(dropped_packets_prove_nothing),
	    WITH_WORLD(a_second_golden_output),
	    WITH_WORLD(on_a_border),
	    WITH_WORLD(without_a_golden_output_it_fails),
	    WITH_WORLD(updates_only_what_can_be_trusted),
	    cmocka_unit_test(reads_counters),
	};
#undef WITH_WORLD
	return run_group(tests, NULL, NULL);
}
