/* SPDX-License-Identifier: MIT */
#include "program_options.h"

#include <string.h>

#include "text.h"

static const char *const given_again[] = {"--send-before-close=", "--farewell=", "--address="};

static bool may_be_again(const char *option)
{
	for (size_t i = 0; i < sizeof given_again / sizeof *given_again; i++)
		if (strncmp(option, given_again[i], strlen(given_again[i])) == 0)
			return true;
	return false;
}

static bool same_name(const char *a, const char *b)
{
	size_t length = strcspn(a, "=");
	return strcspn(b, "=") == length && strncmp(a, b, length) == 0;
}

/* Leaves out each option whose name stands in WORDS again. */
static void leave_last(struct words *words)
{
	size_t kept = 0;
	for (size_t i = 0; i < words->count; i++) {
		bool again = false;
		for (size_t j = i + 1; j < words->count && !may_be_again(words->items[i]); j++)
			again |= same_name(words->items[i], words->items[j]);
		if (!again)
			words->items[kept++] = words->items[i];
	}
	words->count = kept;
	words->items[kept] = NULL;
}

void program_options(const struct scenario *scenario, const struct scenario_step *step,
		     struct words *options)
{
	struct text text;
	size_t at = 0;
	enum scenario_key key = program_is_client(step->program) ? KEY_CLIENT : KEY_SERVER;
	text_init(&text);
	for (const char *value; (value = scenario_next(scenario, key, &at));) {
		text_string(&text, value);
		text_char(&text, ' ');
	}
	text_string(&text, step->text);
	words_split(options, text_c_string(&text));
	text_release(&text);
	leave_last(options);
}

int program_status(const struct scenario *scenario, enum program_id program)
{
	static const enum scenario_key keys[PROGRAM_COUNT] = {
	    [PROGRAM_SERVER] = KEY_SERVER_EXIT,   [PROGRAM_SERVER2] = KEY_SERVER2_EXIT,
	    [PROGRAM_CLIENT] = KEY_CLIENT_EXIT,   [PROGRAM_CLIENT2] = KEY_CLIENT2_EXIT,
	    [PROGRAM_CLIENT3] = KEY_CLIENT3_EXIT,
	};
	if (program == PROGRAM_SNIFFER)
		return 0;
	return (int)scenario_number(scenario, keys[program], 0);
}
