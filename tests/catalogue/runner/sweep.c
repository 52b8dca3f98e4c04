/* SPDX-License-Identifier: MIT */
#include "sweep.h"

#include <stdlib.h>

#include "lateness.h"
#include "needed_memory.h"

enum {
	LATE_US = 4000,
	NEVER_BELOW_MS = 24,  /* close delays: up to so many no ACK can come alone, */
	ALWAYS_ABOVE_MS = 80, /* from so many on each does */
	ENOUGH = 10,          /* exchanges below and above, to tell at all */
};

/* What of one connection matters. */
struct closing {
	const struct observed_segment *client_fin, *server_fin, *ack;
};

static void take_segment(struct closing *closing, const struct observed_segment *segment)
{
	bool fin = segment->flags & TCP_FLAG_FIN;
	if (segment->from == SIDE_CLIENT) {
		if (fin && !closing->client_fin)
			closing->client_fin = segment;
		return;
	}
	if (fin && !closing->server_fin)
		closing->server_fin = segment;
	else if (!fin && closing->client_fin && !closing->server_fin && !closing->ack &&
		 segment->relative_ack ==
		     closing->client_fin->relative_seq + closing->client_fin->length + 1)
		closing->ack = segment;
}

static const struct sweep_server *server_of(const struct sweep_server *servers, size_t count,
					    uint16_t port)
{
	for (size_t i = 0; i < count; i++)
		if (servers[i].port == port)
			return &servers[i];
	return NULL;
}

static void add(struct sweep_exchanges *exchanges, const struct closing *closing,
		const struct sweep_server *server, enum close_name close)
{
	const int64_t began_ns = closing->client_fin->time_ns;
	exchanges->items = memory_grown(exchanges->items, &exchanges->capacity, exchanges->count,
					sizeof *exchanges->items);
	exchanges->items[exchanges->count++] = (struct sweep_exchange){
	    .delay_ms = server->delay_ms,
	    .close = close,
	    .close_us = (closing->server_fin->time_ns - began_ns) / 1000,
	    .ack_us = closing->ack ? (closing->ack->time_ns - began_ns) / 1000 : -1,
	};
}

void sweep_find(struct sweep_exchanges *exchanges, const struct observed *observed,
		const struct sweep_server *servers, size_t server_count)
{
	const size_t count = observed->connection_count;
	struct closing *closings = memory_needed(calloc(count + 1, sizeof *closings));
	*exchanges = (struct sweep_exchanges){0};
	for (size_t i = 0; i < observed->segment_count; i++)
		if (observed->segments[i].connection <= count)
			take_segment(&closings[observed->segments[i].connection],
				     &observed->segments[i]);
	for (size_t i = 0; i < count; i++) {
		const struct observed_connection *connection = &observed->connections[i];
		const struct closing *closing = &closings[connection->number];
		if (connection->number > count || !closing->client_fin || !closing->server_fin)
			continue;
		const struct sweep_server *server =
		    server_of(servers, server_count, closing->client_fin->ends[SIDE_SERVER].port);
		if (server)
			add(exchanges, closing, server, connection->close);
	}
	free(closings);
}

void sweep_release(struct sweep_exchanges *exchanges)
{
	free(exchanges->items);
	*exchanges = (struct sweep_exchanges){0};
}

static int compare_exchanges(const void *left, const void *right)
{
	const struct sweep_exchange *a = left, *b = right;
	return (a->delay_ms > b->delay_ms) - (a->delay_ms < b->delay_ms);
}

static int compare_times(const void *left, const void *right)
{
	const int64_t a = *(const int64_t *)left, b = *(const int64_t *)right;
	return (a > b) - (a < b);
}

static bool is_late(const struct sweep_exchange *exchange)
{
	return (exchange->close != CLOSE_3_SEGMENT && exchange->close != CLOSE_4_SEGMENT) ||
	       exchange->close_us > (int64_t)exchange->delay_ms * 1000 + LATE_US;
}

void sweep_sort(struct sweep_exchanges *exchanges)
{
	if (exchanges->count > 0)
		qsort(exchanges->items, exchanges->count, sizeof *exchanges->items,
		      compare_exchanges);
}

