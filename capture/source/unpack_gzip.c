/* SPDX-License-Identifier: MIT */
#include "unpack_private.h"

#ifdef HAVE_GZIP

#include <limits.h>
#include <stdlib.h>
#include <zlib.h>

enum { GZIP_WINDOW = 15 + 16 }; /* the largest; with the header of RFC 1952 */

static void *begin(void)
{
	z_stream *stream = calloc(1, sizeof *stream);
	if (stream && inflateInit2(stream, GZIP_WINDOW) != Z_OK) {
		free(stream);
		return NULL;
	}
	return stream;
}

static uInt at_once(size_t length)
{
	return length < UINT_MAX ? (uInt)length : UINT_MAX;
}

static enum unpack_result step(void *state, struct unpack_step *step)
{
	z_stream *stream = state;
	uInt in = at_once(step->in_left), out = at_once(step->out_left);
	stream->next_in = (Bytef *)step->in;
	stream->avail_in = in;
	stream->next_out = step->out;
	stream->avail_out = out;
	int result = inflate(stream, Z_NO_FLUSH);
	step->in += in - stream->avail_in;
	step->in_left -= in - stream->avail_in;
	step->out += out - stream->avail_out;
	step->out_left -= out - stream->avail_out;
	switch (result) {
	case Z_OK:
	case Z_BUF_ERROR: /* nothing could be done without more */
		return UNPACK_MORE;
	case Z_STREAM_END:
		inflateReset(stream);
		return UNPACK_END;
	case Z_MEM_ERROR:
		return UNPACK_NO_MEMORY;
	default:
		return UNPACK_DAMAGED;
	}
}

static void end(void *state)
{
	inflateEnd(state);
	free(state);
}

const struct unpack_ops unpack_gzip = {.open = begin, .step = step, .close = end};

#else

const struct unpack_ops unpack_gzip = {0};

#endif
