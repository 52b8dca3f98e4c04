/* SPDX-License-Identifier: MIT */
/* LD_PRELOAD (glibc): the Nth allocation of the program and its libraries fails
 * (FAIL_ALLOCATION); or the Nth write(2) but to standard error (FAIL_WRITE), or the Nth read(2)
 * (FAIL_READ), fails with ERRNO, or with ERRNO 0 does half of what it was asked. */
#include <dlfcn.h>
#include <stddef.h>
#include <string.h>
#include <sys/types.h>

#include "fault.h"

extern void *__libc_malloc(size_t size);
extern void *__libc_calloc(size_t count, size_t size);
extern void *__libc_realloc(void *block, size_t size);

static struct fault allocation, writing, reading;
static ssize_t (*real_write)(int fd, const void *bytes, size_t size);
static ssize_t (*real_read)(int fd, void *bytes, size_t size);

__attribute__((constructor)) static void begin(void)
{
	fault_begin();
	fault_read("FAIL_WRITE", &writing);
	fault_read("FAIL_READ", &reading);
	fault_read("FAIL_ALLOCATION", &allocation);
}

/* Also before our constructor, in those of libraries. */
static ssize_t do_write(int fd, const void *bytes, size_t size)
{
	if (!real_write)
		*(void **)&real_write = dlsym(RTLD_NEXT, "write");
	return real_write(fd, bytes, size);
}

static ssize_t do_read(int fd, void *bytes, size_t size)
{
	if (!real_read)
		*(void **)&real_read = dlsym(RTLD_NEXT, "read");
	return real_read(fd, bytes, size);
}

/* The filter of system calls is made of thousands of small blocks, which would hide all others. */
static bool is_filter(const void *caller)
{
	Dl_info about;
	return dladdr(caller, &about) && about.dli_fname && strstr(about.dli_fname, "libseccomp");
}

static bool allocation_fails(const void *caller)
{
	if (allocation.left == 0 || is_filter(caller))
		return false;
	bool happens = fault_happens(&allocation);
	if (happens)
		errno = ENOMEM;
	return happens;
}

void *malloc(size_t size)
{
	return allocation_fails(__builtin_return_address(0)) ? NULL : __libc_malloc(size);
}

void *calloc(size_t count, size_t size)
{
	return allocation_fails(__builtin_return_address(0)) ? NULL : __libc_calloc(count, size);
}

void *realloc(void *block, size_t size)
{
	return allocation_fails(__builtin_return_address(0)) ? NULL : __libc_realloc(block, size);
}

ssize_t write(int fd, const void *bytes, size_t size)
{
	if (fd == STDERR_FILENO || !fault_happens(&writing))
		return do_write(fd, bytes, size);
	if (writing.error == 0)
		return do_write(fd, bytes, (size + 1) / 2);
	errno = writing.error;
	return -1;
}

ssize_t read(int fd, void *bytes, size_t size)
{
	if (!fault_happens(&reading))
		return do_read(fd, bytes, size);
	if (reading.error == 0)
		return do_read(fd, bytes, (size + 1) / 2);
	errno = reading.error;
	return -1;
}
