/* SPDX-License-Identifier: MIT */
#include "interface_drops.h"

#include <fcntl.h>
#include <inttypes.h>
#include <stdio.h>
#include <stdlib.h>
#include <unistd.h>

static const char *const counters[INTERFACE_COUNTERS] = {"rx_missed_errors", "rx_fifo_errors"};

static uint64_t sum(const struct interface_drops *drops)
{
	uint64_t all = 0;
	for (int i = 0; i < INTERFACE_COUNTERS; i++) {
		char digits[32] = "";
		if (drops->fds[i] >= 0 && pread(drops->fds[i], digits, sizeof digits - 1, 0) > 0)
			all += strtoull(digits, NULL, 10);
	}
	return all;
}

void interface_drops_open(struct interface_drops *drops, const char *interface)
{
	char path[256];
	for (int i = 0; i < INTERFACE_COUNTERS; i++) {
		snprintf(path, sizeof path, "/sys/class/net/%s/statistics/%s", interface,
			 counters[i]);
		drops->fds[i] = open(path, O_RDONLY | O_CLOEXEC);
	}
	drops->before = sum(drops);
}

uint64_t interface_drops_count(const struct interface_drops *drops)
{
	uint64_t now = sum(drops);
	return now > drops->before ? now - drops->before : 0;
}

void interface_drops_close(struct interface_drops *drops)
{
	for (int i = 0; i < INTERFACE_COUNTERS; i++)
		if (drops->fds[i] >= 0)
			close(drops->fds[i]);
}
