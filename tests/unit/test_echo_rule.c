/* SPDX-License-Identifier: MIT */
#include "echo_rule.h"
#include "protocol.h"
#include "unit.h"

/* What happens on one connection, and what is to be done about it. */
enum event { END, BYTES, PAUSE, HANG_UP };

struct step {
	enum event event;
	const char *bytes;
	size_t echo, drop;
};

struct story {
	const char *name;
	enum echo_mode mode;
	struct step steps[6];
};

static const struct story stories[] = {
    {"the documented client hangs up before its message ended",
     ECHO_MODE_MESSAGE,
     {{BYTES, "hello world", 0, 0}, {HANG_UP, NULL, 0, 11}}},
    {"a client that waits gets it back after the pause",
     ECHO_MODE_MESSAGE,
     {{BYTES, "hello world", 0, 0}, {PAUSE, NULL, 11, 0}, {HANG_UP, NULL, 0, 0}}},
    {"a line comes back at once",
     ECHO_MODE_MESSAGE,
     {{BYTES, "line\n", 5, 0}, {PAUSE, NULL, 0, 0}}},
    {"a line in two pieces comes back whole",
     ECHO_MODE_MESSAGE,
     {{BYTES, "li", 0, 0}, {BYTES, "ne\n", 5, 0}}},
    {"lines before a hang-up come back, the tail does not",
     ECHO_MODE_MESSAGE,
     {{BYTES, "a\nbc\ntail", 5, 0}, {HANG_UP, NULL, 0, 4}}},
    {"a tail that is completed later",
     ECHO_MODE_MESSAGE,
     {{BYTES, "a\nta", 2, 0}, {BYTES, "il", 0, 0}, {BYTES, "\n", 5, 0}, {HANG_UP, NULL, 0, 0}}},
    {"an empty line", ECHO_MODE_MESSAGE, {{BYTES, "\n", 1, 0}, {BYTES, "\n\n", 2, 0}}},
    {"after a pause a new message begins",
     ECHO_MODE_MESSAGE,
     {{BYTES, "ab", 0, 0}, {PAUSE, NULL, 2, 0}, {BYTES, "c", 0, 0}, {HANG_UP, NULL, 0, 1}}},
    {"nothing was sent", ECHO_MODE_MESSAGE, {{PAUSE, NULL, 0, 0}, {HANG_UP, NULL, 0, 0}}},
    {"bytes: everything at once",
     ECHO_MODE_BYTES,
     {{BYTES, "hello", 5, 0}, {BYTES, "\n", 1, 0}, {PAUSE, NULL, 0, 0}, {HANG_UP, NULL, 0, 0}}},
    {"off: nothing, ever",
     ECHO_MODE_OFF,
     {{BYTES, "line\n", 0, 5}, {PAUSE, NULL, 0, 0}, {HANG_UP, NULL, 0, 0}}},
};

static struct echo_action play(struct echo_rule *rule, const struct step *step)
{
	switch (step->event) {
	case BYTES:
		return echo_rule_received(rule, step->bytes, strlen(step->bytes));
	case PAUSE:
		return echo_rule_paused(rule);
	default:
		return echo_rule_hung_up(rule);
	}
}

static void tells_what_to_echo(void **state)
{
	(void)state;
	for (size_t i = 0; i < sizeof stories / sizeof stories[0]; i++) {
		struct echo_rule rule;
		echo_rule_init(&rule, stories[i].mode);
		for (const struct step *step = stories[i].steps; step->event != END; step++) {
			struct echo_action verdict = play(&rule, step);
			if (verdict.echo != step->echo || verdict.drop != step->drop)
				fail_msg("%s, step %td: echo %zu, drop %zu", stories[i].name,
					 step - stories[i].steps, verdict.echo, verdict.drop);
		}
	}
}

static void echoes_an_endless_message_in_pieces(void **state)
{
	(void)state;
	static const char piece[1000];
	struct echo_rule rule;
	echo_rule_init(&rule, ECHO_MODE_MESSAGE);
	size_t sent = 0, echoed = 0, most = 0;
	for (int i = 0; i < 1000; i++) {
		echoed += echo_rule_received(&rule, piece, sizeof piece).echo;
		sent += sizeof piece;
		if (sent - echoed > most)
			most = sent - echoed;
	}
	assert_true(most < PROTOCOL_MESSAGE_MAX);
	assert_int_equal(echoed + echo_rule_paused(&rule).echo, sent);
}

int test_echo_rule(void)
{
	const struct CMUnitTest tests[] = {
	    cmocka_unit_test(tells_what_to_echo),
	    cmocka_unit_test(echoes_an_endless_message_in_pieces),
	};
	return run_group(tests, NULL, NULL);
}
