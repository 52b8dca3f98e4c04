/* SPDX-License-Identifier: MIT */
#include "memory_source.h"

#include "dump.h"

void memory_source_init(struct source *source, struct input input, int link_type)
{
	*source =
	    (struct source){.input = input, .whole = input, .link_type = link_type, .time_ns = 1};
}

void memory_source_release(struct source *source)
{
	free(source->copy);
}

enum source_status source_next(struct source *source, struct frame *frame, struct err *err)
{
	(void)err;
	struct input *input = &source->input;
	if (input->left == 0)
		return SOURCE_END;
	size_t captured = input_byte(input);
	captured |= (size_t)(input_byte(input) & 0x3f) << 8;
	unsigned step = input_byte(input);
	uint32_t cut = input_byte(input);
	free(source->copy);
	source->copy = input_copy(input, &captured);
	/* Times of files stay below 2^62. */
	if (step < 61 && source->time_ns < INT64_C(1) << 61)
		source->time_ns += INT64_C(1) << step;
	*frame = (struct frame){
	    .number = ++source->number,
	    .time_ns = source->time_ns & ((INT64_C(1) << 62) - 1),
	    .bytes = source->copy,
	    .captured = (uint32_t)captured,
	    .length = (uint32_t)captured + cut,
	    .link_type = source->link_type,
	};
	return SOURCE_FRAME;
}

/* Each frame is a copy of its own, which lives until the next. */
bool source_peek(struct source *source, unsigned distance, struct frame *frame)
{
	(void)source;
	(void)distance;
	(void)frame;
	return false;
}

bool source_skip(struct source *source)
{
	(void)source;
	return false;
}

bool source_can_rewind(const struct source *source)
{
	(void)source;
	return true;
}

bool source_position(const struct source *source, uint64_t *position, uint64_t *size)
{
	(void)source;
	(void)position;
	(void)size;
	return false;
}

bool source_rewind(struct source *source, struct err *err)
{
	(void)err;
	free(source->copy);
	memory_source_init(source, source->whole, source->link_type);
	return true;
}

/* What the pipeline asks of a live source, or of one that is kept. */
bool source_wait(struct source *source, const sigset_t *mask, struct err *err)
{
	(void)source;
	(void)mask;
	(void)err;
	return true;
}

bool source_wait_unless(struct source *source, const volatile sig_atomic_t *stop, struct err *err)
{
	(void)source;
	(void)stop;
	(void)err;
	return true;
}

void source_drain(struct source *source)
{
	(void)source;
}

bool dump_frame(struct dump *dump, const struct frame *frame, struct err *err)
{
	(void)dump;
	(void)frame;
	(void)err;
	return true;
}

bool dump_flush(struct dump *dump, struct err *err)
{
	(void)dump;
	(void)err;
	return true;
}

bool dump_closed(const struct dump *dump)
{
	(void)dump;
	return false;
}

bool source_is_live(const struct source *source)
{
	(void)source;
	return false;
}

bool source_statistics(struct source *source, struct source_statistics *statistics, struct err *err)
{
	(void)source;
	(void)statistics;
	(void)err;
	return true;
}
