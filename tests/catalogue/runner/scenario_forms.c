/* SPDX-License-Identifier: MIT */
#include "scenario_forms.h"

#include <regex.h>
#include <stdio.h>
#include <string.h>

#include "words.h"

/* The forms of a word: an extended regular expression for the whole of it, and the same in words.
 */
static const struct form {
	const char *name, *pattern, *words;
} forms[] = {
    {"text", ".*", "a text"},
    {"number", "0|[1-9][0-9]{0,6}", "a whole number"},
    {"count", "[1-9][0-9]{0,6}", "a whole number from 1"},
    {"milliseconds", "[1-9][0-9]{0,6}", "a whole number of milliseconds"},
    {"silence", "[1-9][0-9]{0,6}|any", "a whole number of milliseconds, or any"},
    {"status", "[0-9]|[1-9][0-9]|1[0-9][0-9]|2[0-4][0-9]|25[0-5]", "an exit status"},
    {"option", "--[a-z][a-z0-9-]*(=[A-Za-z0-9.,:_@%+-]*)?", "an option --NAME or --NAME=VALUE"},
    {"tool", "[a-z][a-z0-9-]*", "the name of a program"},
    {"program", "client[23]?|server2?", "client, client2, client3, server or server2"},
    {"side", "client|server", "client or server"},
    {"place", "client|server|both", "client, server or both"},
    {"kind", "any|rst|syn|fin|data|ack", "any, rst, syn, fin, data or ack"},
    {"range", "[1-9][0-9]{0,5}(-([1-9][0-9]{0,5})?)?", "a number, FIRST-LAST or FIRST-"},
    {"offset", "-?[0-9]{1,9}", "a number of bytes"},
    {"segment", "(syn|syn-ack|ack|data|fin|any)(:[1-9][0-9]{0,5})?",
     "syn, syn-ack, ack, data, fin or any, or one of these with :N"},
    {"many", "[1-9][0-9]{0,5}|all", "a whole number from 1, or all"},
    {"sysctl", "net\\.ipv[46](\\.[a-z0-9_]+)+", "a setting of net.ipv4. or net.ipv6."},
    {"setting", "[a-z0-9_-]+", "a value of letters and digits"},
    {"name", "[a-z0-9-]+", "a name"},
    {"border", "before|since", "before or since"},
    {"version", "[1-9][0-9]?\\.(0|[1-9][0-9]?)", "a version of Linux such as 6.5"},
    {"first", "client|server|both|none", "client, server, both or none"},
    {"state", "[A-Z0-9-]+", "a state of TCP"},
    {"counters", "netstat|snmp", "netstat or snmp"},
    {"counter", "[A-Za-z0-9]+", "the name of a counter"},
    {"group", "opening|closing|loss|window|timer|forged",
     "opening, closing, loss, window, timer or forged"},
    {"comparison", "listing|segments|sides|totals", "listing, segments, sides or totals"},
};

/* What a line is, a row (separated by newlines) for each way. <FORM> is one word of that form,
 * <FORM>? may be missing, <FORM>+ is one or more of them, <FORM>* any number; any other word is
 * itself. */
static const struct key {
	const char *name, *rows;
	bool again;
} keys[] = {
#define KEY_ROW(key, name, rows, again) {name, rows, again},
    SCENARIO_KEYS(KEY_ROW)
#undef KEY_ROW
};

enum scenario_key scenario_key_of(const char *name)
{
	int key = 0;
	while (key < KEY_COUNT && strcmp(keys[key].name, name) != 0)
		key++;
	return (enum scenario_key)key;
}

const char *scenario_key_name(enum scenario_key key)
{
	return keys[key].name;
}

bool scenario_key_repeats(enum scenario_key key)
{
	return keys[key].again;
}

