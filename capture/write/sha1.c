/* SPDX-License-Identifier: MIT */
#include "sha1.h"

#include <endian.h>
#include <string.h>

enum { WORDS = 16, ROUNDS = 80, STATE_WORDS = SHA1_BYTES / 4 };

static inline uint32_t rotate(uint32_t word, unsigned bits)
{
	return word << bits | word >> (32 - bits);
}

/* RFC 3174 section 5: f(t). */
static inline uint32_t choose(uint32_t b, uint32_t c, uint32_t d)
{
	return d ^ (b & (c ^ d));
}

static inline uint32_t parity(uint32_t b, uint32_t c, uint32_t d)
{
	return b ^ c ^ d;
}

static inline uint32_t majority(uint32_t b, uint32_t c, uint32_t d)
{
	return (b & c) | (d & (b | c));
}

/* RFC 3174 section 6.1: what each round does; five of them have each word in its place again. */
#define ROUND(f, k, a, b, c, d, e, word)                                                           \
	((e) += rotate(a, 5) + f(b, c, d) + (k) + (word), (b) = rotate(b, 30))
#define FIVE_ROUNDS(f, k, words)                                                                   \
	(ROUND(f, k, a, b, c, d, e, (words)[0]), ROUND(f, k, e, a, b, c, d, (words)[1]),           \
	 ROUND(f, k, d, e, a, b, c, (words)[2]), ROUND(f, k, c, d, e, a, b, (words)[3]),           \
	 ROUND(f, k, b, c, d, e, a, (words)[4]))

/* WORDS: the block, in the first of them. */
static void add_block(uint32_t state[STATE_WORDS], uint32_t words[ROUNDS])
{
	uint32_t a = state[0], b = state[1], c = state[2], d = state[3], e = state[4];
	for (unsigned t = WORDS; t < 2 * WORDS; t++)
		words[t] = rotate(words[t - 3] ^ words[t - 8] ^ words[t - 14] ^ words[t - 16], 1);
	/* The same, put in for each of the four: none is made of the three before it, so that the
	 * compiler makes four at once. */
	for (unsigned t = 2 * WORDS; t < ROUNDS; t++)
		words[t] = rotate(words[t - 6] ^ words[t - 16] ^ words[t - 28] ^ words[t - 32], 2);
	for (size_t t = 0; t < 20; t += 5)
		FIVE_ROUNDS(choose, 0x5a827999, words + t);
	for (size_t t = 20; t < 40; t += 5)
		FIVE_ROUNDS(parity, 0x6ed9eba1, words + t);
	for (size_t t = 40; t < 60; t += 5)
		FIVE_ROUNDS(majority, 0x8f1bbcdc, words + t);
	for (size_t t = 60; t < ROUNDS; t += 5)
		FIVE_ROUNDS(parity, 0xca62c1d6, words + t);
	state[0] += a;
	state[1] += b;
	state[2] += c;
	state[3] += d;
	state[4] += e;
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
