/* SPDX-License-Identifier: MIT */
#include "notes.h"

#include <stdlib.h>
#include <string.h>

enum { NOTES_AT_FIRST = 256 };

struct notes {
	struct note *notes;
	size_t count, room, max;
	size_t next; /* the first one of a frame that was not asked for yet */
	uint64_t left_out;
	bool no_memory;
};

struct notes *notes_new(size_t max_bytes)
{
	struct notes *notes = calloc(1, sizeof *notes);
	if (notes)
		notes->max = max_bytes / sizeof(struct note);
	return notes;
}

void notes_free(struct notes *notes)
{
	if (!notes)
		return;
	free(notes->notes);
	free(notes);
}

static bool grow(struct notes *notes)
{
	size_t room = notes->room ? notes->room * 2 : NOTES_AT_FIRST;
	if (room > notes->max)
		room = notes->max;
	if (room == notes->room)
		return false;
	struct note *larger = realloc(notes->notes, room * sizeof *larger);
	notes->no_memory |= !larger;
	if (!larger)
		return false;
	notes->notes = larger;
	notes->room = room;
	return true;
}

bool notes_add(struct notes *notes, const struct note *note)
{
	if (notes->count == notes->room && !grow(notes)) {
		notes->left_out++;
		return false;
	}
	notes->notes[notes->count++] = *note;
	return true;
}

static int compare(uint32_t a, uint32_t b)
{
	return a < b ? -1 : a > b;
}

/* Every member counts, so that no two different ones are equal and the result is one. */
static int by_frame(const void *first, const void *second)
{
	const struct note *a = first, *b = second;
	int order = compare(a->frame, b->frame);
	if (order == 0)
		order = compare(a->by, b->by);
	if (order == 0)
		order = memcmp(&a->kind, &b->kind, sizeof *a - offsetof(struct note, kind));
	return order;
}

struct note *notes_all(struct notes *notes, size_t *count)
{
	*count = notes->count;
	return notes->notes;
}

void notes_seal(struct notes *notes)
{
	if (notes->count > 1)
		qsort(notes->notes, notes->count, sizeof *notes->notes, by_frame);
}

const struct note *notes_of(struct notes *notes, uint64_t frame, size_t *count)
{
	size_t at = notes->next;
	while (at < notes->count && notes->notes[at].frame < frame)
		at++;
	size_t end = at;
	while (end < notes->count && notes->notes[end].frame == frame)
		end++;
	notes->next = end;
	*count = end - at;
	return *count > 0 ? notes->notes + at : NULL;
}

uint64_t notes_left_out(const struct notes *notes)
{
	return notes->left_out;
}

bool notes_no_memory(const struct notes *notes)
{
	return notes->no_memory;
}
