/* SPDX-License-Identifier: MIT */
/* Which items of two sequences are the same ones: the shortest edit script (E. Myers, "An O(ND)
 * Difference Algorithm and Its Variations", Algorithmica 1986). */
#ifndef ALIGNMENT_H
#define ALIGNMENT_H

#include <stdbool.h>
#include <stdint.h>

enum {
	/* So many edits are looked at together. Behind more than that the alignment goes on from
	 * the furthest place that they reach: time is O(N * this), whatever differs, and what is
	 * aligned is equal still, but there may be a shorter script. */
	ALIGNMENT_EDITS_MAX = 256,
};

#define ALIGNMENT_NONE UINT32_MAX

/* MATES has an entry for each of the A_COUNT items of A: the index of its equal in B, rising, or
 * ALIGNMENT_NONE. *BOUNDED is set when ALIGNMENT_EDITS_MAX was reached, else left. False without
 * memory. */
bool alignment_find(const uint64_t *a, uint32_t a_count, const uint64_t *b, uint32_t b_count,
		    uint32_t *mates, bool *bounded);

#endif
