/* SPDX-License-Identifier: MIT */
#include "private_network.h"

#include <errno.h>
#include <fcntl.h>
#include <net/if.h>
#include <sched.h>
#include <stdio.h>
#include <string.h>
#include <sys/ioctl.h>
#include <sys/socket.h>
#include <sys/wait.h>
#include <unistd.h>

static bool write_file(const char *file, const char *text)
{
	int fd = open(file, O_WRONLY | O_CLOEXEC);
	bool done = fd >= 0 && write(fd, text, strlen(text)) == (ssize_t)strlen(text);
	if (fd >= 0)
		close(fd);
	return done;
}

/* Who we are outside is root inside. */
static bool enter_user_namespace(void)
{
	char users[64], groups[64];
	snprintf(users, sizeof users, "0 %u 1", (unsigned)geteuid());
	snprintf(groups, sizeof groups, "0 %u 1", (unsigned)getegid());
	return unshare(CLONE_NEWUSER | CLONE_NEWNET) == 0 &&
	       write_file("/proc/self/setgroups", "deny") &&
	       write_file("/proc/self/uid_map", users) && write_file("/proc/self/gid_map", groups);
}

static bool bring_up_loopback(void)
{
	struct ifreq request = {.ifr_name = "lo"};
	int fd = socket(AF_INET, SOCK_DGRAM | SOCK_CLOEXEC, 0);
	bool up = fd >= 0 && ioctl(fd, SIOCGIFFLAGS, &request) == 0;
	request.ifr_flags = (short)(request.ifr_flags | IFF_UP);
	up = up && ioctl(fd, SIOCSIFFLAGS, &request) == 0;
	if (fd >= 0)
		close(fd);
	return up;
}

enum network_kind private_network_enter(struct err *err)
{
	enum network_kind kind = NETWORK_NONE;
	if (geteuid() == 0 && unshare(CLONE_NEWNET) == 0)
		kind = NETWORK_ROOT;
	else if (enter_user_namespace())
		kind = NETWORK_USER;
	if (kind != NETWORK_NONE && bring_up_loopback())
		return kind;
	err_set(err, "this system gives %s no private network: %s",
		geteuid() == 0 ? "root" : "an ordinary user", strerror(errno));
	return NETWORK_NONE;
}

enum network_kind private_network_probe(void)
{
	int status = 0;
	struct err err;
	pid_t pid = fork();
	if (pid == 0)
		_exit((int)private_network_enter(&err));
	while (pid > 0 && waitpid(pid, &status, 0) < 0)
		if (errno != EINTR)
			return NETWORK_NONE;
	return pid > 0 && WIFEXITED(status) ? (enum network_kind)WEXITSTATUS(status) : NETWORK_NONE;
}

bool private_network_has_ipv6(void)
{
	char line[256];
	bool found = false;
	FILE *file = fopen("/proc/self/net/if_inet6", "re");
	while (file && !found && fgets(line, sizeof line, file))
		found = strncmp(line, "00000000000000000000000000000001", 32) == 0 &&
			strstr(line, " lo\n");
	if (file)
		fclose(file);
	return found;
}
