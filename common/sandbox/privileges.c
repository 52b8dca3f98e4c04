/* SPDX-License-Identifier: MIT */
#include "privileges.h"

#include <errno.h>
#include <grp.h>
#include <linux/capability.h>
#include <signal.h>
#include <stdint.h>
#include <stdlib.h>
#include <string.h>
#include <sys/prctl.h>
#include <sys/syscall.h>
#include <sys/types.h>
#include <unistd.h>

#ifdef HAVE_CAP_NG
#include <cap-ng.h>
#endif

#include "number.h"

struct user {
	uid_t uid;
	gid_t gid;
};

/* A user's or group's number as sudo tells it. */
static bool told_by_sudo(const char *name, uint64_t *id)
{
	const char *text = getenv(name);
	return text && number_parse(text, 1, UINT32_MAX - 1, id);
}

static struct user ordinary_user(void)
{
	/* The kernel's own for whom it does not know; nobody's number on every Linux of today. Its
	 * name is not looked up: that may take a server, and does not survive a lack of memory. */
	enum { NOBODY = 65534 };
	uint64_t uid, gid;
	if (told_by_sudo("SUDO_UID", &uid) && told_by_sudo("SUDO_GID", &gid))
		return (struct user){(uid_t)uid, (gid_t)gid};
	return (struct user){NOBODY, NOBODY};
}

static bool change_user(struct err *err)
{
	if (geteuid() != 0)
		return true;
	struct user user = ordinary_user();
	/* An ordinary user's own namespace forbids setgroups(2), and knows no other user: there
	 * root is that ordinary user. */
	bool changed = (setgroups(1, &user.gid) == 0 || errno == EPERM) && setgid(user.gid) == 0 &&
		       setuid(user.uid) == 0;
	if (!changed && errno != EINVAL && errno != EPERM)
		return err_set(err, "cannot become user %u: %s", (unsigned)user.uid,
			       strerror(errno));
#ifdef SANDBOX_SANITIZED
	/* LeakSanitizer looks at the process from outside at its end. */
	if (changed)
		prctl(PR_SET_DUMPABLE, 1, 0, 0, 0);
#endif
	return true;
}

/* What execve(2) could bring back. Only who has CAP_SETPCAP may do this: root, as long as it is. */
static void clear_bounding_set(void)
{
	for (unsigned long i = 0; prctl(PR_CAPBSET_READ, i, 0, 0, 0) >= 0; i++)
		if (prctl(PR_CAPBSET_DROP, i, 0, 0, 0) != 0)
			return;
}

#ifdef HAVE_CAP_NG
static bool clear_capabilities(void)
{
	capng_clear(CAPNG_SELECT_CAPS);
	return capng_apply(CAPNG_SELECT_CAPS) == 0;
}
#else
static bool clear_capabilities(void)
{
	struct __user_cap_header_struct header = {.version = _LINUX_CAPABILITY_VERSION_3};
	struct __user_cap_data_struct none[_LINUX_CAPABILITY_U32S_3] = {{0}};
	return syscall(SYS_capset, &header, none) == 0;
}
#endif

/* A parent-death signal that this process was started with (setpriv --pdeathsig) is set again: a
 * change of the user clears it. */
static void keep_death_signal(int death_signal, pid_t parent)
{
	if (death_signal == 0 || prctl(PR_SET_PDEATHSIG, death_signal, 0, 0, 0) != 0)
		return;
	if (getppid() != parent)
		raise(death_signal);
}

bool privileges_drop(struct err *err)
{
	pid_t parent = getppid();
	int death_signal = 0;
	prctl(PR_GET_PDEATHSIG, &death_signal, 0, 0, 0);
	clear_bounding_set();
	if (!change_user(err))
		return false;
	keep_death_signal(death_signal, parent);
	bool dropped = clear_capabilities();
	dropped = prctl(PR_SET_NO_NEW_PRIVS, 1, 0, 0, 0) == 0 && dropped;
	return dropped || err_set(err, "cannot give up the right to capture: %s", strerror(errno));
}
