/* SPDX-License-Identifier: MIT */
/* Random exchanges with known truth: what is shown as proven is what the end was in, and from a
 * file each end moves along transitions of RFC 9293 only. */
#include <stdio.h>

#include "ends_pair.h"
#include "unit.h"

enum { SEEDS = 400, NOTES = 2 * PAIR_FRAMES };

/* One connection, read twice. */
struct reading {
	struct pair_log log;
	struct ends_note notes[NOTES];
	size_t note_count;
	struct ends_shown live[PAIR_FRAMES][2];
	struct ends_shown file[PAIR_FRAMES][2];
	unsigned solid, hedged; /* from the file */
	char name[80];
};

static bool reach[ENDS_STATE_COUNT][ENDS_STATE_COUNT];

/* The paths that the rows allow, of one step and more. */
static int find_paths(void **state)
{
	(void)state;
	for (unsigned from = 0; from < ENDS_STATE_COUNT; from++)
		for (unsigned event = 0; event < ENDS_EVENT_COUNT; event++)
			if (ends_rows[from][event].reason)
				reach[from][ends_rows[from][event].to] = true;
	reach[TCP_CLOSED][TCP_SYN_SENT] = reach[TCP_CLOSED][TCP_SYN_RECEIVED] = false;
	for (unsigned by = 0; by < ENDS_STATE_COUNT; by++)
		for (unsigned from = 0; from < ENDS_STATE_COUNT; from++)
			for (unsigned to = 0; to < ENDS_STATE_COUNT; to++)
				reach[from][to] |= reach[from][by] && reach[by][to];
	return 0;
}

static void read_twice(struct reading *reading)
{
	struct ends ends;
	struct ends_step step;
	struct ends_note last[ENDS_NOTES_MAX];
	reading->note_count = 0;
	ends_init(&ends);
	for (uint32_t i = 0; i < reading->log.count; i++) {
		memset(&step, 0xff, sizeof(step));
		ends_step(&ends, &reading->log.frame[i].input, false, &step);
		if (step.correction.frame != 0) {
			assert_int_in_range(step.correction.end, SIDE_CLIENT, SIDE_SERVER);
			assert_int_in_range(step.correction.was, 0, TCP_STATE_COUNT - 1);
			assert_int_in_range(step.correction.state, 0, TCP_STATE_COUNT - 1);
			assert_int_not_equal(step.correction.was, step.correction.state);
		}
		memcpy(reading->live[i], step.shown, sizeof(step.shown));
		assert_true(reading->note_count + step.note_count <= NOTES);
		memcpy(reading->notes + reading->note_count, step.notes,
		       step.note_count * sizeof(step.notes[0]));
		reading->note_count += step.note_count;
	}
	size_t count = ends_finish(&ends, last);
	memcpy(reading->notes + reading->note_count, last, count * sizeof(last[0]));
	reading->note_count += count;
	ends_init(&ends);
	for (uint32_t i = 0; i < reading->log.count; i++) {
		ends_second_pass(&ends, &reading->log.frame[i].input, false, reading->notes,
				 reading->note_count, &step);
		memcpy(reading->file[i], step.shown, sizeof(step.shown));
		assert_int_equal(step.note_count, 0);
		assert_int_equal(step.correction.frame, 0);
	}
}

static const char *name_of(unsigned state)
{
	return state == ENDS_NO_STATE ? "-" : tcp_state_name((enum tcp_state)state);
}

/* The end's last state at its next captured segment behind FRAME that was not overtaken, or at the
 * end of all. */
static unsigned last_possible(const struct pair_log *log, unsigned end, uint32_t frame)
{
	for (uint32_t i = frame + 1; i < log->count; i++)
		if (log->frame[i].input.from == end && !log->frame[i].input.overtaken)
			return log->frame[i].history;
	return log->length[end] - 1U;
}

static bool fin_was_captured(const struct pair_log *log, unsigned end, uint32_t frame)
{
	for (uint32_t i = 0; i <= frame; i++)
		if (log->frame[i].input.from == end && (log->frame[i].input.flags & TCP_FLAG_FIN))
			return true;
	return false;
}

/* RFC 9293 section 3.10.4: that a program closed is not seen before its FIN is: the states of
 * whose FIN was not captured, of HISTORY's end. */
