/* SPDX-License-Identifier: MIT */
/* Private to sandbox: the filter of system calls. */
#ifndef SYSCALL_FILTER_H
#define SYSCALL_FILTER_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "sandbox.h"

enum syscall_verdict {
	SYSCALL_ALLOW,
	SYSCALL_ALLOW_IF_EQUAL, /* (argument & mask) == value */
	SYSCALL_REFUSE,         /* it fails with the error `value` */
	SYSCALL_KILL,
};

/* One row: what happens to the system call NAME. Names that this kernel's architecture does not
 * have are skipped. What stands in no row fails with ENOSYS, as on a kernel that is older than the
 * call: libraries know how to go on then, and do not lose a capture over it. */
struct syscall_rule {
	const char *name;
	unsigned profiles; /* bits 1 << enum sandbox_profile; where no bit is set, no rule */
	enum syscall_verdict verdict;
	unsigned argument;
	uint64_t mask, value;
};

extern const struct syscall_rule syscall_rules[];
extern const size_t syscall_rule_count;

/* Puts the filter of PROFILE in force in all threads. NULL when it is; else why it cannot be, which
 * is no failure. */
const char *syscall_filter_load(enum sandbox_profile profile);

/* What is built in: "libseccomp 2.5.4". */
const char *syscall_filter_library(void);

#endif
