/* SPDX-License-Identifier: MIT */
#include "landlock.h"

#include <stdint.h>
#include <sys/syscall.h>
#include <unistd.h>

/* The kernel's interface, in full whatever headers this system has: struct landlock_ruleset_attr
 * and the bits of its members, by their names in linux/landlock.h. */
struct ruleset {
	uint64_t handled_access_fs;
	uint64_t handled_access_net;
	uint64_t scoped;
};

enum {
	FS_EXECUTE = 1 << 0,
	FS_READ_FILE = 1 << 2,
	FS_READ_DIR = 1 << 3,
	FS_VERSION_1 = (1 << 13) - 1, /* and to write, make, remove: all kinds of files */
	FS_REFER = 1 << 13,           /* to link and rename into another directory */
	FS_TRUNCATE = 1 << 14,
	FS_IOCTL_DEV = 1 << 15,
	NET_BIND_TCP = 1 << 0,
	NET_CONNECT_TCP = 1 << 1,
	SCOPE_ABSTRACT_UNIX_SOCKET = 1 << 0,
	SCOPE_SIGNAL = 1 << 1,
	VERSION_FLAG = 1 << 0, /* LANDLOCK_CREATE_RULESET_VERSION */
};

#ifdef __alpha__
enum { CREATE_RULESET = 554, RESTRICT_SELF = 556 };
#else
enum { CREATE_RULESET = 444, RESTRICT_SELF = 446 };
#endif

/* What each version can take away. */
static const struct {
	int version;
	struct ruleset all;
} versions[] = {
    {1, {.handled_access_fs = FS_VERSION_1}},
    {2, {.handled_access_fs = FS_REFER}},
    {3, {.handled_access_fs = FS_TRUNCATE}},
    {4, {.handled_access_net = NET_BIND_TCP | NET_CONNECT_TCP}},
    {5, {.handled_access_fs = FS_IOCTL_DEV}},
    {6, {.scoped = SCOPE_ABSTRACT_UNIX_SOCKET | SCOPE_SIGNAL}},
};

/* What the profiles keep. The client connects, also from an address of its choice. The sniffer may
 * end while its live view, which is no part of its domain, is to end with it: the kernel takes
 * PR_SET_PDEATHSIG for a signal that the one who dies sends. */
static const struct ruleset kept[SANDBOX_PROFILES] = {
    [SANDBOX_FILES] = {.scoped = SCOPE_SIGNAL},
    [SANDBOX_CAPTURE] = {.scoped = SCOPE_SIGNAL},
    [SANDBOX_CLIENT] = {.handled_access_net = NET_BIND_TCP | NET_CONNECT_TCP},
};

/* Sanitizers read /proc at the end. */
#ifdef SANDBOX_SANITIZED
enum { FS_KEPT = FS_EXECUTE | FS_READ_FILE | FS_READ_DIR };
#else
enum { FS_KEPT = 0 };
#endif

int landlock_version(void)
{
	long version = syscall(CREATE_RULESET, NULL, (size_t)0, (uint32_t)VERSION_FLAG);
	return version > 0 ? (int)version : 0;
}

/* A ruleset of rights and without a rule: nobody has any. */
int landlock_restrict(enum sandbox_profile profile)
{
	struct ruleset taken = {0};
	int version = landlock_version();
	for (size_t i = 0; i < sizeof versions / sizeof versions[0]; i++) {
		if (versions[i].version > version)
			break;
		taken.handled_access_fs |= versions[i].all.handled_access_fs;
		taken.handled_access_net |= versions[i].all.handled_access_net;
		taken.scoped |= versions[i].all.scoped;
	}
	taken.handled_access_fs &= ~(uint64_t)FS_KEPT;
	taken.handled_access_net &= ~kept[profile].handled_access_net;
	taken.scoped &= ~kept[profile].scoped;
	if (version == 0)
		return 0;
	/* An older kernel takes a longer struct whose end is zero. */
	long ruleset = syscall(CREATE_RULESET, &taken, sizeof taken, (uint32_t)0);
	if (ruleset < 0)
		return 0;
	bool restricted = syscall(RESTRICT_SELF, (int)ruleset, (uint32_t)0) == 0;
	close((int)ruleset);
	return restricted ? version : 0;
}
