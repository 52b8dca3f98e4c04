/* SPDX-License-Identifier: MIT */
#include "causes.h"

#define YEAR_US (INT64_C(366) * 86400 * 1000000)

int64_t cause_since(int64_t now_us, int64_t then_us)
{
	/* Unsigned, for packet times may be anything: one that went back is far ahead. */
	uint64_t passed = (uint64_t)now_us - (uint64_t)then_us;
	return passed > YEAR_US ? CAUSE_UNKNOWN : (int64_t)passed;
}
