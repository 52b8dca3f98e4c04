/* SPDX-License-Identifier: MIT */
#include "local_ports.h"

#include <stdio.h>
#include <stdlib.h>

#define SYSCTL "/proc/sys/net/ipv4/"

enum { PORT_MAX = 65535 };

/* How many ports of FIRST to LAST there are in LOW to HIGH. */
static uint32_t common_ports(unsigned first, unsigned last, unsigned low, unsigned high)
{
	if (first < low)
		first = low;
	if (last > high)
		last = high;
	return first <= last ? last - first + 1 : 0;
}

uint32_t local_ports_count(const char *range, const char *reserved)
{
	unsigned low, high;
	if (!range || sscanf(range, "%u %u", &low, &high) != 2 || low > high || high > PORT_MAX)
		return LOCAL_PORTS_USUAL;
	uint32_t count = high - low + 1;
	int length;
	for (const char *at = reserved; at && *at; at += length) {
		unsigned first, last;
		length = 0;
		if (sscanf(at, "%u%n-%u%n", &first, &length, &last, &length) < 2)
			last = first;
		if (length == 0)
			break;
		count -= common_ports(first, last, low, high);
		length += at[length] == ',';
	}
	return count > 0 ? count : 1;
}

/* The first line of the file, to be freed; NULL: it cannot be read. */
static char *read_line(const char *path)
{
	FILE *file = fopen(path, "re");
	char *line = NULL;
	size_t size = 0;
	if (!file)
		return NULL;
	if (getline(&line, &size, file) < 0) {
		free(line);
		line = NULL;
	}
	fclose(file);
	return line;
}

uint32_t local_ports_here(void)
{
	char *range = read_line(SYSCTL "ip_local_port_range");
	char *reserved = read_line(SYSCTL "ip_local_reserved_ports");
	uint32_t count = local_ports_count(range, reserved);
	free(range);
	free(reserved);
	return count;
}
