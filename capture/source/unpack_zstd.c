/* SPDX-License-Identifier: MIT */
#include "unpack_private.h"

#ifdef HAVE_ZSTD

#include <zstd.h>
#include <zstd_errors.h>

/* The library's own limit of a window is 128 MiB. */
static void *begin(void)
{
	return ZSTD_createDStream();
}

static enum unpack_result step(void *state, struct unpack_step *step)
{
	ZSTD_inBuffer in = {step->in, step->in_left, 0};
	ZSTD_outBuffer out = {step->out, step->out_left, 0};
	size_t result = ZSTD_decompressStream(state, &out, &in);
	step->in += in.pos;
	step->in_left -= in.pos;
	step->out += out.pos;
	step->out_left -= out.pos;
	if (!ZSTD_isError(result))
		return result == 0 ? UNPACK_END : UNPACK_MORE;
	switch (ZSTD_getErrorCode(result)) {
	case ZSTD_error_memory_allocation:
		return UNPACK_NO_MEMORY;
	case ZSTD_error_frameParameter_windowTooLarge:
		return UNPACK_TOO_LARGE;
	default:
		return UNPACK_DAMAGED;
	}
}

static void end(void *state)
{
	ZSTD_freeDStream(state);
}

const struct unpack_ops unpack_zstd = {.open = begin, .step = step, .close = end};

#else

const struct unpack_ops unpack_zstd = {0};

#endif
