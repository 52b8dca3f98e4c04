/* SPDX-License-Identifier: MIT */
#include "privileges.h"

#include <errno.h>
#include <grp.h>
#include <stdint.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#ifdef __linux__
#include <linux/capability.h>
#include <sys/prctl.h>
#include <sys/syscall.h>
#endif

#include "number.h"

/* A user's or group's number as sudo tells it. */
static bool told_by_sudo(const char *name, uint64_t *id)
{
	const char *text = getenv(name);
	return text && number_parse(text, 1, UINT32_MAX - 1, id);
}

static bool become_caller(struct err *err)
{
	uint64_t uid, gid;
	if (geteuid() != 0 || !told_by_sudo("SUDO_UID", &uid) || !told_by_sudo("SUDO_GID", &gid))
		return true;
	gid_t group = (gid_t)gid;
	if (setgroups(1, &group) == 0 && setgid(group) == 0 && setuid((uid_t)uid) == 0)
		return true;
	/* In a user namespace that does not know the caller, root is an ordinary user. */
	return errno == EINVAL || errno == EPERM ||
	       err_set(err, "cannot become the user who called sudo: %s", strerror(errno));
}

static bool drop_capabilities(struct err *err)
{
#ifdef __linux__
	struct __user_cap_header_struct header = {.version = _LINUX_CAPABILITY_VERSION_3};
	struct __user_cap_data_struct none[_LINUX_CAPABILITY_U32S_3] = {{0}};
	if (prctl(PR_SET_NO_NEW_PRIVS, 1, 0, 0, 0) != 0 || syscall(SYS_capset, &header, none) != 0)
		return err_set(err, "cannot give up the right to capture: %s", strerror(errno));
#else
	(void)err;
#endif
	return true;
}

bool privileges_drop(struct err *err)
{
	return become_caller(err) && drop_capabilities(err);
}
