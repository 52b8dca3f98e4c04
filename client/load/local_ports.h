/* SPDX-License-Identifier: MIT */
/* How many ports there are for connections that name none (ip(7)). */
#ifndef LOCAL_PORTS_H
#define LOCAL_PORTS_H

#include <stdint.h>

enum { LOCAL_PORTS_USUAL = 28232 }; /* 32768 to 60999 */

/* Of what net.ipv4.ip_local_port_range holds ("32768\t60999"), without those of
 * ip_local_reserved_ports ("8080,9000-9010"; NULL: none). At least 1; the usual number where RANGE
 * is none. */
uint32_t local_ports_count(const char *range, const char *reserved);

/* The same of the network namespace that this process is in; /proc is to be readable. */
uint32_t local_ports_here(void);

#endif
