/* SPDX-License-Identifier: MIT */
#ifndef COUNTERS_CHANGED_H
#define COUNTERS_CHANGED_H

#include "text.h"

/* Appends a line "END NAME CHANGE" for each counter of Tcp and TcpExt that changed between BEFORE
 * and AFTER, each the text of /proc/net/netstat and snmp; NAME as nstat has it. */
void counters_changed(struct text *text, const char *end, const char *before, const char *after);

#endif
