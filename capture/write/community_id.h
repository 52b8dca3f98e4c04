/* SPDX-License-Identifier: MIT */
/* Private to write: the Community ID of a connection, version 1 with seed 0, by which Zeek,
 * Suricata and Wireshark name it, too (https://github.com/corelight/community-id-spec). */
#ifndef COMMUNITY_ID_H
#define COMMUNITY_ID_H

#include "endpoint.h"

enum { COMMUNITY_ID_LENGTH = 2 + 28 };

/* Writes "1:LQU9qZlK+B5F3KDmev6m5PMibrg=" at AT, where COMMUNITY_ID_LENGTH bytes are free; returns
 * where it ended (put.h). The same for both directions. */
char *put_community_id(char *at, const struct endpoint *one, const struct endpoint *other);

#endif
