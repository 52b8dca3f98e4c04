/* SPDX-License-Identifier: MIT */
#include "put.h"

enum { FOUR_DIGITS = 10000, EIGHT_DIGITS = 100000000 };

const char put_pairs[201] = "0001020304050607080910111213141516171819202122232425262728293031323334"
			    "3536373839404142434445464748495051525354555657585960616263646566676869"
			    "707172737475767778798081828384858687888990919293949596979899";

static inline char *put_pair(char *at, uint32_t number)
{
	return put_bytes(at, put_pairs + (size_t)number * 2, 2);
}

static inline char *put_four_digits(char *at, uint32_t number)
{
	return put_pair(put_pair(at, number / 100), number % 100);
}

#if __BYTE_ORDER__ == __ORDER_LITTLE_ENDIAN__
/* In the bytes of one word: two numbers of four digits, then four of two, then eight of one. Each
 * quotient is a product: by 10486 / 2^20 below 10000, by 103 / 2^10 below 100. */
static inline char *put_eight(char *at, uint32_t number)
{
	uint64_t fours = number / FOUR_DIGITS | (uint64_t)(number % FOUR_DIGITS) << 32;
	uint64_t hundreds = fours * 10486 >> 20 & UINT64_C(0x7f0000007f);
	uint64_t pairs = hundreds | (fours - hundreds * 100) << 16;
	uint64_t tens = pairs * 103 >> 10 & UINT64_C(0xf000f000f000f);
	uint64_t digits = tens | (pairs - tens * 10) << 8;
	digits |= UINT64_C(0x3030303030303030);
	return put_bytes(at, &digits, sizeof digits);
}
#else
static inline char *put_eight(char *at, uint32_t number)
{
	at = put_four_digits(at, number / FOUR_DIGITS);
	return put_four_digits(at, number % FOUR_DIGITS);
}
#endif

char *put_eight_digits(char *at, uint32_t number)
{
	return put_eight(at, number);
}

static inline char *put_up_to_two(char *at, uint32_t number)
{
	if (number >= 10)
		return put_pair(at, number);
	*at = (char)('0' + number);
	return at + 1;
}

static inline char *put_up_to_four(char *at, uint32_t number)
{
	if (number < 100)
		return put_up_to_two(at, number);
	return put_pair(put_up_to_two(at, number / 100), number % 100);
}

static inline char *put_up_to_eight(char *at, uint32_t number)
{
	if (number < FOUR_DIGITS)
		return put_up_to_four(at, number);
	return put_four_digits(put_up_to_four(at, number / FOUR_DIGITS), number % FOUR_DIGITS);
}

/* Most numbers are short, or have no more than 16 digits: nothing is kept while another function
 * runs. */
char *put_long_decimal(char *at, uint64_t number)
{
	if (number < FOUR_DIGITS)
		return put_up_to_four(at, (uint32_t)number);
	if (number < EIGHT_DIGITS)
		return put_up_to_eight(at, (uint32_t)number);
	uint64_t above = number / EIGHT_DIGITS;
	uint32_t below = (uint32_t)(number % EIGHT_DIGITS);
	if (above < EIGHT_DIGITS) {
		at = put_up_to_eight(at, (uint32_t)above);
	} else {
		at = put_up_to_four(at, (uint32_t)(above / EIGHT_DIGITS));
		at = put_eight(at, (uint32_t)(above % EIGHT_DIGITS));
	}
	return put_eight(at, below);
}
