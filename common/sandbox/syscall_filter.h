/* SPDX-License-Identifier: MIT */
/* Private to sandbox: the filter of system calls. */
#ifndef SYSCALL_FILTER_H
#define SYSCALL_FILTER_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "sandbox.h"

enum syscall_verdict {
	SYSCALL_ALLOW,  /* where all conditions hold */
	SYSCALL_OUTPUT, /* the same, and only where the first argument is one of the outputs */
	SYSCALL_ITSELF, /* only where the first argument is this process */
	SYSCALL_REFUSE, /* it fails with `error` */
	SYSCALL_KILL,
};

enum { SYSCALL_CONDITIONS = 3 };

/* (argument & mask) == value. What has no mask is no condition. */
struct syscall_condition {
	unsigned argument;
	uint64_t mask, value;
};

/* One row: what happens to the system call NAME. Names that this kernel's architecture does not
 * have are skipped. What stands in no row, or does not meet the conditions of any, fails with
 * ENOSYS, as on a kernel that is older than the call: libraries know how to go on then, and do not
 * lose a capture over it. */
struct syscall_rule {
	const char *name;
	unsigned profiles; /* bits 1 << enum sandbox_profile; for the others there is no rule */
	enum syscall_verdict verdict;
	int error;
	struct syscall_condition when[SYSCALL_CONDITIONS];
};

struct syscall_table {
	const struct syscall_rule *rules;
	size_t count;
};

/* What the programs do, and what is refused to an attacker in them. */
extern const struct syscall_table syscalls_allowed, syscalls_refused;

/* Puts the filter in force in all threads. NULL when it is; else why it cannot be, which is no
 * failure. */
const char *syscall_filter_load(const struct sandbox *sandbox);

/* What is built in: "libseccomp 2.5.4". */
const char *syscall_filter_library(void);

#endif
