/* SPDX-License-Identifier: MIT */
/* A sweep's result, written: all of EXCHANGES sorted (sweep.h). */
#ifndef SWEEP_REPORT_H
#define SWEEP_REPORT_H

#include "lang.h"
#include "sweep.h"

/* For a person: the share of four-segment closes for each delay, drawn, and after how many
 * milliseconds the ACKs came alone. */
void sweep_report_table(struct text *text, const struct sweep_exchanges *exchanges, enum lang lang);

/* A row for each delay: delay_ms runs late four_segment share ack_min_us ack_median_us ack_max_us.
 */
void sweep_report_tsv(struct text *text, const struct sweep_exchanges *exchanges);

/* All of it as one object. KERNEL: its name. */
void sweep_report_json(struct text *text, const struct sweep_exchanges *exchanges,
		       const char *kernel);

/* A line for each exchange: delay, close, its time and the ACK's. */
void sweep_report_exchanges(struct text *text, const struct sweep_exchanges *exchanges);

#endif
