/* SPDX-License-Identifier: MIT */
#include "steps.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "needed_memory.h"
#include "text.h"

static const char *const program_names[PROGRAM_COUNT] = {
    [PROGRAM_SNIFFER] = "sniffer", [PROGRAM_SERVER] = "server",   [PROGRAM_SERVER2] = "server2",
    [PROGRAM_CLIENT] = "client",   [PROGRAM_CLIENT2] = "client2", [PROGRAM_CLIENT3] = "client3",
};

const char *program_id_name(enum program_id program)
{
	return program_names[program];
}

bool program_is_client(enum program_id program)
{
	return program >= PROGRAM_CLIENT;
}

/* How a step is written: its first words. Those of a program are written with its name. */
static const struct wording {
	const char *first, *second; /* NULL: a program's name, or nothing */
	enum step_kind kind;
} wordings[] = {
    {"await", "phases", STEP_AWAIT_PHASES},
    {"await", "segments", STEP_AWAIT_SEGMENTS},
    {"await", "queued", STEP_AWAIT_QUEUED},
    {"tell", NULL, STEP_TELL},
    {"end", NULL, STEP_END},
    {"set-up", NULL, STEP_SET_UP},
    {"clear", "rules", STEP_CLEAR_RULES},
    {"slow", "lo", STEP_SLOW_LO},
    {"fast", "lo", STEP_FAST_LO},
    {"pause", NULL, STEP_PAUSE},
};

static enum program_id program_of(const char *word)
{
	int program = 0;
	while (program < PROGRAM_COUNT && strcmp(program_names[program], word) != 0)
		program++;
	return (enum program_id)program;
}

static struct scenario_step *add(struct step_list *list, enum step_kind kind, bool own)
{
	list->items = memory_grown(list->items, &list->capacity, list->count, sizeof *list->items);
	struct scenario_step *step = &list->items[list->count++];
	*step = (struct scenario_step){.kind = kind, .own = own};
	return step;
}

static char *no_text(void)
{
	return memory_needed(strdup(""));
}

static void add_own(struct step_list *list, enum step_kind kind, enum program_id program)
{
	struct scenario_step *step = add(list, kind, true);
	step->program = program;
	step->text = no_text();
}

static uint32_t number_of(const char *word)
{
	return (uint32_t)strtoul(word, NULL, 10);
}

/* "await PROGRAM ended", "await PROGRAM says TEXT". */
static void take_await(struct scenario_step *step, const struct words *words)
{
	step->program = program_of(words->items[1]);
	step->kind = strcmp(words->items[2], "ended") == 0 ? STEP_AWAIT_ENDED : STEP_AWAIT_SAYS;
	step->text = words_joined(words, 3);
}

static void take_start(struct scenario_step *step, const struct words *words)
{
	char *name = words->items[0];
	step->fails = name[strlen(name) - 1] == '!';
	if (step->fails)
		name[strlen(name) - 1] = '\0';
	step->program = program_of(name);
	step->text = words_joined(words, 1);
}

static const struct wording *wording_of(const struct words *words)
{
	for (size_t i = 0; i < sizeof wordings / sizeof *wordings; i++)
		if (strcmp(words->items[0], wordings[i].first) == 0 &&
		    (!wordings[i].second || strcmp(words->items[1], wordings[i].second) == 0))
			return &wordings[i];
	return NULL;
}

/* LINE was found to be one of the vocabulary (scenario_forms.h). */
static void add_line(struct step_list *list, const char *line, bool own)
{
	struct words words;
	words_split(&words, line);
	const struct wording *wording = wording_of(&words);
	struct scenario_step *step = add(list, wording ? wording->kind : STEP_START, own);
	if (!wording && strcmp(words.items[0], "await") == 0)
		take_await(step, &words);
	else if (!wording)
		take_start(step, &words);
	else if (step->kind == STEP_SET_UP)
		step->text = words_joined(&words, 1);
	else if (step->kind == STEP_TELL || step->kind == STEP_END)
		step->program = program_of(words.items[1]);
	else if (words.count > 1)
		step->number = number_of(words.items[words.count - 1]);
	if (!step->text)
		step->text = no_text();
	words_release(&words);
}

