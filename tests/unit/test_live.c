/* SPDX-License-Identifier: MIT */
/* What a capture on an interface leaves to whoever gets into the process, and what it counts. Needs
 * a packet socket. */
#include <arpa/inet.h>
#include <errno.h>
#include <sys/socket.h>
#include <unistd.h>

#include "interface.h"
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

/* An interface is busy while a capture begins. */
static void send_datagrams(int count)
{
	struct sockaddr_in to = {
	    .sin_family = AF_INET, .sin_port = htons(9), .sin_addr.s_addr = htonl(INADDR_LOOPBACK)};
	int fd = socket(AF_INET, SOCK_DGRAM | SOCK_CLOEXEC, 0);
	assert_true(fd >= 0);
	for (int i = 0; i < count; i++)
		(void)sendto(fd, "x", 1, 0, (struct sockaddr *)&to, sizeof to);
	close(fd);
}

static void counts_only_what_passed_the_filter(void **state)
{
	(void)state;
	enum { DATAGRAMS = 10, RING_BYTES = 1024 * 1024 };
	const struct source_live_options options = {.interface = "lo"};
	struct pcap_stat before, counted;
	struct err err;
	pcap_t *pcap = interface_open(&options, RING_BYTES, true, &err);
	if (!pcap) {
		print_message("%s\n", err.text);
		skip();
	}
	send_datagrams(DATAGRAMS);
	assert_true(interface_set_filter(pcap, "lo", "udp port 65534", &before, &err));
	assert_true(before.ps_recv >= DATAGRAMS);
	send_datagrams(DATAGRAMS);
	assert_int_equal(pcap_stats(pcap, &counted), 0);
	assert_int_equal(counted.ps_recv, before.ps_recv);
	pcap_close(pcap);
}

int test_live(void)
{
	const struct CMUnitTest tests[] = {
	    cmocka_unit_test(nobody_can_widen_the_filter),
	    cmocka_unit_test(counts_only_what_passed_the_filter),
	};
	return run_group(tests, NULL, NULL);
}
