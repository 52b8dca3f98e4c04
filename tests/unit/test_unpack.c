/* SPDX-License-Identifier: MIT */
#include "unpack.h"

#include <errno.h>
#include <fcntl.h>
#include <stdio.h>
#include <unistd.h>

#include "unit.h"

/* "tcp segment\n" forty times, by gzip -9n, zstd -19 --check and xz -9. */
static const uint8_t by_gzip[] = {
    0x1f, 0x8b, 0x08, 0x00, 0x00, 0x00, 0x00, 0x00, 0x02, 0x03, 0x2b, 0x49, 0x2e,
    0x50, 0x28, 0x4e, 0x4d, 0xcf, 0x4d, 0xcd, 0x2b, 0xe1, 0x2a, 0x19, 0x65, 0x0f,
    0x3b, 0x36, 0x00, 0x38, 0x9f, 0xb5, 0x41, 0xe0, 0x01, 0x00, 0x00,
};
static const uint8_t by_zstd[] = {
    0x28, 0xb5, 0x2f, 0xfd, 0x04, 0x68, 0x9d, 0x00, 0x00, 0x60, 0x74, 0x63, 0x70, 0x20, 0x73, 0x65,
    0x67, 0x6d, 0x65, 0x6e, 0x74, 0x0a, 0x01, 0x00, 0xd1, 0x57, 0x4b, 0x12, 0x4a, 0xe1, 0x01, 0xf7,
};
static const uint8_t by_xz[] = {
    0xfd, 0x37, 0x7a, 0x58, 0x5a, 0x00, 0x00, 0x04, 0xe6, 0xd6, 0xb4, 0x46, 0x02, 0x00, 0x21,
    0x01, 0x1c, 0x00, 0x00, 0x00, 0x10, 0xcf, 0x58, 0xcc, 0xe0, 0x01, 0xdf, 0x00, 0x15, 0x5d,
    0x00, 0x3a, 0x18, 0xca, 0x62, 0x29, 0xea, 0x00, 0x01, 0xdd, 0xb4, 0x58, 0x80, 0xf3, 0xb1,
    0xac, 0x8a, 0xf7, 0x2c, 0x98, 0x00, 0x00, 0x00, 0x00, 0x00, 0x00, 0x75, 0x4f, 0x13, 0x0b,
    0x65, 0x64, 0xb8, 0x8a, 0x00, 0x01, 0x31, 0xe0, 0x03, 0x00, 0x00, 0x00, 0xe4, 0x68, 0x12,
    0x36, 0xb1, 0xc4, 0x67, 0xfb, 0x02, 0x00, 0x00, 0x00, 0x00, 0x04, 0x59, 0x5a,
};

enum { PLAIN = 40 * 12 };

static const struct {
	const char *name;
	const uint8_t *bytes;
	size_t length;
} formats[] = {
    {"gzip", by_gzip, sizeof by_gzip},
    {"zstd", by_zstd, sizeof by_zstd},
    {"xz", by_xz, sizeof by_xz},
};

static bool is_built_in(size_t i)
{
	struct unpack_format format;
	assert_true(unpack_format_of(formats[i].bytes, formats[i].length, &format));
	assert_string_equal(format.name, formats[i].name);
	return format.built_in;
}

struct fixture {
	int ends[2];
	struct unpack *unpack;
	char got[65536];
	size_t length;
	struct text why;
};

static int begin(void **state)
{
	struct fixture *fixture = calloc(1, sizeof *fixture);
	if (!fixture || pipe2(fixture->ends, O_NONBLOCK) != 0)
		return -1;
	fixture->unpack = unpack_new(fixture->ends[0]);
	text_init(&fixture->why);
	*state = fixture;
	return fixture->unpack ? 0 : -1;
}

static int finish(void **state)
{
	struct fixture *fixture = *state;
	unpack_free(fixture->unpack);
	close(fixture->ends[0]);
	if (fixture->ends[1] >= 0)
		close(fixture->ends[1]);
	text_release(&fixture->why);
	free(fixture);
	return 0;
}

static void send_bytes(struct fixture *fixture, const void *bytes, size_t length)
{
	assert_int_equal(write(fixture->ends[1], bytes, length), length);
}

static void hang_up(struct fixture *fixture)
{
	close(fixture->ends[1]);
	fixture->ends[1] = -1;
}

/* In pieces of at most SIZE; what the last call gave: 0, or -1 with errno. */
static ssize_t read_all(struct fixture *fixture, size_t size)
{
	for (;;) {
		assert_int_in_range(fixture->length + size, 0, sizeof fixture->got);
		ssize_t got = unpack_read(fixture->unpack, fixture->got + fixture->length, size);
		if (got <= 0)
			return got;
		fixture->length += (size_t)got;
	}
}

static void expect_plain(const struct fixture *fixture, size_t length)
{
	assert_int_equal(fixture->length, length);
	for (size_t i = 0; i < length; i++)
		assert_int_equal(fixture->got[i], "tcp segment\n"[i % 12]);
}

/* Begins with the next format, or the next try. */
static void again(void **state)
{
	finish(state);
	assert_int_equal(begin(state), 0);
}

static void unpacks_each_format(void **state)
{
	for (size_t i = 0; i < COUNT_OF(formats); i++)
		for (size_t size = 1; size <= PLAIN; size += 93) {
			if (!is_built_in(i))
				continue;
			again(state);
			struct fixture *fixture = *state;
			send_bytes(fixture, formats[i].bytes, formats[i].length);
			hang_up(fixture);
			assert_int_equal(read_all(fixture, size), 0);
			expect_plain(fixture, PLAIN);
			assert_false(unpack_failed(fixture->unpack, &fixture->why));
			assert_int_equal(read_all(fixture, size), 0);
		}
}

