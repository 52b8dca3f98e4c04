/* SPDX-License-Identifier: MIT */
#include "put.h"

#include <endian.h>

enum { EIGHT_DIGITS = 100000000 };

static char *put_pair(char *at, uint32_t number)
{
	static const char pairs[] = "00010203040506070809101112131415161718192021222324252627282930"
				    "31323334353637383940414243444546474849505152535455565758596061"
				    "62636465666768697071727374757677787980818283848586878889909192"
				    "93949596979899";
	return put_bytes(at, pairs + (size_t)number * 2, 2);
}

/* The divisions do not wait for each other: that is what makes it fast. */
static inline char *eight_digits(char *at, uint32_t number)
{
	uint32_t high = number / 10000, low = number % 10000;
	put_pair(at, high / 100);
	put_pair(at + 2, high % 100);
	put_pair(at + 4, low / 100);
	return put_pair(at + 6, low % 100);
}

char *put_eight_digits(char *at, uint32_t number)
{
	return eight_digits(at, number);
}

static char *put_up_to_eight(char *at, uint32_t number)
{
	uint64_t digits;
	eight_digits(at, number);
	memcpy(&digits, at, sizeof digits);
	digits = le64toh(digits);
	/* Of the digits' values, the lowest bit that is set is in the first one that is not 0. */
	int zeros = __builtin_ctzll(digits ^ UINT64_C(0x3030303030303030)) / 8;
	digits = htole64(digits >> 8 * zeros); /* what is too much is written over */
	memcpy(at, &digits, sizeof digits);
	return at + 8 - zeros;
}

char *put_decimal(char *at, uint64_t number)
{
	if (number < 10) {
		*at = (char)('0' + number);
		return at + 1;
	}
	if (number < 100)
		return put_pair(at, (uint32_t)number);
	if (number < EIGHT_DIGITS)
		return put_up_to_eight(at, (uint32_t)number);
	return eight_digits(put_decimal(at, number / EIGHT_DIGITS),
			    (uint32_t)(number % EIGHT_DIGITS));
}
