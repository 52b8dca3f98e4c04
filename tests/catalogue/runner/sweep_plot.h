/* SPDX-License-Identifier: MIT */
/* A sweep's result as an SVG picture: the share of closes that took four segments over the server's
 * close delay, and shaded when the ACK came alone. Light and dark; it asks for nothing from
 * anywhere. */
#ifndef SWEEP_PLOT_H
#define SWEEP_PLOT_H

#include "lang.h"
#include "sweep.h"

/* EXCHANGES are sorted; KERNEL is its name. */
void sweep_plot(struct text *text, const struct sweep_exchanges *exchanges, enum lang lang,
		const char *kernel);

#endif
