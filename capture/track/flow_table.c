/* SPDX-License-Identifier: MIT */
#include "flow_table.h"

#include <inttypes.h>
#include <stdlib.h>

#include "flow_extra.h"
#include "flow_hash.h"
#include "flow_index.h"
#include "flow_order.h"
#include "huge_pages.h"
#include "recency.h"
#include "vlans.h"

enum { CACHE_LINE = 64 };

struct flow_table {
	struct flow_hash hash;
	uint32_t vlan_mask; /* bits of a segment's vlan that tell connections apart: all or none */
	struct flow_index index;
	struct flow *flows; /* room for `max`: they stay where they are */
	uint32_t max;
	uint32_t touched; /* from here on none was ever used */
	int32_t free;     /* the first unused one before that; the next stands in its `older` */
	uint32_t numbers;
	struct recency live, lingering;
	uint32_t extras;  /* what the extras of the flows weigh */
	int64_t seen_ns;  /* packet time of the last packet */
	uint8_t swept;    /* the tick in which nobody more was late */
	int64_t clock_ns; /* packet time without jumps */
};

static struct flow *flow_at(const struct flow_table *table, int32_t index)
{
	return &table->flows[index];
}

struct flow_table *flow_table_new(uint32_t max, struct err *err)
{
	struct flow_table *table = calloc(1, sizeof *table);
	if (!table) {
		err_set(err, "out of memory for the connections' table");
		return NULL;
	}
	struct flow_index index;
	bool indexed = flow_index_init(&index);
	*table = (struct flow_table){
	    .index = index,
	    .flows = huge_pages_map(max * sizeof(struct flow)),
	    .free = FLOW_NO_INDEX,
	    .max = max,
	    .live = RECENCY_EMPTY,
	    .lingering = RECENCY_EMPTY,
	    .seen_ns = INT64_MAX,
	};
	if (!indexed || !table->flows) {
		flow_table_free(table);
		err_set(err, "no room in memory for %" PRIu32 " connections: see --max-connections",
			max);
		return NULL;
	}
	table->live.numbered = true;
	flow_hash_init(&table->hash);
	return table;
}

void flow_table_heed_vlans(struct flow_table *table)
{
	table->vlan_mask = UINT32_MAX;
}

void flow_table_free(struct flow_table *table)
{
	if (!table)
		return;
	for (uint32_t i = 0; i < table->touched; i++) {
		flow_extra_free(table->flows[i].extra);
		free(table->flows[i].causes);
	}
	huge_pages_unmap(table->flows, table->max * sizeof(struct flow));
	flow_index_release(&table->index);
	free(table);
}

static bool extras_scarce(const struct flow_table *table)
{
	return table->extras > table->max / FLOW_TABLE_PLAIN;
}

/* All of it will be looked at: rather at once than line by line. */
static void fetch(const struct flow *flow)
{
	for (size_t at = 0; at < sizeof *flow; at += CACHE_LINE)
		__builtin_prefetch((const char *)flow + at, 1);
}

static bool flow_matches(const struct flow *flow, const struct segment *segment)
{
	return (endpoint_equal(&flow->ends[0], &segment->source) &&
		endpoint_equal(&flow->ends[1], &segment->destination)) ||
	       (endpoint_equal(&flow->ends[1], &segment->source) &&
		endpoint_equal(&flow->ends[0], &segment->destination));
}

uint32_t flow_table_hash(const struct flow_table *table, const struct segment *segment)
{
	uint32_t hash = flow_hash(&table->hash, &segment->source, &segment->destination);
	return flow_hash_vlan(&table->hash, hash, segment->vlan & table->vlan_mask);
}

void flow_table_fetch_place(const struct flow_table *table, uint32_t hash)
{
	flow_index_fetch(&table->index, hash);
}

void flow_table_fetch_flow(const struct flow_table *table, uint32_t hash)
{
	const struct flow_slot *slot = &table->index.slots[hash & table->index.mask];
	if (slot->hash == hash && slot->place != 0)
		fetch(&table->flows[slot->place - 1]);
}

/* The flow of SEGMENT from slot *S on, which is left behind it; NULL when there is none. */
static inline struct flow *next_match(const struct flow_table *table, const struct segment *segment,
				      uint32_t hash, uint32_t *s)
{
	uint32_t place;
	while ((place = flow_index_next(&table->index, hash, s)) != 0) {
		struct flow *flow = flow_at(table, (int32_t)place - 1);
		bool same = ((flow->vlan ^ segment->vlan) & table->vlan_mask) == 0;
		if (same && flow_matches(flow, segment))
			return flow;
	}
	return NULL;
}

/* Of the flows between these ends, which VLAN tags keep apart, that of SEGMENT; else FIRST. */
static struct flow *of_vlan(const struct flow_table *table, const struct segment *segment,
			    uint32_t hash, struct flow *first)
{
	struct flow *flow;
	uint32_t s = hash & table->index.mask;
	for (unsigned best = 0; (flow = next_match(table, segment, hash, &s)) != NULL;) {
		unsigned fits = vlans_fit(flow, segment);
		if (fits <= best)
			continue;
		best = fits;
		first = flow;
	}
	return first;
}

struct flow *flow_table_find(struct flow_table *table, const struct segment *segment, uint32_t hash)
{
	uint32_t s = hash & table->index.mask;
	struct flow *flow = next_match(table, segment, hash, &s);
	if (!flow)
		return NULL;
	if (flow->vlan_apart) {
		flow = of_vlan(table, segment, hash, flow);
	} else if (flow->flags & FLOW_SUPERSEDED) {
		struct flow *other = next_match(table, segment, hash, &s);
		if (other)
			flow = other;
	}
	return flow_extra_ration(flow, extras_scarce(table));
}

