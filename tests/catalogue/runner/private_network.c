/* SPDX-License-Identifier: MIT */
#include "private_network.h"

#include <errno.h>
#include <net/if.h>
#include <sched.h>
#include <stdio.h>
#include <string.h>
#include <sys/ioctl.h>
#include <sys/socket.h>
#include <sys/wait.h>
#include <unistd.h>

#include "invocation.h"
#include "user_network.h"

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
	else if (user_network_enter())
		kind = NETWORK_USER;
	if (kind != NETWORK_NONE && bring_up_loopback())
		return kind;
	if (geteuid() == 0)
		err_set(err, "this system gives root no private network: %m");
	else
		err_set(
		    err,
		    "this system gives an ordinary user no private network: %m; sudo %s plays it",
		    invocation_demo());
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
