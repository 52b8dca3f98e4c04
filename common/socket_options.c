/* SPDX-License-Identifier: MIT */
#include "socket_options.h"

#include <errno.h>
#include <netinet/in.h>
#include <netinet/tcp.h>
#include <stddef.h>
#include <string.h>
#include <sys/socket.h>

static const struct option_row rows[] = {
    {.long_name = "mss",
     .type = OPTION_NUMBER,
     .argument = "BYTES",
     .offset = offsetof(struct socket_options, mss),
     .minimum = 88,
     .maximum = 32767,
     .help = "send and announce no larger segments (TCP_MAXSEG)"},
    {.long_name = "rcvbuf",
     .type = OPTION_NUMBER,
     .argument = "BYTES",
     .offset = offsetof(struct socket_options, rcvbuf),
     .minimum = 1,
     .maximum = INT32_MAX / 2,
     .help = "size of the receive buffer, and so of the window (SO_RCVBUF)"},
    {.long_name = "sndbuf",
     .type = OPTION_NUMBER,
     .argument = "BYTES",
     .offset = offsetof(struct socket_options, sndbuf),
     .minimum = 1,
     .maximum = INT32_MAX / 2,
     .help = "size of the send buffer (SO_SNDBUF)"},
    {.long_name = "keepalive",
     .type = OPTION_NUMBERS,
     .argument = "IDLE,INTERVAL,COUNT",
     .offset = offsetof(struct socket_options, keepalive),
     .count = KEEPALIVE_NUMBERS,
     .minimum = 1,
     .maximum = 32767,
     .help = "after IDLE seconds of silence ask whether the peer is there, every\n"
	     "INTERVAL seconds, and give up after COUNT questions (SO_KEEPALIVE)"},
    {.long_name = "user-timeout",
     .type = OPTION_NUMBER,
     .argument = "MS",
     .offset = offsetof(struct socket_options, user_timeout_ms),
     .minimum = 1,
     .maximum = 3600000,
     .help = "give up when sent data stays unacknowledged so long\n"
	     "(TCP_USER_TIMEOUT)"},
};

struct option_group socket_option_group(struct socket_options *values)
{
	return (struct option_group){"Socket options", rows, sizeof rows / sizeof rows[0], values};
}

enum kind { FLAG, SWITCH, NUMBER };

/* What setsockopt() calls the members, and what a person does. */
static const struct {
	const char *option;
	size_t offset;
	enum kind kind;
	int level, name;
} table[] = {
    {"--reuse", offsetof(struct socket_options, reuse), FLAG, SOL_SOCKET, SO_REUSEADDR},
    {"--nodelay", offsetof(struct socket_options, nodelay), FLAG, IPPROTO_TCP, TCP_NODELAY},
    {"--cork", offsetof(struct socket_options, cork), FLAG, IPPROTO_TCP, TCP_CORK},
    {"--quickack", offsetof(struct socket_options, quickack), SWITCH, IPPROTO_TCP, TCP_QUICKACK},
    {"--mss", offsetof(struct socket_options, mss), NUMBER, IPPROTO_TCP, TCP_MAXSEG},
    {"--rcvbuf", offsetof(struct socket_options, rcvbuf), NUMBER, SOL_SOCKET, SO_RCVBUF},
    {"--sndbuf", offsetof(struct socket_options, sndbuf), NUMBER, SOL_SOCKET, SO_SNDBUF},
    /* SO_KEEPALIVE takes any number but 0 for yes. */
    {"--keepalive", offsetof(struct socket_options, keepalive[KEEPALIVE_IDLE]), NUMBER, SOL_SOCKET,
     SO_KEEPALIVE},
    {"--keepalive", offsetof(struct socket_options, keepalive[KEEPALIVE_IDLE]), NUMBER, IPPROTO_TCP,
     TCP_KEEPIDLE},
    {"--keepalive", offsetof(struct socket_options, keepalive[KEEPALIVE_INTERVAL]), NUMBER,
     IPPROTO_TCP, TCP_KEEPINTVL},
    {"--keepalive", offsetof(struct socket_options, keepalive[KEEPALIVE_COUNT]), NUMBER,
     IPPROTO_TCP, TCP_KEEPCNT},
    {"--user-timeout", offsetof(struct socket_options, user_timeout_ms), NUMBER, IPPROTO_TCP,
     TCP_USER_TIMEOUT},
    {"--fast-open", offsetof(struct socket_options, fast_open), NUMBER, IPPROTO_TCP, TCP_FASTOPEN},
};

/* The number for setsockopt(); false: the option is not wanted. */
static bool wanted(const struct socket_options *options, size_t row, int *value)
{
	const void *member = (const char *)options + table[row].offset;
	switch (table[row].kind) {
	case FLAG:
		*value = *(const bool *)member;
		return *value != 0;
	case SWITCH:
		*value = *(const int *)member == SWITCH_ON;
		return *(const int *)member != SWITCH_DEFAULT;
	case NUMBER:
		*value = (int)*(const uint64_t *)member;
		return *value != 0;
	}
	return false;
}

bool socket_options_apply(const struct socket_options *options, int fd, struct err *err)
{
	for (size_t i = 0; i < sizeof table / sizeof table[0]; i++) {
		int value;
		if (!wanted(options, i, &value) ||
		    setsockopt(fd, table[i].level, table[i].name, &value, sizeof value) == 0)
			continue;
		int error = errno;
		err_set(err, "cannot set %s: %s: the kernel does not take this value",
			table[i].option, strerror(error));
		errno = error;
		return false;
	}
	return true;
}
