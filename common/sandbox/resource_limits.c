/* SPDX-License-Identifier: MIT */
#include "resource_limits.h"

#include <errno.h>
#include <string.h>
#include <sys/resource.h>
#include <sys/stat.h>
#include <unistd.h>

static bool is_file(int fd)
{
	struct stat about;
	return fstat(fd, &about) == 0 && (S_ISREG(about.st_mode) || S_ISBLK(about.st_mode));
}

static bool writes_to_a_file(const struct sandbox *sandbox)
{
	bool file = is_file(STDOUT_FILENO) || is_file(STDERR_FILENO);
	for (size_t i = 0; i < sandbox->output_count; i++)
		file = is_file(sandbox->outputs[i]) || file;
	return file;
}

/* LeakSanitizer looks at the process from another one at its end. */
static bool makes_processes(const struct sandbox *sandbox)
{
#ifdef SANDBOX_SANITIZED
	(void)sandbox;
	return true;
#else
	return sandbox->profile == SANDBOX_SERVER; /* to the kernel, threads are some */
#endif
}

bool limits_lower(const struct sandbox *sandbox, struct err *err)
{
	static const struct rlimit none = {0, 0};
	if ((makes_processes(sandbox) || setrlimit(RLIMIT_NPROC, &none) == 0) &&
	    (writes_to_a_file(sandbox) || setrlimit(RLIMIT_FSIZE, &none) == 0))
		return true;
	return err_set(err, "cannot lower a limit: %s", strerror(errno));
}