static unsigned without_fin(const uint8_t *history, unsigned i)
{
	switch (history[i]) {
	case TCP_FIN_WAIT_1:
	case TCP_FIN_WAIT_2:
		return TCP_ESTABLISHED;
	case TCP_CLOSING:
	case TCP_TIME_WAIT:
	case TCP_LAST_ACK:
		return TCP_CLOSE_WAIT;
	default:
		return history[i];
	}
}

/* And of who got a FIN that was not. */
static unsigned without_the_other_fin(unsigned state)
{
	switch (state) {
	case TCP_CLOSE_WAIT:
		return TCP_ESTABLISHED;
	case TCP_LAST_ACK:
	case TCP_CLOSING:
		return TCP_FIN_WAIT_1;
	case TCP_TIME_WAIT:
		return TCP_FIN_WAIT_2;
	default:
		return state;
	}
}

/* What a capture cannot tell apart. */
static bool is_equivalent(const struct pair_log *log, unsigned was, unsigned shown)
{
	if (was == TCP_LISTEN)
		return shown == TCP_CLOSED; /* its RST says that there is no such connection */
	/* Which FIN was first is not known where one of them was not captured, or late. */
	if (log->lost_before[SIDE_CLIENT] || log->lost_before[SIDE_SERVER])
		return ((was == TCP_CLOSING || was == TCP_TIME_WAIT) &&
			(shown == TCP_LAST_ACK || shown == TCP_CLOSED)) ||
		       ((was == TCP_LAST_ACK || was == TCP_CLOSED) &&
			(shown == TCP_CLOSING || shown == TCP_TIME_WAIT));
	return false;
}

/* A proven state is one that the end was in, in its own order: of its own segment when it left, of
 * another between the end's segments around it. FIRST: its state at its last segment. */
static void is_true(const struct reading *reading, const char *pass, uint32_t frame, unsigned end,
		    struct ends_shown shown, unsigned first)
{
	const struct pair_log *log = &reading->log;
	bool own = log->frame[frame].input.from == end && !log->frame[frame].input.overtaken;
	unsigned last = own ? first : last_possible(log, end, frame);
	bool fin = !log->lost_before[end] || fin_was_captured(log, end, frame);
	bool other_fin = !log->lost_before[1 - end] || fin_was_captured(log, 1 - end, frame);
	if (shown.hedged)
		return;
	for (unsigned i = first; i <= last; i++) {
		unsigned state = log->history[end][i];
		/* A FIN that is captured later may tell that it had been sent, or had come. */
		unsigned known = other_fin ? state : without_the_other_fin(state);
		if (state == shown.state || known == shown.state ||
		    is_equivalent(log, known, shown.state))
			return;
		if (!fin) {
			/* RFC 7413: it may close before it is established. */
			if (i > 0 && log->history[end][i - 1] == TCP_SYN_RECEIVED &&
			    state == TCP_FIN_WAIT_1 && shown.state == TCP_SYN_RECEIVED)
				return;
			state = without_fin(log->history[end], i);
			if (state == shown.state)
				return;
		}
		if (!other_fin)
			state = without_the_other_fin(state);
		if (state == shown.state || is_equivalent(log, state, shown.state))
			return;
	}
	fail_msg("%s, %s, frame %u: the %s is shown in %s, and was in %s to %s", reading->name,
		 pass, (unsigned)frame + 1, end ? "server" : "client", name_of(shown.state),
		 name_of(log->history[end][first]), name_of(log->history[end][last]));
}

static void moves_along_the_rows(const struct reading *reading, uint32_t frame, unsigned end,
				 struct ends_shown was, struct ends_shown now)
{
	bool closed = was.state == TCP_CLOSED && was.hedged;
	if (was.state == now.state || reach[was.state][now.state] || closed)
		return;
	fail_msg("%s, from a file, frame %u: the %s is led from %s to %s", reading->name,
		 (unsigned)frame + 1, end ? "server" : "client", name_of(was.state),
		 name_of(now.state));
}

