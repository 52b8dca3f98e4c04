/* SPDX-License-Identifier: MIT */
/* Private to sandbox: how the tables of system calls are written. */
#ifndef SYSCALL_TABLE_H
#define SYSCALL_TABLE_H

#include "syscall_filter.h"

enum {
	FILES = 1 << SANDBOX_FILES,
	CAPTURE = 1 << SANDBOX_CAPTURE,
	SERVER = 1 << SANDBOX_SERVER,
	CLIENT = 1 << SANDBOX_CLIENT,
	VIEW = 1 << SANDBOX_VIEW,
	SNIFFER = FILES | CAPTURE,
	EVENTS = SERVER | CLIENT | VIEW, /* those with an event loop and TCP connections */
	ALL = SNIFFER | EVENTS,
};

#define RULE(profiles, name, verdict, error, ...)                                                  \
	{                                                                                          \
		name, profiles, verdict, error,                                                    \
		{                                                                                  \
			__VA_ARGS__                                                                \
		}                                                                                  \
	}

/* Conditions on an argument that is an int: the rest of the register may hold anything. */
#define MASKED(argument, mask, value)                                                              \
	{                                                                                          \
		argument, (uint32_t)(mask), (uint32_t)(value)                                      \
	}
#define ANY MASKED(0, 0, 0)
#define IS(argument, value) MASKED(argument, UINT32_MAX, value)
#define HAS(argument, bits) MASKED(argument, bits, bits)
#define HAS_NOT(argument, bits) MASKED(argument, bits, 0)

#define ALLOW(profiles, name) RULE(profiles, name, SYSCALL_ALLOW, 0, ANY)
#define ALLOW_IF(profiles, name, ...) RULE(profiles, name, SYSCALL_ALLOW, 0, __VA_ARGS__)
#define ON_OUTPUT(profiles, name) RULE(profiles, name, SYSCALL_OUTPUT, 0, ANY)
#define ON_ITSELF(profiles, name) RULE(profiles, name, SYSCALL_ITSELF, 0, ANY)
#define REFUSE(profiles, name, error) RULE(profiles, name, SYSCALL_REFUSE, error, ANY)
#define KILL(profiles, name) RULE(profiles, name, SYSCALL_KILL, 0, ANY)

/* Calls with several names. */
#define FCNTL(profiles, ...)                                                                       \
	ALLOW_IF(profiles, "fcntl", __VA_ARGS__), ALLOW_IF(profiles, "fcntl64", __VA_ARGS__)
#define IOCTL(profiles, request) ALLOW_IF(profiles, "ioctl", IS(1, request))
#define SETSOCKOPT(profiles, level, option)                                                        \
	ALLOW_IF(profiles, "setsockopt", IS(1, level), IS(2, option))

#endif