/* The form in "<NAME>", "<NAME>?" and so on; NULL for a word that is itself. */
static const struct form *form_of(const char *item)
{
	const char *end = strchr(item, '>');
	if (*item != '<' || !end)
		return NULL;
	for (size_t i = 0; i < sizeof forms / sizeof *forms; i++)
		if (strlen(forms[i].name) == (size_t)(end - item - 1) &&
		    strncmp(forms[i].name, item + 1, (size_t)(end - item - 1)) == 0)
			return &forms[i];
	return NULL;
}

static bool has_form(const struct form *form, const char *word)
{
	char whole[128];
	regex_t pattern;
	snprintf(whole, sizeof whole, "^(%s)$", form->pattern);
	if (regcomp(&pattern, whole, REG_EXTENDED | REG_NOSUB) != 0)
		return false;
	bool matches = regexec(&pattern, word, 0, NULL, 0) == 0;
	regfree(&pattern);
	return matches;
}

/* How far the words of a line are as a row has them. */
struct fit {
	size_t words;       /* so many are right */
	const char *missed; /* what the next one should be */
	char literal[32];   /* where that is a word itself */
};

static void miss(struct fit *fit, const struct form *form, const char *item, size_t at)
{
	fit->words = at;
	fit->missed = form ? form->words : fit->literal;
	snprintf(fit->literal, sizeof fit->literal, "'%s'", item);
}

/* One item of a row at *AT of WORDS; false when it is not there. */
static bool fits_item(const char *item, const struct words *words, size_t *at, struct fit *fit)
{
	const struct form *form = form_of(item);
	const char how = item[strlen(item) - 1];
	miss(fit, form, item, *at);
	if (!form)
		return *at < words->count && strcmp(words->items[*at], item) == 0 && ++*at;
	if (how == '?' && *at == words->count)
		return true;
	if (how == '>' || how == '?' || (how == '+' && *at == words->count))
		return *at < words->count && has_form(form, words->items[*at]) && ++*at;
	for (; *at < words->count; ++*at) {
		fit->words = *at;
		if (!has_form(form, words->items[*at]))
			return false;
	}
	return true;
}

static bool fits_row(const char *row, const struct words *words, struct fit *fit)
{
	struct words items;
	size_t at = 0, i = 0;
	words_split(&items, row);
	while (i < items.count && fits_item(items.items[i], words, &at, fit))
		i++;
	bool fits = i == items.count;
	if (fits) {
		fit->words = at;
		fit->missed = "nothing more";
	}
	words_release(&items);
	return fits && at == words->count;
}

/* Whether WORDS fit one of ROWS. If not, BEST is the row that fits the longest. */
static bool fits_rows(const char *rows, const struct words *words, struct fit *best)
{
	char row[128];
	bool only = !strchr(rows, '\n'), first = true;
	for (const char *next = rows; next; first = false) {
		struct fit fit = {0};
		const char *end = strchr(next, '\n');
		int length = end ? (int)(end - next) : (int)strlen(next);
		snprintf(row, sizeof row, "%.*s", length, next);
		next = end ? end + 1 : NULL;
		if (fits_row(row, words, &fit))
			return true;
		if (!first && fit.words <= best->words)
			continue;
		*best = fit;
		if (fit.missed == fit.literal)
			best->missed = best->literal;
	}
	if (best->words == 0 && !only)
		best->missed = "a word of the vocabulary";
	return false;
}

bool scenario_value_check(enum scenario_key key, const char *value, struct err *err)
{
	struct words words;
	struct fit best = {0};
	enum scenario_key rows = key;
	words_split(&words, value);
	struct words looked = words;
	if (key == KEY_STEP && words.count > 0 && strcmp(words.items[0], "set-up") == 0) {
		rows = KEY_SET_UP;
		looked.items++;
		looked.count--;
	}
	bool fits = fits_rows(keys[rows].rows, &looked, &best);
	if (!fits && best.words < looked.count)
		err_set(err, "%s '%s': %s, not '%s'", keys[key].name, value, best.missed,
			looked.items[best.words]);
	else if (!fits)
		err_set(err, "%s '%s': %s is missing", keys[key].name, value, best.missed);
	words_release(&words);
	return fits;
}
