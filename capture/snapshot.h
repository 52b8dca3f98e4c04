/* SPDX-License-Identifier: MIT */
/* How much of each packet is captured live. */
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

#endif
