/* SPDX-License-Identifier: MIT */
/* Private to track: sequence analysis, after Wireshark's definitions. */
#ifndef ANALYSIS_H
#define ANALYSIS_H

#include "flow.h"
#include "label.h"
#include "segment.h"

/* The labels of SEGMENT, which FROM sent, and what is to be remembered of its numbers: next, gaps,
 * bytes, window, last_ack and the times of FROM's side. */
label_set analyse(struct flow *flow, enum side from, const struct segment *segment);

/* The labels of a RST or SYN that is not taken: nothing of it is remembered. */
label_set analyse_untaken(struct flow *flow, enum side from, const struct segment *segment);

#endif
