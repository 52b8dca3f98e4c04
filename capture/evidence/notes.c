/* SPDX-License-Identifier: MIT */
#include "notes.h"

#include <stdlib.h>

enum {
	NOTES_AT_FIRST = 256,
	STRAYS_AT_FIRST = 64,
	STRAYS_MAX = 1 << 18, /* of one file, 2 MiB; what is left out is counted */
};

struct notes {
	struct note *notes;
	size_t count, room, max;
	size_t next; /* the first one of a frame that was not asked for yet */
	uint64_t left_out;
	bool no_memory;
	uint8_t twice;
	uint64_t *strays;                             /* NULL until there is one */
	size_t stray_count, stray_room, strays_known; /* those known before come first, sorted */
	uint64_t strays_left_out;
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
	free(notes->strays);
	free(notes);
}

static bool grow_strays(struct notes *notes)
{
	size_t room = notes->stray_room ? notes->stray_room * 2 : STRAYS_AT_FIRST;
	if (room > STRAYS_MAX)
		return false;
	uint64_t *larger = realloc(notes->strays, room * sizeof *larger);
	notes->no_memory |= !larger;
	if (!larger)
		return false;
	notes->strays = larger;
	notes->stray_room = room;
	return true;
}

void notes_add_stray(struct notes *notes, uint64_t frame)
{
	if (notes_is_stray(notes, frame))
		return;
	if (notes->stray_count == notes->stray_room && !grow_strays(notes))
		notes->strays_left_out++;
	else
		notes->strays[notes->stray_count++] = frame;
}

static int compare_frames(const void *a, const void *b)
{
	const uint64_t left = *(const uint64_t *)a, right = *(const uint64_t *)b;
	return (left > right) - (left < right);
}

bool notes_is_stray(const struct notes *notes, uint64_t frame)
{
	return notes->strays_known > 0 && bsearch(&frame, notes->strays, notes->strays_known,
						  sizeof frame, compare_frames) != NULL;
}

bool notes_begin_anew(struct notes *notes)
{
	if (notes->stray_count == notes->strays_known)
		return false;
	qsort(notes->strays, notes->stray_count, sizeof *notes->strays, compare_frames);
	notes->strays_known = notes->stray_count;
	notes->count = notes->next = 0;
	notes->left_out = 0;
	notes->twice = 0;
	return true;
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

/* Merges FROM[0, HALF) and FROM[HALF, COUNT), both sorted by frame, into TO. Of one frame, those of
 * the first half come first. */
static void merge(const struct note *from, size_t half, size_t count, struct note *to)
{
	size_t left = 0, right = half;
	for (size_t i = 0; i < count; i++) {
		bool first =
		    left < half && (right == count || from[left].frame <= from[right].frame);
		to[i] = from[first ? left++ : right++];
	}
}

/* One round: runs of WIDTH notes become such of twice that. */
static void merge_runs(const struct note *from, size_t width, size_t count, struct note *to)
{
	for (size_t at = 0; at < count; at += 2 * width) {
		size_t rest = count - at;
		merge(from + at, width < rest ? width : rest, 2 * width < rest ? 2 * width : rest,
		      to + at);
	}
}

static bool is_sorted(const struct notes *notes)
{
	for (size_t i = 1; i < notes->count; i++)
		if (notes->notes[i].frame < notes->notes[i - 1].frame)
			return false;
	return true;
}

struct note *notes_all(struct notes *notes, size_t *count)
{
	*count = notes->count;
	return notes->notes;
}

/* qsort() would not keep the order of equal ones, which is that in which they were told. */
void notes_seal(struct notes *notes)
{
	if (is_sorted(notes))
		return;
	struct note *from = notes->notes, *to = malloc(notes->count * sizeof *to);
	if (!to) {
		notes->no_memory = true;
		notes->left_out += notes->count;
		notes->count = 0;
		return;
	}
	for (size_t width = 1; width < notes->count; width *= 2) {
		merge_runs(from, width, notes->count, to);
		struct note *merged = to;
		to = from;
		from = merged;
	}
	free(to);
	notes->notes = from;
	notes->room = notes->count;
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

void notes_begin_again(struct notes *notes)
{
	notes->next = 0;
}

bool notes_have(struct notes *notes, uint64_t frame, uint8_t kind)
{
	while (notes->next < notes->count && notes->notes[notes->next].frame < frame)
		notes->next++;
	for (size_t at = notes->next; at < notes->count && notes->notes[at].frame == frame; at++)
		if (notes->notes[at].kind == kind)
			return true;
	return false;
}

void notes_set_twice(struct notes *notes, uint8_t twice)
{
	notes->twice = twice;
}

uint8_t notes_twice(const struct notes *notes)
{
	return notes->twice;
}

uint64_t notes_left_out(const struct notes *notes)
{
	return notes->left_out + notes->strays_left_out;
}

bool notes_no_memory(const struct notes *notes)
{
	return notes->no_memory;
}
