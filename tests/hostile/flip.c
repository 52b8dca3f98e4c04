/* SPDX-License-Identifier: MIT */
/* flip SEED PERCENT KEEP: standard input to standard output, where so many of the bytes behind the
 * first KEEP are others. The same seed flips the same everywhere. */
#include <stdbool.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>

/* splitmix64 (Steele, Lea, Flood 2014): small, and the same on every system. */
static uint64_t draw(uint64_t *state)
{
	uint64_t z = (*state += 0x9e3779b97f4a7c15);
	z = (z ^ z >> 30) * 0xbf58476d1ce4e5b9;
	z = (z ^ z >> 27) * 0x94d049bb133111eb;
	return z ^ z >> 31;
}

int main(int argc, char **argv)
{
	if (argc != 4)
		return fprintf(stderr, "usage: %s SEED PERCENT KEEP\n", argv[0]), 2;
	uint64_t state = strtoull(argv[1], NULL, 10), percent = strtoull(argv[2], NULL, 10);
	uint64_t keep = strtoull(argv[3], NULL, 10);
	int byte;
	for (uint64_t at = 0; (byte = getchar()) != EOF; at++) {
		uint64_t drawn = draw(&state);
		bool flips = at >= keep && drawn % 100 < percent;
		putchar(flips ? byte ^ (int)(1 + (drawn >> 32) % 255) : byte);
	}
	return fflush(stdout) == 0 ? 0 : 1;
}
