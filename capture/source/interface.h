/* SPDX-License-Identifier: MIT */
/* Private to the floor: a network interface, opened for capture. */
#ifndef INTERFACE_H
#define INTERFACE_H

#include <pcap/pcap.h>
#include <stdbool.h>
#include <stdint.h>

#include "err.h"
#include "source.h"

enum {
	/* The kernel gathers packets into blocks of 256 KiB and hands a block over when it is full
	 * or this old, unless a longer delay was asked for. So a line appears in time, and a burst
	 * fits (in immediate mode each packet takes a slot as large as the snapshot length, and a
	 * burst overflows the ring). */
	INTERFACE_BLOCK_MS = 5,
};

static inline uint32_t interface_block_ms(const struct source_live_options *options)
{
	return options->delay_ms > 0 ? options->delay_ms : INTERFACE_BLOCK_MS;
}

/* IFF_ flags of an interface, asked through the socket CONTROL; -1 for what is none. */
int interface_flags(int control, const char *interface);

/* Captures on the interface that OPTIONS name, without their filter, with RING_BYTES for the
 * kernel's ring; in promiscuous mode where that is allowed. NULL with the reason. */
pcap_t *interface_open(const struct source_live_options *options, uint64_t ring_bytes,
		       bool loopback, struct err *err);

/* Into the kernel. libpcap keeps what came before the filter from us, too; *BEFORE gets how much
 * the kernel had counted by then, which no packet that passes the filter is part of. */
bool interface_set_filter(pcap_t *pcap, const char *interface, const char *filter,
			  struct pcap_stat *before, struct err *err);

bool interface_set_nonblock(pcap_t *pcap, const char *interface, struct err *err);

#endif
