/* SPDX-License-Identifier: MIT */
#include "option_rules.h"

#include <assert.h>
#include <stdlib.h>
#include <string.h>

/* One condition of a rule, as it stands there. */
struct condition {
	const char *start;
	size_t length; /* 0: there is no more */
};

/* The first one from AT on. */
static struct condition next_condition(const char *at)
{
	at += strspn(at, " ");
	return (struct condition){at, strcspn(at, " ")};
}

static bool is_named(const struct option_row *row, const char *name, size_t length)
{
	if (!row->long_name)
		return length == 1 && row->short_name == name[0];
	return strlen(row->long_name) == length && memcmp(row->long_name, name, length) == 0;
}

static bool has_value(const struct bound_row *bound, char relation, const char *value,
		      size_t length)
{
	if (!bound->argument)
		return false;
	if (relation == '>')
		return strtoull(bound->argument, NULL, 10) > strtoull(value, NULL, 10);
	return strlen(bound->argument) == length && memcmp(bound->argument, value, length) == 0;
}

/* The row that is meant, and what stands behind its name: empty, or a relation with a value. */
static const struct bound_row *find_row(struct condition condition, const struct bound_row *bound,
					size_t count, struct condition *rest)
{
	bool negated = condition.start[0] == '!';
	const char *name = condition.start + negated;
	size_t length = strcspn(name, "=> ");
	*rest = (struct condition){name + length, condition.length - negated - length};
	size_t i = 0;
	while (i < count && !is_named(bound[i].row, name, length))
		i++;
	assert(i < count); /* a rule names only options that there are */
	return i < count ? &bound[i] : NULL;
}

static bool holds(struct condition condition, const struct bound_row *bound, size_t count)
{
	struct condition rest;
	const struct bound_row *row = find_row(condition, bound, count, &rest);
	bool met =
	    row && row->given &&
	    (rest.length == 0 || has_value(row, rest.start[0], rest.start + 1, rest.length - 1));
	return met != (condition.start[0] == '!');
}

static bool any_holds(const char *conditions, const struct bound_row *bound, size_t count)
{
	for (struct condition one = next_condition(conditions); one.length > 0;
	     one = next_condition(one.start + one.length))
		if (holds(one, bound, count))
			return true;
	return false;
}

/* The option is called as the user did. */
static bool broken(const struct option_rule *rule, struct condition condition,
		   const struct bound_row *bound, size_t count, struct err *err)
{
	struct condition rest;
	const struct bound_row *row = find_row(condition, bound, count, &rest);
	if (row && (row->by_letter || !row->row->long_name))
		return err_set(err, "-%c%.*s %s", row->row->short_name, (int)rest.length,
			       rest.start, rule->text);
	return err_set(err, "--%.*s %s", (int)condition.length, condition.start, rule->text);
}

static bool rule_holds(const struct option_rule *rule, const struct bound_row *bound, size_t count,
		       struct err *err)
{
	if (any_holds(rule->others, bound, count) == (rule->kind == OPTION_NEEDS))
		return true;
	for (struct condition one = next_condition(rule->options); one.length > 0;
	     one = next_condition(one.start + one.length))
		if (holds(one, bound, count))
			return broken(rule, one, bound, count, err);
	return true;
}

bool option_rules_hold(const struct program *program, const struct bound_row *bound, size_t count,
		       struct err *err)
{
	for (size_t i = 0; i < count; i++)
		if (bound[i].given && bound[i].row->answers)
			return true;
	for (const struct option_rule *rule = program->rules; rule && rule->options; rule++)
		if (!rule_holds(rule, bound, count, err))
			return false;
	return true;
}