struct flow *flow_table_find_superseded(struct flow_table *table, const struct segment *segment,
					uint32_t hash)
{
	uint32_t s = hash & table->index.mask;
	struct flow *flow;
	while ((flow = next_match(table, segment, hash, &s)) && !vlans_superseded(flow, segment))
		;
	return flow ? flow_extra_ration(flow, extras_scarce(table)) : NULL;
}

/* There is one: who adds has asked flow_table_due(). */
static int32_t take_unused(struct flow_table *table)
{
	int32_t index = table->free;
	if (index == FLOW_NO_INDEX)
		return (int32_t)table->touched++;
	table->free = flow_at(table, index)->older;
	return index;
}

static struct recency *list_of(struct flow_table *table, const struct flow *flow)
{
	return flow->flags & FLOW_LINGERS ? &table->lingering : &table->live;
}

struct flow *flow_table_add(struct flow_table *table, const struct segment *segment, uint32_t hash,
			    bool client_is_source, struct err *err)
{
	if (!flow_index_reserve(&table->index, flow_table_count(table))) {
		err_set(err, "out of memory for connection %u: see --max-connections",
			table->numbers + 1);
		return NULL;
	}
	int32_t index = take_unused(table);
	struct flow *flow = flow_at(table, index);
	bool self = endpoint_equal(&segment->source, &segment->destination);
	*flow = (struct flow){
	    .number = ++table->numbers,
	    .first_ns = segment->time_ns,
	    .last_ns = segment->time_ns,
	    .flags = self ? FLOW_SELF : 0,
	    .vlan = segment->vlan,
	};
	flow->ends[client_is_source ? SIDE_CLIENT : SIDE_SERVER] = segment->source;
	flow->ends[client_is_source ? SIDE_SERVER : SIDE_CLIENT] = segment->destination;
	flow_index_put(&table->index, hash, (uint32_t)index + 1);
	recency_add(table->flows, table->touched, &table->live, flow);
	return flow_extra_ration(flow, extras_scarce(table));
}

enum { TICK = 30 }; /* 2^30 ns */

/* Wraps every 256 ticks; who lingers goes long before. */
static uint8_t ticks(const struct flow_table *table)
{
	return (uint8_t)(table->clock_ns >> TICK);
}

bool flow_table_tick(struct flow_table *table, int64_t now_ns)
{
	int64_t step = now_ns > table->seen_ns ? now_ns - table->seen_ns : 0;
	table->clock_ns += step < FLOW_STEP_NS ? step : FLOW_STEP_NS;
	table->seen_ns = now_ns;
	return table->lingering.count > FLOW_TABLE_LINGER_MAX || ticks(table) != table->swept;
}

void flow_table_touch(struct flow_table *table, struct flow *flow, bool ended)
{
	bool lingers = flow->flags & FLOW_LINGERS;
	table->extras += flow_extra_count(flow);
	if (ended)
		flow->ended_tick = ticks(table);
	if (ended == lingers) {
		recency_touch(table->flows, table->touched, list_of(table, flow), flow);
		return;
	}
	recency_take(table->flows, list_of(table, flow), flow);
	flow->flags ^= FLOW_LINGERS;
	recency_add(table->flows, table->touched, list_of(table, flow), flow);
}

static bool is_late(const struct flow_table *table, const struct flow *ended)
{
	return (uint8_t)(ticks(table) - ended->ended_tick) > FLOW_LINGER_NS >> TICK;
}

static struct flow *oldest(const struct flow_table *table, const struct recency *list)
{
	return list->oldest == FLOW_NO_INDEX ? NULL : flow_at(table, list->oldest);
}

struct flow *flow_table_due(struct flow_table *table, int64_t now_ns, bool room, bool *evicted)
{
	*evicted = false;
	if (flow_table_tick(table, now_ns)) {
		struct flow *late = oldest(table, &table->lingering);
		if (late &&
		    (table->lingering.count > FLOW_TABLE_LINGER_MAX || is_late(table, late)))
			return late;
		table->swept = ticks(table);
	}
	if (!room || flow_table_count(table) < table->max)
		return NULL;
	struct flow *ended = oldest(table, &table->lingering);
	*evicted = !ended;
	if (!ended && table->live.numbered)
		recency_sort(table->flows, table->touched, &table->live);
	return ended ? ended : oldest(table, &table->live);
}

void flow_table_remove(struct flow_table *table, struct flow *flow)
{
	int32_t index = (int32_t)flow_table_index(table, flow);
	recency_take(table->flows, list_of(table, flow), flow);
	uint32_t hash = flow_hash(&table->hash, &flow->ends[0], &flow->ends[1]);
	hash = flow_hash_vlan(&table->hash, hash, flow->vlan & table->vlan_mask);
	flow_index_remove(&table->index, hash, (uint32_t)index + 1);
	if (flow->extra)
		table->extras -= flow->extra->counted;
	flow_extra_free(flow->extra);
	free(flow->causes);
	flow->causes = NULL;
	flow->extra = NULL;
	flow->number = 0;
	flow->older = table->free;
	table->free = index;
}

uint32_t flow_table_index(const struct flow_table *table, const struct flow *flow)
{
	return (uint32_t)(flow - table->flows);
}

void flow_table_visit(struct flow_table *table, bool sorted,
		      void (*visit)(struct flow *flow, void *context), void *context)
{
	flow_order_visit(table->flows, table->touched, flow_table_count(table), sorted, visit,
			 context);
}

uint32_t flow_table_count(const struct flow_table *table)
{
	return table->live.count + table->lingering.count;
}

uint32_t flow_table_live(const struct flow_table *table)
{
	return table->live.count;
}
