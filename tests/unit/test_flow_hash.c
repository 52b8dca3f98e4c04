/* SPDX-License-Identifier: MIT */
#include "flow_hash.h"

#include <sys/random.h>

#include "unit.h"

enum { PAIRS = 1 << 16, SLOTS = 1 << 17 };

/* The linker puts this in place of getrandom(): see -Wl,--wrap in CMakeLists.txt. */
ssize_t __real_getrandom(void *bytes, size_t length, unsigned flags);
ssize_t __wrap_getrandom(void *bytes, size_t length, unsigned flags);
static bool no_entropy;

ssize_t __wrap_getrandom(void *bytes, size_t length, unsigned flags)
{
	return no_entropy ? -1 : __real_getrandom(bytes, length, flags);
}

static uint32_t scramble(uint32_t number)
{
	uint64_t z = number * UINT64_C(0xbf58476d1ce4e5b9) + 1;
	z = (z ^ z >> 27) * UINT64_C(0x94d049bb133111eb);
	return (uint32_t)(z >> 32);
}

static struct endpoint endpoint_of(uint32_t address, uint32_t port)
{
	struct endpoint endpoint = {.version = 4, .port = (uint16_t)port};
	memcpy(endpoint.address, &address, sizeof address);
	return endpoint;
}

/* Pairs of ends that all have one value in a hash without a key. */
static uint32_t equal_xor(uint32_t drawn)
{
	return drawn ^ 0x5a5a5a5a;
}

static uint32_t equal_sum(uint32_t drawn)
{
	return 0xdeadbeef - drawn;
}

static uint32_t at_random(uint32_t drawn)
{
	return scramble(~drawn);
}

/* How many of the slots are taken by pairs whose other end is OTHER of the first. */
static size_t slots_taken(const struct flow_hash *hash, uint32_t (*other)(uint32_t drawn))
{
	static bool taken[SLOTS];
	size_t count = 0;
	memset(taken, 0, sizeof taken);
	for (uint32_t n = 0; n < PAIRS; n++) {
		uint32_t drawn = scramble(n);
		struct endpoint a = endpoint_of(drawn, drawn & 0xffff);
		struct endpoint b = endpoint_of(other(drawn), other(drawn) & 0xffff);
		uint32_t slot = flow_hash(hash, &a, &b) & (SLOTS - 1);
		count += !taken[slot];
		taken[slot] = true;
	}
	return count;
}

/* At random 1 - 1/sqrt(e) of the slots are taken: 51,573. */
static void nobody_can_aim_at_a_slot(void **state)
{
	(void)state;
	struct flow_hash hash;
	flow_hash_init(&hash);
	size_t random = slots_taken(&hash, at_random);
	assert_int_in_range(random, 50000, 53000);
	assert_int_in_range(slots_taken(&hash, equal_xor), random / 10 * 9, PAIRS);
	assert_int_in_range(slots_taken(&hash, equal_sum), random / 10 * 9, PAIRS);
}

/* Else whoever has many addresses of one network meets long searches. */
static void every_byte_of_both_ends_counts(void **state)
{
	(void)state;
	struct flow_hash hash;
	flow_hash_init(&hash);
	for (uint8_t version = 4; version <= 6; version += 2) {
		struct endpoint ends[2] = {{.version = version, .port = 1, .address = {1}},
					   {.version = version, .port = 2, .address = {2}}};
		uint32_t before = flow_hash(&hash, &ends[0], &ends[1]);
		for (int end = 0; end < 2; end++) {
			for (size_t byte = 0; byte < (version == 4 ? 4 : 16); byte++) {
				ends[end].address[byte] ^= 0x80;
				assert_int_not_equal(flow_hash(&hash, &ends[0], &ends[1]), before);
				ends[end].address[byte] ^= 0x80;
			}
			ends[end].port ^= 0x100;
			assert_int_not_equal(flow_hash(&hash, &ends[0], &ends[1]), before);
			ends[end].port ^= 0x100;
		}
	}
}

static void both_directions_are_one(void **state)
{
	(void)state;
	struct flow_hash hash, another;
	flow_hash_init(&hash);
	flow_hash_init(&another);
	size_t differ = 0;
	for (uint32_t n = 0; n < 1000; n++) {
		struct endpoint a = endpoint_of(scramble(n), n), b = endpoint_of(n, 8079);
		assert_int_equal(flow_hash(&hash, &a, &b), flow_hash(&hash, &b, &a));
		differ += flow_hash(&hash, &a, &b) != flow_hash(&another, &a, &b);
	}
	assert_true(differ > 990); /* other keys, other values */
}

/* At boot. */
static void keys_differ_also_without_entropy(void **state)
{
	no_entropy = true;
	nobody_can_aim_at_a_slot(state);
	both_directions_are_one(state);
	no_entropy = false;
}

int test_flow_hash(void)
{
	const struct CMUnitTest tests[] = {
	    cmocka_unit_test(nobody_can_aim_at_a_slot),
	    cmocka_unit_test(every_byte_of_both_ends_counts),
	    cmocka_unit_test(both_directions_are_one),
	    cmocka_unit_test(keys_differ_also_without_entropy),
	};
	return run_group(tests, NULL, NULL);
}
