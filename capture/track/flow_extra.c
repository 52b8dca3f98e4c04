/* SPDX-License-Identifier: MIT */
#include "flow_extra.h"

#include <stdlib.h>

struct flow_extra *flow_extra(struct flow *flow)
{
	if (!flow->extra && !(flow->flags & FLOW_PLAIN))
		flow->extra = calloc(1, sizeof *flow->extra);
	return flow->extra;
}