/* Without any step in its file. */
static void add_usual(struct step_list *list, const struct scenario *scenario)
{
	char line[64];
	add_line(list, "server", false);
	add_line(list, "client", false);
	add_line(list, "await client ended", false);
	snprintf(line, sizeof line, "await phases %u",
		 scenario_number(scenario, KEY_UNTIL_PHASES, 1));
	add_line(list, line, false);
}

static void add_end(struct step_list *list)
{
	static const enum program_id ended[] = {PROGRAM_SNIFFER, PROGRAM_SERVER,  PROGRAM_SERVER2,
						PROGRAM_CLIENT,  PROGRAM_CLIENT2, PROGRAM_CLIENT3};
	for (enum program_id client = PROGRAM_CLIENT; client < PROGRAM_COUNT; client++)
		add_own(list, STEP_AWAIT_ENDED, client);
	list->end = list->count;
	add_own(list, STEP_MEASURED, PROGRAM_SNIFFER);
	add_own(list, STEP_LOOK_LAST, PROGRAM_SNIFFER);
	for (size_t i = 0; i < sizeof ended / sizeof *ended; i++)
		add_own(list, STEP_END, ended[i]);
	add_own(list, STEP_COUNT_AFTER, PROGRAM_SNIFFER);
}

void steps_make(struct step_list *list, const struct scenario *scenario)
{
	size_t at = 0;
	*list = (struct step_list){0};
	add_own(list, STEP_MEASURE, PROGRAM_SNIFFER);
	if (scenario_value(scenario, KEY_PATH))
		add_own(list, STEP_PATH, PROGRAM_SNIFFER);
	for (const char *value; (value = scenario_next(scenario, KEY_SET_UP, &at));) {
		struct scenario_step *step = add(list, STEP_SET_UP, true);
		step->text = memory_needed(strdup(value));
	}
	add_own(list, STEP_COUNT_BEFORE, PROGRAM_SNIFFER);
	add_own(list, STEP_CAPTURE, PROGRAM_SNIFFER);
	add_own(list, STEP_MEASURE, PROGRAM_SNIFFER);
	if (!scenario_value(scenario, KEY_STEP))
		add_usual(list, scenario);
	at = 0;
	for (const char *value; (value = scenario_next(scenario, KEY_STEP, &at));)
		add_line(list, value, false);
	add_end(list);
}

void steps_release(struct step_list *list)
{
	for (size_t i = 0; i < list->count; i++)
		free(list->items[i].text);
	free(list->items);
	*list = (struct step_list){0};
}

char *step_words(const struct scenario_step *step)
{
	const char *first = program_id_name(step->program), *second = NULL;
	struct text text;
	for (size_t i = 0; i < sizeof wordings / sizeof *wordings; i++)
		if (wordings[i].kind == step->kind) {
			first = wordings[i].first;
			second = wordings[i].second;
		}
	text_init(&text);
	text_string(&text, first);
	if (second)
		text_format(&text, " %s", second);
	else if (step->kind == STEP_TELL || step->kind == STEP_END)
		text_format(&text, " %s", program_id_name(step->program));
	if (step->text && *step->text)
		text_format(&text, " %s", step->text);
	char *words = memory_needed(strdup(text_c_string(&text)));
	text_release(&text);
	return words;
}

enum steps_state steps_advance(struct steps_machine *machine, const struct steps_owner *owner,
			       void *context)
{
	while (machine->at < machine->list->count) {
		const struct scenario_step *step = &machine->list->items[machine->at];
		if (!machine->begun && !owner->begin(context, step))
			return STEPS_STOPPED;
		machine->begun = true;
		if (!owner->is_over(context, step))
			return STEPS_WAIT;
		machine->begun = false;
		machine->at++;
	}
	return STEPS_OVER;
}

void steps_give_up(struct steps_machine *machine)
{
	if (machine->at < machine->list->end)
		machine->at = machine->list->end;
	machine->begun = false;
}
