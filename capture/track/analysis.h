/* SPDX-License-Identifier: MIT */
/* Private to track: sequence analysis, after Wireshark's definitions. */
#ifndef ANALYSIS_H
#define ANALYSIS_H

#include "flow.h"
#include "label.h"
#include "segment.h"

/* The labels of SEGMENT, which the side FORWARD of FLOW sent to BACKWARD, and what is to be
 * remembered of its numbers: next, gaps, bytes, window, last_ack and the times of FORWARD. */
label_set analyse(struct flow *flow, struct flow_side *forward, struct flow_side *backward,
		  const struct segment *segment);

/* The labels of a RST or SYN that is not taken: nothing of it is remembered. */
label_set analyse_untaken(struct flow *flow, struct flow_side *backward,
			  const struct segment *segment);

#endif