static void check_end(struct reading *reading, unsigned end)
{
	struct ends_shown was = {.state = ENDS_NO_STATE};
	unsigned first = 0;
	bool spoke = false;
	for (uint32_t i = 0; i < reading->log.count; i++) {
		const struct pair_frame *frame = &reading->log.frame[i];
		struct ends_shown file = reading->file[i][end];
		if (frame->input.from == end && !frame->input.overtaken) {
			first = frame->history;
			spoke = true;
		}
		assert_int_equal(spoke, file.state != ENDS_NO_STATE);
		if (!spoke)
			continue;
		is_true(reading, "live", i, end, reading->live[i][end], first);
		is_true(reading, "from a file", i, end, file, first);
		moves_along_the_rows(reading, i, end, was, file);
		*(file.hedged ? &reading->hedged : &reading->solid) += 1;
		was = file;
	}
}

/* Plays it with many seeds at each place; returns how many of 100 states are proven. */
static unsigned play(const char *name, struct pair_trouble trouble)
{
	static struct reading reading;
	unsigned solid = 0, hedged = 0;
	for (unsigned seed = 1; seed <= SEEDS; seed++) {
		trouble.place = (uint8_t)(seed % 3);
		pair_play(&reading.log, &trouble, seed * 0x9e3779b97f4a7c15U);
		snprintf(reading.name, sizeof(reading.name), "%s, seed %u", name, seed);
		read_twice(&reading);
		reading.solid = reading.hedged = 0;
		check_end(&reading, SIDE_CLIENT);
		check_end(&reading, SIDE_SERVER);
		solid += reading.solid;
		hedged += reading.hedged;
	}
	return 100 * solid / (solid + hedged);
}

static void a_good_path(void **state)
{
	(void)state;
	assert_true(play(__func__, (struct pair_trouble){.repeats = 0}) >= 90);
}

static void timers_that_fire_early(void **state)
{
	(void)state;
	assert_true(play(__func__, (struct pair_trouble){.repeats = 15}) >= 85);
}

static void losses(void **state)
{
	(void)state;
	assert_true(play(__func__, (struct pair_trouble){.repeats = 15, .loss = 15}) >= 70);
}

static void duplicates_and_disorder_behind_the_capture(void **state)
{
	(void)state;
	struct pair_trouble trouble = {
	    .repeats = 10, .loss = 10, .doubles = 15, .reorders_after = 30};
	assert_true(play(__func__, trouble) >= 60);
}

static void resets(void **state)
{
	(void)state;
	struct pair_trouble trouble = {
	    .repeats = 10, .loss = 10, .aborts = 30, .reorders_after = 20};
	assert_true(play(__func__, trouble) >= 60);
}

static void simultaneous_open(void **state)
{
	(void)state;
	struct pair_trouble trouble = {
	    .repeats = 10, .loss = 10, .reorders_after = 20, .simultaneous_open = true};
	assert_true(play(__func__, trouble) >= 50);
}

static void fast_open(void **state)
{
	(void)state;
	struct pair_trouble trouble = {
	    .repeats = 10, .loss = 10, .reorders_after = 20, .aborts = 5, .fast_open = true};
	assert_true(play(__func__, trouble) >= 50);
}

static void disorder_before_the_capture(void **state)
{
	(void)state;
	struct pair_trouble trouble = {.repeats = 5, .reorders_before = 20};
	assert_true(play(__func__, trouble) >= 50);
}

static void a_capture_that_begins_late(void **state)
{
	(void)state;
	for (uint8_t begins = 1; begins < 40; begins += 3) {
		struct pair_trouble trouble = {.repeats = 10, .loss = 10, .begins = begins};
		assert_true(play(__func__, trouble) >= 50);
	}
}

int test_ends_paths(void)
{
	const struct CMUnitTest tests[] = {
	    cmocka_unit_test(a_good_path),
	    cmocka_unit_test(timers_that_fire_early),
	    cmocka_unit_test(losses),
	    cmocka_unit_test(duplicates_and_disorder_behind_the_capture),
	    cmocka_unit_test(resets),
	    cmocka_unit_test(simultaneous_open),
	    cmocka_unit_test(fast_open),
	    cmocka_unit_test(disorder_before_the_capture),
	    cmocka_unit_test(a_capture_that_begins_late),
	};
	return run_group(tests, find_paths, NULL);
}
