/* SPDX-License-Identifier: MIT */
/* sweep_table zh|en KERNEL <sweep.tsv: the plot of a sweep whose table is kept: of each close delay
 * how many exchanges were in time, late, and closed by four segments. */
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "needed_memory.h"
#include "sweep_plot.h"

static void add(struct sweep_exchanges *exchanges, const struct sweep_exchange *exchange,
		unsigned count)
{
	for (; count > 0; count--) {
		exchanges->items = memory_grown(exchanges->items, &exchanges->capacity,
						exchanges->count, sizeof *exchanges->items);
		exchanges->items[exchanges->count++] = *exchange;
	}
}

int main(int argc, char **argv)
{
	enum { LATE_US = 1000000 };
	struct sweep_exchanges exchanges = {0};
	struct text text;
	char line[256];
	unsigned ms, runs, late, four;
	if (argc != 3)
		return 2;
	while (fgets(line, sizeof line, stdin)) {
		if (sscanf(line, "%u %u %u %u", &ms, &runs, &late, &four) != 4)
			continue; /* what its columns are called */
		struct sweep_exchange exchange = {
		    .delay_ms = ms, .close = CLOSE_4_SEGMENT, .close_us = ms * 1000, .ack_us = -1};
		add(&exchanges, &exchange, four);
		exchange.close = CLOSE_3_SEGMENT;
		add(&exchanges, &exchange, runs - four);
		exchange.close_us += LATE_US;
		add(&exchanges, &exchange, late);
	}
	text_init(&text);
	sweep_plot(&text, &exchanges, strcmp(argv[1], "zh") == 0 ? LANG_ZH : LANG_EN, argv[2]);
	fputs(text_c_string(&text), stdout);
	text_release(&text);
	free(exchanges.items);
	return 0;
}