bool sweep_next_delay(const struct sweep_exchanges *exchanges, size_t *at,
		      struct sweep_delay *delay)
{
	if (*at == exchanges->count)
		return false;
	*delay = (struct sweep_delay){.ms = exchanges->items[*at].delay_ms};
	for (; *at < exchanges->count && exchanges->items[*at].delay_ms == delay->ms; ++*at) {
		const struct sweep_exchange *exchange = &exchanges->items[*at];
		bool late = is_late(exchange);
		delay->late += late;
		delay->runs += !late;
		delay->four += !late && exchange->close == CLOSE_4_SEGMENT;
	}
	return true;
}

void sweep_acks(struct sweep_acks *acks, const struct sweep_exchanges *exchanges, size_t first,
		size_t end)
{
	acks->times = memory_needed(calloc(end - first + 1, sizeof *acks->times));
	acks->count = 0;
	for (size_t i = first; i < end; i++)
		if (exchanges->items[i].ack_us >= 0)
			acks->times[acks->count++] = exchanges->items[i].ack_us;
	qsort(acks->times, acks->count, sizeof *acks->times, compare_times);
}

int64_t sweep_quantile_us(const struct sweep_acks *acks, unsigned percent)
{
	size_t place = (acks->count * percent + 99) / 100;
	return acks->times[place > 0 ? place - 1 : 0];
}

int64_t sweep_median_us(const struct sweep_acks *acks)
{
	int64_t middle = acks->times[acks->count / 2];
	return acks->count % 2 ? middle : (middle + acks->times[acks->count / 2 - 1]) / 2;
}

/* Delays on one side of the timer. */
struct group {
	unsigned total, against; /* exchanges, and those against the rule */
};

struct tallies {
	unsigned in_time, late;
	struct group below, above;
	struct text offences;
};

static void count_delay(struct tallies *tallies, const struct sweep_delay *delay)
{
	const unsigned runs = delay->runs, four = delay->four;
	bool below = delay->ms <= NEVER_BELOW_MS;
	tallies->in_time += runs;
	tallies->late += delay->late;
	if (!below && delay->ms < ALWAYS_ABOVE_MS)
		return;
	struct group *group = below ? &tallies->below : &tallies->above;
	unsigned against = below ? four : runs - four;
	group->total += runs;
	group->against += against;
	if (against > 0)
		text_format(&tallies->offences,
			    "%swith a close delay of %u ms %u of %u closes took four segments",
			    tallies->offences.length > 0 ? "; " : "", delay->ms, four, runs);
}

/* Whether it is against the rule as a whole: what a stalled machine does is one close or another.
 */
static bool is_against(const struct group *group)
{
	return group->against > group->total / 10;
}

/* There are some: above the timer every close has one. */
static void tell_pass(const struct sweep_exchanges *exchanges, struct outcome *outcome)
{
	struct sweep_acks acks;
	sweep_acks(&acks, exchanges, 0, exchanges->count);
	outcome_set(
	    outcome, OUTCOME_PASS,
	    "the kernel delays the ACK of a FIN by %.1f to %.1f ms (98 %% of %zu; median %.1f "
	    "ms): no close of four segments up to a close delay of %d ms, nothing else from %d "
	    "ms on",
	    (double)sweep_quantile_us(&acks, 1) / 1000, (double)sweep_quantile_us(&acks, 99) / 1000,
	    acks.count, (double)sweep_median_us(&acks) / 1000, NEVER_BELOW_MS, ALWAYS_ABOVE_MS);
	free(acks.times);
}

void sweep_judge(struct sweep_exchanges *exchanges, struct outcome *outcome)
{
	struct tallies tallies = {0};
	text_init(&tallies.offences);
	struct sweep_delay delay;
	sweep_sort(exchanges);
	for (size_t at = 0; sweep_next_delay(exchanges, &at, &delay);)
		count_delay(&tallies, &delay);
	const char *offences = text_c_string(&tallies.offences);
	if (tallies.below.total < ENOUGH || tallies.above.total < ENOUGH ||
	    tallies.late > tallies.in_time)
		outcome_set(outcome, OUTCOME_INCONCLUSIVE, "%u of %u closes came late: %s",
			    tallies.late, tallies.late + tallies.in_time, lateness_too_slow);
	else if (is_against(&tallies.below) || is_against(&tallies.above))
		outcome_set(outcome, OUTCOME_DIFFERS, "%s", offences);
	else if (*offences)
		outcome_set(outcome, OUTCOME_INCONCLUSIVE, "%s, unlike the others: %s", offences,
			    lateness_too_slow);
	else
		tell_pass(exchanges, outcome);
	text_release(&tallies.offences);
}
