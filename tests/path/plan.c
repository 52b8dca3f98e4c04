// SPDX-License-Identifier: MIT
#include "plan.h"

#include <errno.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "ends.h"

enum { WORDS_MAX = 8, LINE_MAX_BYTES = 256, LIMIT_MS = 5000, NONE = -1 };

static const char *const sides[SIDES] = {"client", "server"};
static const char *const kinds[KINDS] = {"rst", "syn", "fin", "data", "ack", "any"};
static const char *const actions[] = {
    "lose", "duplicate", "delay", "hold", "flip", "strip", "inject-rst", "inject-syn",
};

struct words {
	const char *word[WORDS_MAX];
	int count;
};

const char *kind_name(unsigned kind)
{
	return kinds[kind];
}

const char *action_name(enum action action)
{
	return actions[action];
}

static int find(const char *word, const char *const *names, int count)
{
	for (int i = 0; i < count; i++)
		if (strcmp(word, names[i]) == 0)
			return i;
	return NONE;
}

/* The word at INDEX as a number; FALLBACK where there is none. */
static bool number(const struct words *words, int index, long fallback, long *value)
{
	*value = fallback;
	if (index >= words->count)
		return true;
	char *end;
	errno = 0;
	*value = strtol(words->word[index], &end, 10);
	return errno == 0 && end != words->word[index] && *end == '\0';
}

static bool side_at(const struct words *words, int index, enum side *side)
{
	int found = index < words->count ? find(words->word[index], sides, SIDES) : NONE;
	*side = found == SERVER ? SERVER : CLIENT;
	return found != NONE;
}

static bool hop_at(const struct words *words, int index, unsigned *hop)
{
	long value;
	if (!number(words, index, 0, &value) || value < 1 || value > HOPS)
		return false;
	*hop = (unsigned)value - 1;
	return true;
}

static bool range(const char *word, struct rule *rule)
{
	char *end;
	rule->first = rule->last = (unsigned)strtoul(word, &end, 10);
	if (*end == '-')
		rule->last = end[1] ? (unsigned)strtoul(end + 1, &end, 10) : (end++, ~0U);
	return rule->first > 0 && *end == '\0';
}

static bool add_rule(struct plan *plan, const struct words *words)
{
	struct rule *rule = &plan->rules[plan->rules_count];
	if (plan->rules_count == RULES_MAX || words->count < 6)
		return false;
	int kind = find(words->word[3], kinds, KINDS);
	int action = find(words->word[5], actions, sizeof actions / sizeof *actions);
	rule->kind = (unsigned)kind;
	rule->action = (enum action)action;
	plan->rules_count++;
	return kind != NONE && action != NONE && side_at(words, 1, &rule->from) &&
	       hop_at(words, 2, &rule->hop) && range(words->word[4], rule) &&
	       number(words, 6, 0, &rule->numbers[0]) && number(words, 7, 0, &rule->numbers[1]);
}

static bool add_delay(struct plan *plan, const struct words *words)
{
	struct delay *delay = &plan->delays[plan->delays_count];
	long ms, frame;
	if (plan->delays_count == DELAYS_MAX || !side_at(words, 1, &delay->from) ||
	    !hop_at(words, 2, &delay->hop) || !number(words, 3, -1, &ms) || ms < 0 ||
	    !number(words, 4, 1, &frame) || frame < 1)
		return false;
	delay->ms = (unsigned)ms;
	delay->frame = (unsigned)frame;
	plan->delays_count++;
	return true;
}

static bool add_sysctl(struct plan *plan, const struct words *words)
{
	struct sysctl *sysctl = &plan->sysctls[plan->sysctls_count];
	size_t length = 0;
	if (plan->sysctls_count == SYSCTLS_MAX || words->count < 4 ||
	    !side_at(words, 1, &sysctl->end))
		return false;
	plan->sysctls_count++;
	for (int i = 3; i < words->count && length < sizeof sysctl->value; i++)
		length += (size_t)snprintf(sysctl->value + length, sizeof sysctl->value - length,
					   "%s%s", i > 3 ? " " : "", words->word[i]);
	return length < sizeof sysctl->value &&
	       (size_t)snprintf(sysctl->name, sizeof sysctl->name, "%s", words->word[2]) <
		   sizeof sysctl->name;
}

static bool add_call(struct plan *plan, const struct words *words)
{
	enum side end;
	if (words->count < 3 || !side_at(words, 1, &end) || plan->calls_count[end] == CALLS_MAX)
		return false;
	struct call *call = &plan->calls[end][plan->calls_count[end]++];
	return call_find(words->word[2], &call->index) && number(words, 3, 0, &call->number);
}

static bool set(struct plan *plan, const struct words *words)
{
	long value;
	if (!number(words, 1, -1, &value) || value < 0)
		return false;
	if (strcmp(words->word[0], "ip") == 0)
		plan->ipv6 = value == 6;
	else if (strcmp(words->word[0], "gso") == 0)
		plan->gso = value != 0;
	else if (strcmp(words->word[0], "limit") == 0)
		plan->limit_ms = (unsigned)value;
	else
		return false;
	return true;
}

static bool add_line(struct plan *plan, char *line)
{
	static const struct {
		const char *name;
		bool (*add)(struct plan *plan, const struct words *words);
	} rows[] = {
	    {"rule", add_rule}, {"delay", add_delay}, {"sysctl", add_sysctl}, {"call", add_call}};
	struct words words = {0};
	char *rest = line;
	line[strcspn(line, "#\n")] = '\0';
	for (char *word; (word = strtok_r(rest, " \t", &rest)); words.word[words.count++] = word)
		if (words.count == WORDS_MAX)
			return false;
	if (words.count == 0)
		return true;
	for (size_t i = 0; i < sizeof rows / sizeof *rows; i++)
		if (strcmp(words.word[0], rows[i].name) == 0)
			return rows[i].add(plan, &words);
	return set(plan, &words);
}

static bool read_stream(struct plan *plan, FILE *stream, const char *name, struct err *err)
{
	char line[LINE_MAX_BYTES];
	bool good = true;
	*plan = (struct plan){.limit_ms = LIMIT_MS};
	for (unsigned i = 1; good && fgets(line, sizeof line, stream); i++) {
		good = add_line(plan, line);
		if (!good)
			err_set(err, "%s: line %u says nothing that a plan can say, or too much",
				name, i);
	}
	fclose(stream);
	return good;
}

bool plan_read(struct plan *plan, const char *file, struct err *err)
{
	FILE *stream = fopen(file, "r");
	if (!stream)
		return err_set(err, "cannot read %s: %s", file, strerror(errno));
	return read_stream(plan, stream, file, err);
}

bool plan_parse(struct plan *plan, const char *text, struct err *err)
{
	char *copy = strdup(text);
	FILE *stream = copy ? fmemopen(copy, strlen(copy), "r") : NULL;
	bool good = stream ? read_stream(plan, stream, "the plan", err)
			   : err_set(err, "cannot read a plan: %s", strerror(errno));
	free(copy);
	return good;
}
