/* SPDX-License-Identifier: MIT */
/* Private to track: from which number of each side relative ones are counted, as Wireshark does. */
#ifndef RELATIVE_H
#define RELATIVE_H

#include "state_machine.h"

/* Of a segment that is taken: a SYN's number is 0; where none was seen, the first byte is 1, and
 * what the other side has acknowledged tells its number. A SYN+ACK with another number than was
 * thought corrects it. Returns whether it did. */
bool relative_set_base(const struct transition *now);

#endif
