/* SPDX-License-Identifier: MIT */
/* What the first pass over a file found out about frames, for the second, which shows them: only
 * what differs from what the second would say by itself. */
#ifndef NOTES_H
#define NOTES_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

/* Packed, for there may be millions. KIND, END and VALUE are for those who wrote it. */
struct note {
	uint32_t frame; /* the frame that it is about */
	uint32_t by;    /* the frame that told; the last one where the end of the file did */
	uint8_t kind;
	uint8_t end; /* enum side */
	uint8_t value;
	uint8_t grade;
};

/* Memory for notes of one file: some 2.8 million. */
enum { NOTES_BYTES_MAX = 32 * 1024 * 1024 };

struct notes;

/* At most MAX_BYTES of notes. NULL without memory. */
struct notes *notes_new(size_t max_bytes);
void notes_free(struct notes *notes); /* NULL is allowed */

/* False when there is no room: it is left out, and counted. */
bool notes_add(struct notes *notes, const struct note *note);

/* All of them, *COUNT, to be changed before notes_seal(). */
struct note *notes_all(struct notes *notes, size_t *count);

/* The first pass is over: sorts. Of the notes of one frame, those that were told later come later.
 * Without memory for that all of them are left out. */
void notes_seal(struct notes *notes);

/* The notes of FRAME, *COUNT of them, NULL for none; valid as long as NOTES. To be asked for
 * ascending frames, after notes_seal(). */
const struct note *notes_of(struct notes *notes, uint64_t frame, size_t *count);

/* The file is read once more: frames are asked for from the first one on. */
void notes_begin_again(struct notes *notes);

/* Whether there is a note of KIND on FRAME, which comes next: no later one was asked for. */
bool notes_have(struct notes *notes, uint64_t frame, uint8_t kind);

/* FRAME is stray, though what follows it made it count: told in this reading, for the next one. */
void notes_add_stray(struct notes *notes, uint64_t frame);

/* Whether an earlier reading has told that. */
bool notes_is_stray(const struct notes *notes, uint64_t frame);

/* Whether this reading has told of strays that were not known before it: then the first pass is to
 * be made again, and all notes are forgotten but these. */
bool notes_begin_anew(struct notes *notes);

/* How all connections were captured: enum fates_twice. At first 0. */
void notes_set_twice(struct notes *notes, uint8_t twice);
uint8_t notes_twice(const struct notes *notes);

uint64_t notes_left_out(const struct notes *notes);

/* Whether memory was wanted that was not there, though the bound allowed it. */
bool notes_no_memory(const struct notes *notes);

#endif
