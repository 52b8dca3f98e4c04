/* SPDX-License-Identifier: MIT */
#include "echo_rule.h"

#include <string.h>

#include "protocol.h"

void echo_rule_init(struct echo_rule *rule, enum echo_mode mode)
{
	*rule = (struct echo_rule){.mode = mode};
}

struct echo_action echo_rule_received(struct echo_rule *rule, const void *bytes, size_t length)
{
	if (rule->mode == ECHO_MODE_OFF)
		return (struct echo_action){.drop = length};
	if (rule->mode == ECHO_MODE_BYTES)
		return (struct echo_action){.echo = length};

	const char *newline = memrchr(bytes, '\n', length);
	size_t unfinished = length;
	size_t complete = 0;
	if (newline) {
		unfinished = length - (size_t)(newline + 1 - (const char *)bytes);
		complete = rule->pending + length - unfinished;
		rule->pending = 0;
	}
	rule->pending += unfinished;
	if (rule->pending >= PROTOCOL_MESSAGE_MAX) {
		complete += rule->pending;
		rule->pending = 0;
	}
	return (struct echo_action){.echo = complete};
}

struct echo_action echo_rule_paused(struct echo_rule *rule)
{
	struct echo_action verdict = {.echo = rule->pending};
	rule->pending = 0;
	return verdict;
}

struct echo_action echo_rule_hung_up(struct echo_rule *rule)
{
	struct echo_action verdict = {.drop = rule->pending};
	rule->pending = 0;
	return verdict;
}
