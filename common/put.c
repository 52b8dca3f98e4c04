/* SPDX-License-Identifier: MIT */
#include "put.h"

enum { MILLION = 1000000, BILLION = 1000000000 };

#define TEN(digits)                                                                                \
	digits "0", digits "1", digits "2", digits "3", digits "4", digits "5", digits "6",        \
	    digits "7", digits "8", digits "9"
#define HUNDRED(digit)                                                                             \
	TEN(digit "0"), TEN(digit "1"), TEN(digit "2"), TEN(digit "3"), TEN(digit "4"),            \
	    TEN(digit "5"), TEN(digit "6"), TEN(digit "7"), TEN(digit "8"), TEN(digit "9")

const char put_threes[1000][4] = {
    HUNDRED("0"), HUNDRED("1"), HUNDRED("2"), HUNDRED("3"), HUNDRED("4"),
    HUNDRED("5"), HUNDRED("6"), HUNDRED("7"), HUNDRED("8"), HUNDRED("9"),
};
#undef TEN
#undef HUNDRED

/* LENGTH digits, those before the last one behind it. */
#define TEN(length, ...)                                                                           \
	{{__VA_ARGS__ '0'}, length}, {{__VA_ARGS__ '1'}, length}, {{__VA_ARGS__ '2'}, length},     \
	    {{__VA_ARGS__ '3'}, length}, {{__VA_ARGS__ '4'}, length}, {{__VA_ARGS__ '5'}, length}, \
	    {{__VA_ARGS__ '6'}, length}, {{__VA_ARGS__ '7'}, length}, {{__VA_ARGS__ '8'}, length}, \
	{                                                                                          \
		{__VA_ARGS__ '9'}, length                                                          \
	}
#define HUNDRED(digit)                                                                             \
	TEN(3, digit, '0', ), TEN(3, digit, '1', ), TEN(3, digit, '2', ), TEN(3, digit, '3', ),    \
	    TEN(3, digit, '4', ), TEN(3, digit, '5', ), TEN(3, digit, '6', ),                      \
	    TEN(3, digit, '7', ), TEN(3, digit, '8', ), TEN(3, digit, '9', )

const struct put_short put_shorts[1000] = {
    TEN(1, ),      TEN(2, '1', ), TEN(2, '2', ), TEN(2, '3', ), TEN(2, '4', ),
    TEN(2, '5', ), TEN(2, '6', ), TEN(2, '7', ), TEN(2, '8', ), TEN(2, '9', ),
    HUNDRED('1'),  HUNDRED('2'),  HUNDRED('3'),  HUNDRED('4'),  HUNDRED('5'),
    HUNDRED('6'),  HUNDRED('7'),  HUNDRED('8'),  HUNDRED('9'),
};

/* A number is made a fraction, times 2^54, and rounded up: what stands above it are its first
 * digits, and a thousandth of it has the next ones. That is exact for as many digits as are written
 * here. */
enum { FRACTION_BITS = 54 };
static const uint64_t BELOW_ONE = (UINT64_C(1) << FRACTION_BITS) - 1;

static inline uint64_t next_three(uint64_t fraction)
{
	return (fraction & BELOW_ONE) * 1000;
}

static inline char *put_three(char *at, uint64_t fraction)
{
	memcpy(at, put_threes[fraction >> FRACTION_BITS], sizeof put_threes[0]);
	return at + 3;
}

static inline char *put_six(char *at, uint64_t fraction)
{
	fraction = next_three(fraction);
	at = put_three(at, fraction);
	return put_three(at, next_three(fraction));
}

/* NUMBER < 10^9 in thousandths of its thousandths: 2^54 / 10^6. */
static inline uint64_t of_nine(uint32_t number)
{
	return number * UINT64_C(18014398510);
}

static inline char *put_nine(char *at, uint32_t number)
{
	uint64_t fraction = of_nine(number);
	return put_six(put_three(at, fraction), fraction);
}

char *put_nine_digits(char *at, uint32_t number)
{
	return put_nine(at, number);
}

/* NUMBER < 10^6, of four digits or more. */
static inline char *put_up_to_six(char *at, uint32_t number)
{
	uint32_t above = number / 1000;
	at = put_up_to_three(at, above);
	memcpy(at, put_threes[number - above * 1000], sizeof put_threes[0]);
	return at + 3;
}

/* NUMBER < 10^9, of seven digits or more. */
static inline char *put_up_to_nine(char *at, uint32_t number)
{
	uint64_t fraction = of_nine(number);
	return put_six(put_up_to_three(at, (uint32_t)(fraction >> FRACTION_BITS)), fraction);
}

/* All ten digits: most sequence numbers are so long. 2^57 / 10^8. */
static inline char *put_ten(char *at, uint32_t number)
{
	uint64_t fraction = number * UINT64_C(1441151881) >> 3;
	at = put_bytes(at, put_threes[fraction >> FRACTION_BITS] + 1, 2);
	fraction = next_three(fraction);
	at = put_three(at, fraction);
	fraction = next_three(fraction);
	at = put_three(at, fraction);
	fraction = (fraction & BELOW_ONE) * 100;
	return put_bytes(at, put_threes[fraction >> FRACTION_BITS] + 1, 2);
}

char *put_long_decimal(char *at, uint64_t number)
{
	if (number < MILLION)
		return put_up_to_six(at, (uint32_t)number);
	if (number < BILLION)
		return put_up_to_nine(at, (uint32_t)number);
	if (number <= UINT32_MAX)
		return put_ten(at, (uint32_t)number);
	at = put_decimal(at, number / BILLION);
	return put_nine(at, (uint32_t)(number % BILLION));
}
