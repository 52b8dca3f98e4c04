/* SPDX-License-Identifier: MIT */
/* LD_PRELOAD for tests/bench/instructions.sh: getrandom() gives the same bytes in every run, so
 * that the flow table has the same collisions. */
#include <stdint.h>
#include <string.h>
#include <sys/random.h>

ssize_t getrandom(void *bytes, size_t size, unsigned flags)
{
	(void)flags;
	uint64_t state = 1;
	for (size_t done = 0; done < size;) {
		state = state * UINT64_C(6364136223846793005) + UINT64_C(1442695040888963407);
		uint64_t mixed = state ^ state >> 29;
		size_t part = size - done < sizeof mixed ? size - done : sizeof mixed;
		memcpy((uint8_t *)bytes + done, &mixed, part);
		done += part;
	}
	return (ssize_t)size;
}
