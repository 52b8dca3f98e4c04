/* SPDX-License-Identifier: MIT */
/* Private to confine: the filter of system calls. */
#ifndef FILTER_H
#define FILTER_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "confine.h"

enum filter_verdict {
	FILTER_ALLOW,
	FILTER_ALLOW_IF_EQUAL, /* (argument & mask) == value */
	FILTER_REFUSE,         /* it fails with the error `value` */
	FILTER_KILL,
};

/* One row: what happens to the system call NAME. Names that this kernel's architecture does not
 * have are skipped. What stands in no row fails with ENOSYS, as on a kernel that is older than the
 * call: libraries know how to go on then, and do not lose a capture over it. */
struct filter_rule {
	const char *name;
	unsigned profiles; /* bits 1 << enum confine_profile; where no bit is set, no rule */
	enum filter_verdict verdict;
	unsigned argument;
	uint64_t mask, value;
};

extern const struct filter_rule filter_rules[];
extern const size_t filter_rule_count;

/* Puts the filter of PROFILE in force in all threads. NULL when it is; else why it cannot be, which
 * is no failure. */
const char *filter_load(enum confine_profile profile);

/* What is built in: "libseccomp 2.5.4". */
const char *filter_library(void);

#endif
