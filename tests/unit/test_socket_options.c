/* SPDX-License-Identifier: MIT */
#include <errno.h>
#include <netinet/in.h>
#include <netinet/tcp.h>
#include <sys/socket.h>
#include <unistd.h>

#include "socket_options.h"
#include "unit.h"

static int new_socket(void)
{
	int fd = socket(AF_INET, SOCK_STREAM | SOCK_CLOEXEC, 0);
	assert_return_code(fd, errno);
	return fd;
}

static int value_of(int fd, int level, int name)
{
	int value = -1;
	socklen_t length = sizeof value;
	assert_return_code(getsockopt(fd, level, name, &value, &length), errno);
	return value;
}

static void sets_what_is_wanted(void **state)
{
	(void)state;
	static const struct {
		struct socket_options options;
		int level, name, value;
	} rows[] = {
	    {{.reuse = true}, SOL_SOCKET, SO_REUSEADDR, 1},
	    {{.nodelay = true}, IPPROTO_TCP, TCP_NODELAY, 1},
	    {{.cork = true}, IPPROTO_TCP, TCP_CORK, 1},
	    {{.quickack = SWITCH_OFF}, IPPROTO_TCP, TCP_QUICKACK, 0},
	    {{.quickack = SWITCH_ON}, IPPROTO_TCP, TCP_QUICKACK, 1},
	    {{.rcvbuf = 4096}, SOL_SOCKET, SO_RCVBUF, 8192},
	    {{.sndbuf = 8192}, SOL_SOCKET, SO_SNDBUF, 16384},
	    {{.keepalive = {3, 2, 5}}, SOL_SOCKET, SO_KEEPALIVE, 1},
	    {{.keepalive = {3, 2, 5}}, IPPROTO_TCP, TCP_KEEPIDLE, 3},
	    {{.keepalive = {3, 2, 5}}, IPPROTO_TCP, TCP_KEEPINTVL, 2},
	    {{.keepalive = {3, 2, 5}}, IPPROTO_TCP, TCP_KEEPCNT, 5},
	    {{.user_timeout_ms = 1500}, IPPROTO_TCP, TCP_USER_TIMEOUT, 1500},
	    {{.fast_open = 7}, IPPROTO_TCP, TCP_FASTOPEN, 7},
	};
	for (size_t i = 0; i < COUNT_OF(rows); i++) {
		int fd = new_socket();
		struct err err;
		assert_true(socket_options_apply(&rows[i].options, fd, &err));
		assert_int_equal(value_of(fd, rows[i].level, rows[i].name), rows[i].value);
		close(fd);
	}
}

static void leaves_everything_as_it_is(void **state)
{
	(void)state;
	static const int names[][2] = {{SOL_SOCKET, SO_REUSEADDR}, {SOL_SOCKET, SO_RCVBUF},
				       {SOL_SOCKET, SO_SNDBUF},    {SOL_SOCKET, SO_KEEPALIVE},
				       {IPPROTO_TCP, TCP_NODELAY}, {IPPROTO_TCP, TCP_CORK},
				       {IPPROTO_TCP, TCP_MAXSEG},  {IPPROTO_TCP, TCP_QUICKACK}};
	int fd = new_socket(), untouched = new_socket();
	struct err err;
	assert_true(socket_options_apply(&(struct socket_options){0}, fd, &err));
	for (size_t i = 0; i < COUNT_OF(names); i++)
		assert_int_equal(value_of(fd, names[i][0], names[i][1]),
				 value_of(untouched, names[i][0], names[i][1]));
	close(fd);
	close(untouched);
}

static void names_the_option_that_the_kernel_refuses(void **state)
{
	(void)state;
	int fd = new_socket();
	struct err err;
	assert_false(socket_options_apply(&(struct socket_options){.mss = 5}, fd, &err));
	assert_int_equal(errno, EINVAL);
	assert_string_equal(
	    err.text, "cannot set --mss: Invalid argument: the kernel does not take this value");
	close(fd);
}

/* What the command line lets through, the kernel takes. */
static void the_limits_are_the_kernels(void **state)
{
	(void)state;
	struct socket_options options = {0};
	struct option_group group = socket_option_group(&options);
	for (size_t i = 0; i < group.count; i++) {
		const struct option_row *row = &group.rows[i];
		const uint64_t limits[] = {row->minimum, row->maximum};
		for (size_t j = 0; j < COUNT_OF(limits); j++) {
			options = (struct socket_options){0};
			uint64_t *values = (uint64_t *)(void *)((char *)&options + row->offset);
			size_t count = row->type == OPTION_NUMBERS ? row->count : 1;
			for (size_t k = 0; k < count; k++) /* more than 127 probes are too many */
				values[k] =
				    k == KEEPALIVE_COUNT && limits[j] > 127 ? 127 : limits[j];
			int fd = new_socket();
			struct err err = {.text = ""};
			assert_true(socket_options_apply(&options, fd, &err));
			close(fd);
		}
	}
}

int test_socket_options(void)
{
	const struct CMUnitTest tests[] = {
	    cmocka_unit_test(sets_what_is_wanted),
	    cmocka_unit_test(leaves_everything_as_it_is),
	    cmocka_unit_test(names_the_option_that_the_kernel_refuses),
	    cmocka_unit_test(the_limits_are_the_kernels),
	};
	return run_group(tests, NULL, NULL);
}
