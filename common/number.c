/* SPDX-License-Identifier: MIT */
#include "number.h"

bool number_parse(const char *text, uint64_t minimum, uint64_t maximum, uint64_t *number)
{
	uint64_t value = 0;
	if (*text == '\0')
		return false;
	for (; *text != '\0'; text++) {
		if (*text < '0' || *text > '9')
			return false;
		uint64_t digit = (uint64_t)(*text - '0');
		if (value > (UINT64_MAX - digit) / 10)
			return false;
		value = value * 10 + digit;
	}
	if (value < minimum || value > maximum)
		return false;
	*number = value;
	return true;
}
