/* SPDX-License-Identifier: MIT */
/* Private to client/load: what goes wrong, counted. */
#ifndef LOAD_FAILURE_H
#define LOAD_FAILURE_H

#include "load_result.h"

/* The kind of a transfer's failure. */
enum load_error load_error_of(const struct transfer_result *result);

/* Counts what has gone wrong; keeps it when it is the first. */
void load_failure_count(struct load_result *result, const struct load_failure *failure);

#endif
