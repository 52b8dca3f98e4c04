/* SPDX-License-Identifier: MIT */
/* The state of one end, as it is shown: proven by what the end itself sent, or hedged: it is in it
 * if what was sent to it arrives. */
#ifndef END_STATE_H
#define END_STATE_H

#include <stdbool.h>
#include <stdint.h>

#include "tcp_state.h"

enum { END_STATE_NONE = TCP_STATE_COUNT }; /* nothing has proven any */

struct end_state {
	uint8_t state; /* enum tcp_state, or END_STATE_NONE, which is proven */
	bool proven;
};

static inline bool end_state_equal(struct end_state a, struct end_state b)
{
	return a.state == b.state && a.proven == b.proven;
}

/* "ESTABLISHED"; hedged "ESTABLISHED?"; "–" for none. */
const char *end_state_name(struct end_state state);

#endif
