/* SPDX-License-Identifier: MIT */
#include "scenario_change.h"

#include <stdlib.h>
#include <string.h>

#include "needed_memory.h"

/* One more line; VALUE becomes the scenario's. */
static bool add_value(struct scenario *scenario, enum scenario_key key, char *value,
		      struct err *err)
{
	size_t capacity = scenario->count;
	if (!scenario_value_check(key, value, err)) {
		free(value);
		return false;
	}
	scenario->entries =
	    memory_grown(scenario->entries, &capacity, scenario->count, sizeof *scenario->entries);
	scenario->entries[scenario->count++] = (struct scenario_entry){.key = key, .value = value};
	return true;
}

static bool is_path(const struct scenario *scenario)
{
	return scenario_value(scenario, KEY_PATH) != NULL;
}

/* Whether a step starts a program of SIDE: "client2 --hold". */
static bool starts(const char *step, const char *side)
{
	const size_t length = strlen(side), word = strcspn(step, " ");
	return strncmp(step, side, length) == 0 && strspn(step + length, "23!") == word - length;
}

/* The last one of a name is what counts, so it goes behind those of each step. */
static bool add_option(struct scenario *scenario, const char *side, const char *option,
		       struct err *err)
{
	const enum scenario_key key = *side == 'c' ? KEY_CLIENT : KEY_SERVER;
	if (!scenario_value(scenario, KEY_STEP) || !scenario_value_check(key, option, err))
		return add_value(scenario, key, memory_format("%s", option), err);
	for (size_t i = 0; i < scenario->count; i++) {
		struct scenario_entry *entry = &scenario->entries[i];
		if (entry->key != KEY_STEP || !starts(entry->value, side))
			continue;
		char *value = memory_format("%s %s", entry->value, option);
		free(entry->value);
		entry->value = value;
	}
	return true;
}

/* "NAME=VALUE", whose commas stand for spaces. */
static char *setting_of(const char *word)
{
	char *line = memory_format("%s", word);
	for (char *at = line; *at; at++)
		if (*at == '=' || *at == ',')
			*at = ' ';
	return line;
}

/* WORD: NAME=VALUE. ENDS: of a path. */
static bool add_sysctl(struct scenario *scenario, const char *word, const char *const ends[],
		       struct err *err)
{
	static const char prefix[] = "net.ipv4.";
	const bool full = strncmp(word, prefix, strlen(prefix)) == 0;
	const bool other = !full && strncmp(word, "net.", 4) == 0;
	bool done = true;
	if (other && is_path(scenario))
		return err_set(err, "%s: the ends of a path have settings of net.ipv4 alone", word);
	char *setting = setting_of(full ? word + strlen(prefix) : word);
	if (!is_path(scenario))
		done = add_value(scenario, KEY_SET_UP,
				 memory_format("sysctl %s%s", other ? "" : prefix, setting), err);
	for (size_t i = 0; is_path(scenario) && ends[i] && done; i++)
		done = add_value(scenario, KEY_PATH,
				 memory_format("sysctl %s %s", ends[i], setting), err);
	free(setting);
	if (!done && is_path(scenario))
		err_set(err, "%s%s%s: a value of letters and digits, a comma for each space",
			ends[1] ? "" : ends[0], ends[1] ? "" : ":", word);
	return done;
}

/* Those of sysctls have a _ or a dot, those of options have none. */
static bool is_option_name(const char *word)
{
	const size_t length = strcspn(word, "=");
	return length > 0 && strcspn(word, "_.") >= length;
}

/* WORDS of "SIDE:WORDS". */
static bool change_side(struct scenario *scenario, const char *side, const char *words,
			struct err *err)
{
	if (strncmp(words, "--", 2) == 0 && strchr(words, ' '))
		return err_set(err, "%s:%s: a value of a scenario has no space", side, words);
	if (strncmp(words, "--", 2) == 0)
		return add_option(scenario, side, words, err);
	if (is_option_name(words))
		return err_set(err, "%s:%s is no change: did you mean %s:--%s?", side, words, side,
			       words);
	if (!strchr(words, '='))
		return err_set(err, "%s:%s: an option --NAME or a sysctl NAME=VALUE is missing",
			       side, words);
	if (!is_path(scenario))
		return err_set(err,
			       "%s:%s: both ends of %s are on lo and share their sysctls: "
			       "give it without '%s:'",
			       side, words, scenario->name, side);
	return add_sysctl(scenario, words, (const char *const[]){side, NULL}, err);
}