/* Nothing waits for what is not there yet, and nothing is lost. */
static void takes_it_byte_by_byte(void **state)
{
	for (size_t i = 0; i < COUNT_OF(formats); i++) {
		if (!is_built_in(i))
			continue;
		again(state);
		struct fixture *fixture = *state;
		for (size_t at = 0; at < formats[i].length; at++) {
			assert_int_equal(read_all(fixture, 100), -1);
			assert_int_equal(errno, EAGAIN);
			send_bytes(fixture, formats[i].bytes + at, 1);
		}
		hang_up(fixture);
		assert_int_equal(read_all(fixture, 100), 0);
		expect_plain(fixture, PLAIN);
	}
}

/* Streams behind one another are one (gzip, xz and zstd do the same), with zeros between. */
static void goes_on_with_the_next_stream(void **state)
{
	for (size_t i = 0; i < COUNT_OF(formats); i++) {
		if (!is_built_in(i))
			continue;
		again(state);
		struct fixture *fixture = *state;
		send_bytes(fixture, formats[i].bytes, formats[i].length);
		send_bytes(fixture, formats[i].bytes, formats[i].length);
		send_bytes(fixture, (const uint8_t[8]){0}, 8);
		send_bytes(fixture, formats[i].bytes, formats[i].length);
		send_bytes(fixture, (const uint8_t[4]){0}, 4);
		hang_up(fixture);
		assert_int_equal(read_all(fixture, PLAIN), 0);
		expect_plain(fixture, (size_t)3 * PLAIN);
	}
}

static void tells_where_it_is_cut_off(void **state)
{
	for (size_t i = 0; i < COUNT_OF(formats); i++)
		for (size_t length = 6; length < formats[i].length; length++) {
			if (!is_built_in(i))
				continue;
			again(state);
			struct fixture *fixture = *state;
			char expected[64];
			snprintf(expected, sizeof expected, "its %s data is cut off",
				 formats[i].name);
			send_bytes(fixture, formats[i].bytes, length);
			hang_up(fixture);
			assert_int_equal(read_all(fixture, 100), -1);
			assert_int_equal(errno, EIO);
			assert_true(unpack_failed(fixture->unpack, &fixture->why));
			assert_string_equal(text_c_string(&fixture->why), expected);
			expect_plain(fixture, fixture->length);
			assert_int_equal(read_all(fixture, 100), -1);
		}
}

/* Each bit turned round: all is as it was (some bits of a header say nothing about what is packed),
 * or one reason is told. */
static void tells_that_it_is_damaged(void **state)
{
	uint8_t bytes[256];
	for (size_t i = 0; i < COUNT_OF(formats); i++) {
		size_t told = 0, magic = i == 0 ? 2 : i == 1 ? 4 : 6;
		if (!is_built_in(i))
			continue;
		for (size_t bit = 8 * magic; bit < 8 * formats[i].length; bit++) {
			again(state);
			struct fixture *fixture = *state;
			memcpy(bytes, formats[i].bytes, formats[i].length);
			bytes[bit / 8] ^= (uint8_t)(1u << bit % 8);
			send_bytes(fixture, bytes, formats[i].length);
			hang_up(fixture);
			if (read_all(fixture, 100) == 0) {
				expect_plain(fixture, PLAIN);
				continue;
			}
			assert_true(unpack_failed(fixture->unpack, &fixture->why));
			told++;
		}
		assert_int_in_range(told, 8 * (formats[i].length - magic) / 2,
				    8 * formats[i].length);
	}
}

static void leaves_what_is_not_packed(void **state)
{
	static const char *const plain[] = {"",           "\x1f",          "\x28\xb5", "\x1fx",
					    "\xfd\x37zX", "tcp segment\n", "BZh91AY"};
	for (size_t i = 0; i < COUNT_OF(plain); i++) {
		again(state);
		struct fixture *fixture = *state;
		send_bytes(fixture, plain[i], strlen(plain[i]));
		hang_up(fixture);
		/* Shorter than what tells, it may still come: asked again, it has ended. */
		while (read_all(fixture, 100) != 0)
			assert_int_equal(errno, EAGAIN);
		assert_int_equal(fixture->length, strlen(plain[i]));
		assert_memory_equal(fixture->got, plain[i], strlen(plain[i]));
		assert_false(unpack_failed(fixture->unpack, &fixture->why));
	}
}

static void fails_as_the_descriptor_does(void **state)
{
	struct fixture *fixture = *state;
	unpack_free(fixture->unpack);
	fixture->unpack = unpack_new(-1);
	assert_int_equal(read_all(fixture, 100), -1);
	assert_int_equal(errno, EBADF);
	assert_false(unpack_failed(fixture->unpack, &fixture->why));
}

int test_unpack(void)
{
#define TEST(test) cmocka_unit_test_setup_teardown(test, begin, finish)
	const struct CMUnitTest tests[] = {
	    TEST(unpacks_each_format),          TEST(takes_it_byte_by_byte),
	    TEST(goes_on_with_the_next_stream), TEST(tells_where_it_is_cut_off),
	    TEST(tells_that_it_is_damaged),     TEST(leaves_what_is_not_packed),
	    TEST(fails_as_the_descriptor_does),
	};
#undef TEST
	return run_group(tests, NULL, NULL);
}
