/* SPDX-License-Identifier: MIT */
#include "sandbox.h"

#include <errno.h>
#include <signal.h>
#include <stdlib.h>
#include <string.h>
#include <sys/prctl.h>
#include <time.h>
#include <unistd.h>

#include "landlock.h"
#include "privileges.h"
#include "resource_limits.h"
#include "syscall_filter.h"

#ifdef HAVE_CAP_NG
#define CAPABILITY_LIBRARY "libcap-ng"
#else
#define CAPABILITY_LIBRARY "no libcap-ng"
#endif

#ifdef SANDBOX_OFF
static const char *reason_for_nothing(void)
{
	return "built without it";
}
#else
/* valgrind preloads its part that runs in the program. A user who can set this variable controls
 * the program anyway; for one that was started with more rights than its user has, it counts for
 * nothing. */
static const char *reason_for_nothing(void)
{
	const char *preloaded = secure_getenv("LD_PRELOAD");
	return preloaded && strstr(preloaded, "vgpreload") ? "under valgrind" : NULL;
}
#endif

/* Later the file cannot be read; and glibc looks whether it has changed unless TZ names it. */
static void read_time_zone(void)
{
	setenv("TZ", ":/etc/localtime", 0);
	tzset();
}

/* A change of the user takes this back, so it comes behind that. SIGKILL ends a process that was
 * stopped, too. */
static bool end_with_parent(pid_t parent, struct err *err)
{
	if (parent == 0)
		return true;
	if (prctl(PR_SET_PDEATHSIG, SIGKILL, 0, 0, 0) != 0)
		return err_set(err, "cannot bind the end of a process to its parent's: %s",
			       strerror(errno));
	return getppid() == parent || err_set(err, "the parent has ended");
}

static void tell(struct text *report, const char *unfiltered, int landlock)
{
	text_format(report, "sandbox: user %u, no capabilities, system calls %s%s, ",
		    (unsigned)geteuid(), unfiltered ? "not filtered: " : "filtered",
		    unfiltered ? unfiltered : "");
	if (landlock > 0)
		text_format(report, "no paths (Landlock %d)", landlock);
	else
		text_string(report, "no Landlock on this system");
}

bool sandbox_enter(const struct sandbox *sandbox, struct text *report, struct err *err)
{
	struct text unused;
	text_init(&unused);
	struct text *told = report ? report : &unused;
	const char *nothing = reason_for_nothing();
	bool done;
	if (nothing) {
		done = end_with_parent(sandbox->parent, err);
		text_format(told, "no sandbox: %s", nothing);
	} else {
		read_time_zone();
		done = privileges_drop(err) && end_with_parent(sandbox->parent, err) &&
		       limits_lower(sandbox, err);
		if (done) {
			int landlock = landlock_restrict(sandbox->profile);
			tell(told, syscall_filter_load(sandbox), landlock);
		}
	}
	text_release(&unused);
	return done;
}

void sandbox_parts(struct text *text)
{
	int landlock = landlock_version();
	text_format(text, "%s, %s, ", syscall_filter_library(), CAPABILITY_LIBRARY);
	if (landlock > 0)
		text_format(text, "Landlock %d", landlock);
	else
		text_string(text, "no Landlock");
}
