/* SPDX-License-Identifier: MIT */
#include "put.h"

enum { THOUSAND = 1000, MILLION = 1000000, BILLION = 1000000000 };

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

static inline char *put_three(char *at, uint32_t number)
{
	memcpy(at, put_threes[number], sizeof put_threes[number]);
	return at + 3;
}

static inline char *put_six(char *at, uint32_t number)
{
	return put_three(put_three(at, number / THOUSAND), number % THOUSAND);
}

static inline char *put_nine(char *at, uint32_t number)
{
	return put_six(put_three(at, number / MILLION), number % MILLION);
}

char *put_nine_digits(char *at, uint32_t number)
{
	return put_nine(at, number);
}

static inline char *put_up_to_nine(char *at, uint32_t number)
{
	if (number < MILLION)
		return put_three(put_up_to_three(at, number / THOUSAND), number % THOUSAND);
	return put_six(put_up_to_three(at, number / MILLION), number % MILLION);
}

char *put_long_decimal(char *at, uint64_t number)
{
	if (number < BILLION)
		return put_up_to_nine(at, (uint32_t)number);
	if (number <= UINT32_MAX) { /* most are: sequence numbers */
		uint32_t first = (uint32_t)number / BILLION;
		*at = (char)('0' + first);
		return put_nine(at + 1, (uint32_t)number - first * BILLION);
	}
	uint64_t above = number / BILLION;
	uint32_t below = (uint32_t)(number % BILLION);
	if (above < THOUSAND)
		at = put_up_to_three(at, (uint32_t)above);
	else if (above < BILLION)
		at = put_up_to_nine(at, (uint32_t)above);
	else
		at = put_nine(put_up_to_three(at, (uint32_t)(above / BILLION)),
			      (uint32_t)(above % BILLION));
	return put_nine(at, below);
}
