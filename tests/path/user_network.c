/* SPDX-License-Identifier: MIT */
#include "user_network.h"

#include <fcntl.h>
#include <sched.h>
#include <stdio.h>
#include <string.h>
#include <unistd.h>

bool user_network_write(const char *file, const char *text)
{
	int fd = open(file, O_WRONLY | O_CLOEXEC);
	bool done = fd >= 0 && write(fd, text, strlen(text)) == (ssize_t)strlen(text);
	if (fd >= 0)
		close(fd);
	return done;
}

/* Who we are outside is root inside. */
bool user_network_enter(void)
{
	char users[64], groups[64];
	snprintf(users, sizeof users, "0 %u 1", (unsigned)geteuid());
	snprintf(groups, sizeof groups, "0 %u 1", (unsigned)getegid());
	return unshare(CLONE_NEWUSER | CLONE_NEWNET) == 0 &&
	       user_network_write("/proc/self/setgroups", "deny") &&
	       user_network_write("/proc/self/uid_map", users) &&
	       user_network_write("/proc/self/gid_map", groups);
}
