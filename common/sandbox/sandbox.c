/* SPDX-License-Identifier: MIT */
#include "sandbox.h"

#include <stdlib.h>
#include <string.h>
#include <time.h>
#include <unistd.h>

#include "privileges.h"
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
/* valgrind preloads its part that runs in the program. Whoever can set this variable controls the
 * program anyway; for one that was started with more rights than its user has, it counts for
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

bool sandbox_enter(enum sandbox_profile profile, struct text *report, struct err *err)
{
	struct text unused;
	text_init(&unused);
	struct text *told = report ? report : &unused;
	const char *nothing = reason_for_nothing();
	bool done = true;
	if (nothing) {
		text_format(told, "no sandbox: %s", nothing);
	} else {
		read_time_zone();
		done = privileges_change_user(err) && privileges_drop(err);
		const char *unfiltered = done ? syscall_filter_load(profile) : "";
		text_format(told, "sandbox: user %u, no capabilities, system calls %s%s",
			    (unsigned)geteuid(), unfiltered ? "not filtered: " : "filtered",
			    unfiltered ? unfiltered : "");
	}
	text_release(&unused);
	return done;
}

void sandbox_libraries(struct text *text)
{
	text_format(text, "%s, %s", syscall_filter_library(), CAPABILITY_LIBRARY);
}
