/* SPDX-License-Identifier: MIT */
/* Private to the floor: opening the file that packets are written to. */
#ifndef DUMP_FILE_H
#define DUMP_FILE_H

#include "err.h"
#include "source.h"

/* Opens PATH ("-": standard output), whose NAME is for messages, for what comes from SOURCE, and
 * leaves what is in it: it is cut when there is something to write. -1 with the reason.
 *
 * Nobody is to lose the capture that is being read, nor to have packets sent to a terminal. Whether
 * PATH is what comes in through a pipe (`cat a | sniffer -r - -w a`) cannot be seen from the pipe.
 * But when its first bytes are there, the sender has opened what they come from; so this
 * waits for them, and asks the kernel whether another program has PATH open. When none has, nothing
 * is left to be read there. */
int dump_file_open(const struct source *source, const char *path, const char *name,
		   struct err *err);

#endif
