/* SPDX-License-Identifier: MIT */
/* What a capture on an interface leaves to whoever gets into the process. Needs a packet socket. */
#include <errno.h>
#include <sys/socket.h>

#include "source_private.h"
#include "unit.h"

static void nobody_can_widen_the_filter(void **state)
{
	(void)state;
	const struct source_live_options options = {.interface = "lo", .filter = "tcp port 8079"};
	struct err err;
	struct source *source = source_open_live(&options, &err);
	if (!source) {
		print_message("%s\n", err.text);
		skip();
	}
	int fd = pcap_fileno(source->pcap), locked = 0, none = 0;
	socklen_t length = sizeof locked;
	assert_int_equal(getsockopt(fd, SOL_SOCKET, SO_LOCK_FILTER, &locked, &length), 0);
	assert_int_equal(locked, 1);
	assert_int_equal(setsockopt(fd, SOL_SOCKET, SO_DETACH_FILTER, &none, sizeof none), -1);
	assert_int_equal(errno, EPERM);
	assert_true(source_begin(source, &err));
	source_close(source);
}

int test_live(void)
{
	const struct CMUnitTest tests[] = {cmocka_unit_test(nobody_can_widen_the_filter)};
	return run_group(tests, NULL, NULL);
}
