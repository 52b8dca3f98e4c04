/* SPDX-License-Identifier: MIT */
/* One call that goes wrong, told by the environment: FAIL_X=N[:ERRNO], the Nth one. FAIL_TOLD names
 * a file that is there afterwards when it happened. */
#ifndef FAULT_H
#define FAULT_H

#include <errno.h>
#include <fcntl.h>
#include <stdbool.h>
#include <stdlib.h>
#include <unistd.h>

struct fault {
	long left; /* calls until it happens; 0: never, or not any more */
	int error;
};

static int fault_told = -1;

static inline void fault_read(const char *name, struct fault *fault)
{
	const char *text = getenv(name);
	char *end;
	if (!text)
		return;
	fault->left = strtol(text, &end, 10);
	fault->error = *end == ':' ? (int)strtol(end + 1, NULL, 10) : 0;
}

/* To be called once, at the start: later the filter of system calls lets no file be opened. */
static inline void fault_begin(void)
{
	const char *path = getenv("FAIL_TOLD");
	if (path)
		fault_told = open(path, O_WRONLY | O_CLOEXEC | O_APPEND);
}

static inline bool fault_happens(struct fault *fault)
{
	int saved = errno;
	if (fault->left == 0 || --fault->left > 0)
		return false;
	if (fault_told >= 0)
		(void)!write(fault_told, "x", 1);
	errno = saved;
	return true;
}

#endif
