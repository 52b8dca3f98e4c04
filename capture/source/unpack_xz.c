/* SPDX-License-Identifier: MIT */
#include "unpack_private.h"

#ifdef HAVE_XZ

#include <lzma.h>
#include <stdlib.h>

static void *begin(void)
{
	static const lzma_stream none = LZMA_STREAM_INIT;
	lzma_stream *stream = malloc(sizeof *stream);
	if (!stream)
		return NULL;
	*stream = none;
	if (lzma_stream_decoder(stream, UNPACK_MEMORY_MAX, 0) == LZMA_OK)
		return stream;
	free(stream);
	return NULL;
}

static enum unpack_result step(void *state, struct unpack_step *step)
{
	lzma_stream *stream = state;
	stream->next_in = step->in;
	stream->avail_in = step->in_left;
	stream->next_out = step->out;
	stream->avail_out = step->out_left;
	lzma_ret result = lzma_code(stream, LZMA_RUN);
	step->in = stream->next_in;
	step->in_left = stream->avail_in;
	step->out = stream->next_out;
	step->out_left = stream->avail_out;
	switch (result) {
	case LZMA_OK:
	case LZMA_BUF_ERROR: /* nothing could be done without more */
		return UNPACK_MORE;
	case LZMA_STREAM_END:
		if (lzma_stream_decoder(stream, UNPACK_MEMORY_MAX, 0) != LZMA_OK)
			return UNPACK_NO_MEMORY;
		return UNPACK_END;
	case LZMA_MEM_ERROR:
		return UNPACK_NO_MEMORY;
	case LZMA_MEMLIMIT_ERROR:
		return UNPACK_TOO_LARGE;
	default:
		return UNPACK_DAMAGED;
	}
}

static void end(void *state)
{
	lzma_end(state);
	free(state);
}

const struct unpack_ops unpack_xz = {.open = begin, .step = step, .close = end};

#else

const struct unpack_ops unpack_xz = {0};

#endif
