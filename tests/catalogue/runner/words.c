/* SPDX-License-Identifier: MIT */
#include "words.h"

#include <stdlib.h>
#include <string.h>

#include "needed_memory.h"
#include "text.h"

void words_split(struct words *words, const char *line)
{
	size_t capacity = 0;
	char *rest;
	*words = (struct words){.text = memory_needed(strdup(line))};
	for (char *word = strtok_r(words->text, " \t\n", &rest);;
	     word = strtok_r(NULL, " \t\n", &rest)) {
		words->items =
		    memory_grown(words->items, &capacity, words->count, sizeof *words->items);
		words->items[words->count] = word;
		if (!word)
			return;
		words->count++;
	}
}

void words_release(struct words *words)
{
	free(words->text);
	free(words->items);
	*words = (struct words){0};
}

char *words_joined(const struct words *words, size_t first)
{
	struct text text;
	text_init(&text);
	for (size_t i = first; i < words->count; i++) {
		if (i > first)
			text_char(&text, ' ');
		text_string(&text, words->items[i]);
	}
	char *joined = memory_needed(strdup(text_c_string(&text)));
	text_release(&text);
	return joined;
}
