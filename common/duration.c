/* SPDX-License-Identifier: MIT */
#include "duration.h"

/* NUMBER / (10 ^ DECIMALS), with so many decimals, 1 or 2. Written by hand, for there may be a
 * million of them in a table. */
static void decimal_fraction(struct text *text, uint64_t number, unsigned decimals)
{
	uint64_t scale = decimals == 2 ? 100 : 10;
	text_decimal(text, number / scale);
	text_char(text, '.');
	if (decimals == 2)
		text_char(text, (char)('0' + number / 10 % 10));
	text_char(text, (char)('0' + number % 10));
}

void text_duration(struct text *text, uint64_t us)
{
	if (us < 1000) {
		text_decimal(text, us);
		text_string(text, " µs");
	} else if (us < 1000000) {
		decimal_fraction(text, us / 100, 1);
		text_string(text, " ms");
	} else {
		decimal_fraction(text, us / 10000, 2);
		text_string(text, " s");
	}
}
