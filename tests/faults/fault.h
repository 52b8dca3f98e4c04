/* SPDX-License-Identifier: MIT */
/* One call that goes wrong, told by the environment: FAIL_X=N[:ERRNO], the Nth one. FAIL_TOLD names
 * a file that says so afterwards when it happened. */
#ifndef FAULT_H
#define FAULT_H

#include <errno.h>
#include <fcntl.h>
#include <stdbool.h>
#include <stdlib.h>
#include <sys/mman.h>
#include <unistd.h>

struct fault {
	long left; /* calls until it happens; 0: never, or not any more */
	int error;
};

static char *fault_told; /* the file's one byte */

static inline void fault_read(const char *name, struct fault *fault)
{
	const char *text = getenv(name);
	char *end;
	if (!text)
		return;
	fault->left = strtol(text, &end, 10);
	fault->error = *end == ':' ? (int)strtol(end + 1, NULL, 10) : 0;
}

/* To be called once, at the start: later the filter of system calls lets no file be opened, and
 * nothing be written to what is no output. */
static inline void fault_begin(void)
{
	const char *path = getenv("FAIL_TOLD");
	int fd = path ? open(path, O_RDWR | O_CLOEXEC) : -1;
	if (fd < 0)
		return;
	void *byte = ftruncate(fd, 1) == 0
			 ? mmap(NULL, 1, PROT_READ | PROT_WRITE, MAP_SHARED, fd, 0)
			 : MAP_FAILED;
	if (byte != MAP_FAILED)
		fault_told = byte;
	close(fd);
}

static inline bool fault_happens(struct fault *fault)
{
	int saved = errno;
	if (fault->left == 0 || --fault->left > 0)
		return false;
	if (fault_told)
		*fault_told = 'x';
	errno = saved;
	return true;
}

#endif
