/* SPDX-License-Identifier: MIT */
#include "sha1.h"

#include <endian.h>
#include <string.h>

enum { WORDS = 16, ROUNDS = 80, STATE_WORDS = SHA1_BYTES / 4 };

static inline uint32_t rotate(uint32_t word, unsigned bits)
{
	return word << bits | word >> (32 - bits);
}

/* RFC 3174 section 6.1: what each round does, to A to E; MIXED: f(t) and K(t). */
static inline void go_round(uint32_t s[STATE_WORDS], uint32_t mixed, uint32_t word)
{
	uint32_t next = rotate(s[0], 5) + mixed + s[4] + word;
	s[4] = s[3];
	s[3] = s[2];
	s[2] = rotate(s[1], 30);
	s[1] = s[0];
	s[0] = next;
}

/* WORDS: the block, in the first of them. */
static void add_block(uint32_t state[STATE_WORDS], uint32_t words[ROUNDS])
{
	uint32_t s[STATE_WORDS];
	memcpy(s, state, sizeof s);
	for (size_t t = WORDS; t < ROUNDS; t++)
		words[t] = rotate(words[t - 3] ^ words[t - 8] ^ words[t - 14] ^ words[t - 16], 1);
	for (size_t t = 0; t < 20; t++)
		go_round(s, (s[3] ^ (s[1] & (s[2] ^ s[3]))) + 0x5a827999, words[t]);
	for (size_t t = 20; t < 40; t++)
		go_round(s, (s[1] ^ s[2] ^ s[3]) + 0x6ed9eba1, words[t]);
	for (size_t t = 40; t < 60; t++)
		go_round(s, ((s[1] & s[2]) | (s[3] & (s[1] | s[2]))) + 0x8f1bbcdc, words[t]);
	for (size_t t = 60; t < ROUNDS; t++)
		go_round(s, (s[1] ^ s[2] ^ s[3]) + 0xca62c1d6, words[t]);
	for (size_t i = 0; i < STATE_WORDS; i++)
		state[i] += s[i];
}

void sha1_short(const uint8_t *bytes, size_t length, uint8_t digest[SHA1_BYTES])
{
	uint32_t state[STATE_WORDS] = {0x67452301, 0xefcdab89, 0x98badcfe, 0x10325476, 0xc3d2e1f0};
	uint8_t block[4 * WORDS] = {0};
	uint32_t words[ROUNDS];
	memcpy(block, bytes, length);
	block[length] = 0x80;
	memcpy(words, block, sizeof block);
	for (size_t i = 0; i < WORDS; i++)
		words[i] = be32toh(words[i]);
	words[WORDS - 1] = (uint32_t)(8 * length);
	add_block(state, words);
	for (size_t i = 0; i < STATE_WORDS; i++)
		state[i] = htobe32(state[i]);
	memcpy(digest, state, sizeof state);
}
