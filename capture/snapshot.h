/* SPDX-License-Identifier: MIT */
/* How much of each packet is captured live, and how soon it is handed over. */
#ifndef SNAPSHOT_H
#define SNAPSHOT_H

#include <stdbool.h>
#include <stdint.h>

#include "options.h"
#include "writer.h"

/* Bytes of a packet that are looked at, by -s or by what WRITER shows; 0: all of them. VIEWED: in
 * browsers, too. */
uint32_t snapshot_length(const struct sniffer_options *options, const struct writer *writer,
			 bool viewed);

/* How long the kernel may gather packets, in milliseconds; 0: not longer than usual. Where neither
 * lines nor a file nor browsers wait for them, it hands over many at a time: fewer wake-ups. */
uint32_t capture_delay_ms(const struct sniffer_options *options, const struct writer *writer,
			  bool viewed);

#endif
