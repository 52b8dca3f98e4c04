/* SPDX-License-Identifier: MIT */
/* A scenario: what is played, and what is expected of it. A file of lines "key: value", read as
 * data; tests/demo/scenario.sh tells the keys, scenario_forms.h what their values may be. Two keys
 * are the runner's own:
 *   path      client and server are in namespaces of their own, 192.0.2.1 and 192.0.2.2, with
 *             tests/path between them: where the capture is taken, delays, what happens to
 *             frames, sysctls of an end
 *   counter   a counter of the kernel of an end (or of both together) as nstat names it, and by
 *             how much it grows, exactly */
#ifndef SCENARIO_H
#define SCENARIO_H

#include <stddef.h>
#include <stdint.h>

#include "scenario_forms.h"
#include "words.h"

struct scenario_entry {
	enum scenario_key key;
	char *value; /* owned; spaces before it are left out */
};

struct scenario {
	char *name;                     /* owned */
	struct scenario_entry *entries; /* owned; in the order of the file */
	size_t count;
};

/* Reads LENGTH bytes of TEXT. False with what is wrong with the first line that is wrong; then,
 * too, it is to be released. */
bool scenario_parse(struct scenario *scenario, const char *name, const char *text, size_t length,
		    struct err *err);

/* The same from FOLDER/NAME.txt; the reason begins with "scenarios/NAME.txt: ". */
bool scenario_read(struct scenario *scenario, const char *folder, const char *name,
		   struct err *err);
void scenario_release(struct scenario *scenario);

/* The value of KEY, the first where there are several; NULL without any. */
const char *scenario_value(const struct scenario *scenario, enum scenario_key key);

/* The next value of KEY from entry *AT on, which then stands behind it; NULL: no more. */
const char *scenario_next(const struct scenario *scenario, enum scenario_key key, size_t *at);

/* The words of all values of KEY. */
void scenario_words(const struct scenario *scenario, enum scenario_key key, struct words *words);

/* The value of KEY as a number; OTHERWISE where it is not given. */
uint32_t scenario_number(const struct scenario *scenario, enum scenario_key key,
			 uint32_t otherwise);

/* The names of all scenarios in FOLDER, sorted: each its file's without .txt. False with the
 * reason, among them that there is none. To be released by words_release(). */
bool scenario_names(const char *folder, struct words *names, struct err *err);

#endif
