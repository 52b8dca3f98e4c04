/* SPDX-License-Identifier: MIT */
/* The echo rule against a second, slow reading of it that keeps every byte. Input: the mode, then
 * steps: a byte that says how many bytes come (0 to 252), or a pause, or that the client hangs up.
 */
#include "echo_rule.h"
#include "fuzz.h"
#include "protocol.h"

enum { PAUSE = 253, HANG_UP = 254 };

int LLVMFuzzerInitialize(int *argc, char ***argv)
{
	(void)argc;
	(void)argv;
	return 0;
}

int LLVMFuzzerTestOneInput(const uint8_t *bytes, size_t length)
{
	struct input input = {bytes, length};
	enum echo_mode mode = (enum echo_mode)(input_byte(&input) % 3);
	struct echo_rule rule;
	size_t held = 0,
	       unfinished = 0; /* unfinished: since the last newline or end of a message */
	echo_rule_init(&rule, mode);
	while (input.left > 0) {
		struct echo_action verdict;
		size_t come = input_byte(&input);
		bool hang_up = come == HANG_UP, pause = come == PAUSE;
		if (hang_up) {
			verdict = echo_rule_hung_up(&rule);
		} else if (pause) {
			verdict = echo_rule_paused(&rule);
			unfinished = 0;
		} else {
			uint8_t *copy = input_copy(&input, &come);
			verdict = echo_rule_received(&rule, copy, come);
			held += come;
			for (size_t i = 0; i < come; i++)
				unfinished = copy[i] == '\n' ? 0 : unfinished + 1;
			free(copy);
		}
		CHECK(verdict.echo + verdict.drop <= held);
		held -= verdict.echo + verdict.drop;
		if (mode == ECHO_MODE_OFF)
			CHECK(verdict.echo == 0 && held == 0);
		if (mode == ECHO_MODE_BYTES)
			CHECK(verdict.drop == 0 && held == 0);
		if (mode == ECHO_MODE_MESSAGE) {
			CHECK(held < PROTOCOL_MESSAGE_MAX);
			CHECK(!hang_up || (verdict.echo == 0 && held == 0));
			/* too long a message is complete when it is full */
			CHECK(hang_up || held == unfinished % PROTOCOL_MESSAGE_MAX);
		}
		if (hang_up)
			break;
	}
	return 0;
}