/* One more line of KEY; lo and a path exclude each other. */
static bool add_line(struct scenario *scenario, enum scenario_key key, const char *line,
		     struct err *err)
{
	const char *name = key == KEY_PATH ? "path" : "set-up";
	if (!*line)
		return err_set(err, "%s:: a line of a scenario file is missing", name);
	if ((key == KEY_PATH) != is_path(scenario))
		return err_set(err, "%s:%s: %s is played %s", name, line, scenario->name,
			       is_path(scenario) ? "over a path, not on lo"
						 : "on lo, not over a path");
	return add_value(scenario, key, memory_format("%s", line), err);
}

/* The name of the sysctl in WORD, of *LENGTH; NULL: WORD is another change. */
static const char *sysctl_in(const char *word, size_t *length)
{
	static const char *const ends[] = {"client:", "server:"};
	const char *name = word;
	for (size_t i = 0; i < sizeof ends / sizeof *ends; i++)
		if (strncmp(word, ends[i], strlen(ends[i])) == 0)
			name = word + strlen(ends[i]);
	*length = strcspn(name, "=");
	return strncmp(name, "--", 2) == 0 || memchr(name, ':', *length) ? NULL : name;
}

char *scenario_change_file(const char *word)
{
	size_t length;
	const char *name = sysctl_in(word, &length);
	const size_t root = strlen("/proc/sys/");
	if (!name)
		return NULL;
	char *path =
	    memory_format("/proc/sys/%s%.*s", strncmp(name, "net.", 4) == 0 ? "" : "net.ipv4.",
			  (int)length, name);
	for (char *at = path + root; *at; at++)
		if (*at == '.')
			*at = '/';
	return path;
}

bool scenario_change_is_again(const char *word, const char *other)
{
	char *file = scenario_change_file(word), *other_file = scenario_change_file(other);
	const size_t end = strcspn(word, ":");
	const bool same_end =
	    word[end] != ':' ? !strchr(other, ':') : strncmp(word, other, end + 1) == 0;
	const bool again = file && other_file && same_end && strcmp(file, other_file) == 0;
	free(file);
	free(other_file);
	return again;
}

bool scenario_change_check(const struct scenario *scenario, struct err *err)
{
	const char *compared = scenario_value(scenario, KEY_COMPARE);
	if (scenario_value(scenario, KEY_KIND))
		return err_set(err, "%s measures many exchanges: it cannot be compared",
			       scenario->name);
	return !compared || strcmp(compared, "totals") != 0 ||
	       err_set(err,
		       "%s has other segments each time, only its totals are the same: it cannot "
		       "be compared",
		       scenario->name);
}

bool scenario_change(struct scenario *scenario, const char *word, struct err *err)
{
	static const struct {
		const char *begin;
		enum scenario_key key;
	} lines[] = {{"set-up:", KEY_SET_UP}, {"path:", KEY_PATH}};
	static const char *const sides[] = {"client", "server", NULL};
	if (!scenario_change_check(scenario, err))
		return false;
	for (size_t i = 0; i < sizeof lines / sizeof *lines; i++)
		if (strncmp(word, lines[i].begin, strlen(lines[i].begin)) == 0)
			return add_line(scenario, lines[i].key, word + strlen(lines[i].begin), err);
	for (size_t i = 0; sides[i]; i++) {
		const size_t length = strlen(sides[i]);
		if (strncmp(word, sides[i], length) == 0 && word[length] == ':')
			return change_side(scenario, sides[i], word + length + 1, err);
	}
	if (!strchr(word, '=') || *word == '=')
		return err_set(err,
			       "'%s' is no change: SYSCTL=VALUE, client:--OPTION, server:--OPTION, "
			       "client:SYSCTL=VALUE, set-up:LINE, path:LINE or kernel=VERSION",
			       word);
	return add_sysctl(scenario, word, sides, err);
}
