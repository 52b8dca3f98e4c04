/* SPDX-License-Identifier: MIT */
#include "label.h"

#define LABEL_NAME(label, name) [label] = (name),
static const char *const names[] = {LABELS(LABEL_NAME)};
#undef LABEL_NAME

const char *label_name(enum label label)
{
	return names[label];
}
