/* SPDX-License-Identifier: MIT */
#include "flow_table.h"

#include <stdlib.h>
#include <string.h>

#include "flow_extra.h"
#include "flow_hash.h"

enum { CHUNK = 1024, SLOTS_AT_FIRST = 1024 };

/* One place of the open-addressed index; collisions go to the next one. */
struct slot {
	uint32_t hash;
	int32_t flow; /* FLOW_NO_INDEX: free */
};

/* Flows by the time of their last segment. */
struct recency {
	int32_t newest, oldest;
	uint32_t count;
};

struct flow_table {
	struct flow_hash hash;
	struct slot *slots;
	uint32_t slot_mask;
	struct flow **chunks; /* flows stay where they are, CHUNK of them in one allocation */
	uint32_t chunk_count;
	int32_t free; /* the first unused flow; the next one stands in its `older` */
	uint32_t max;
	uint32_t numbers;
	struct recency live, lingering;
	uint32_t extras; /* flows that have an extra */
};

static struct flow *flow_at(const struct flow_table *table, int32_t index)
{
	return &table->chunks[index / CHUNK][index % CHUNK];
}

struct flow_table *flow_table_new(uint32_t max, struct err *err)
{
	struct flow_table *table = calloc(1, sizeof *table);
	struct slot *slots = malloc(SLOTS_AT_FIRST * sizeof *slots);
	size_t chunks = (max + (size_t)CHUNK - 1) / CHUNK;
	struct flow **chunk_list = calloc(chunks, sizeof(struct flow *));
	if (!table || !slots || !chunk_list) {
		free(table);
		free(slots);
		free(chunk_list);
		err_set(err, "out of memory for the connections' table");
		return NULL;
	}
	*table = (struct flow_table){
	    .slots = slots,
	    .slot_mask = SLOTS_AT_FIRST - 1,
	    .chunks = chunk_list,
	    .free = FLOW_NO_INDEX,
	    .max = max,
	    .live = {FLOW_NO_INDEX, FLOW_NO_INDEX, 0},
	    .lingering = {FLOW_NO_INDEX, FLOW_NO_INDEX, 0},
	};
	memset(slots, 0xff, SLOTS_AT_FIRST * sizeof *slots);
	flow_hash_init(&table->hash);
	return table;
}

void flow_table_free(struct flow_table *table)
{
	if (!table)
		return;
	for (uint32_t s = 0; s <= table->slot_mask; s++)
		if (table->slots[s].flow != FLOW_NO_INDEX)
			free(flow_at(table, table->slots[s].flow)->extra);
	for (uint32_t c = 0; c < table->chunk_count; c++)
		free(table->chunks[c]);
	free(table->chunks);
	free(table->slots);
	free(table);
}

/* Who may have an extra when the next segment asks for one. */
static struct flow *ration(const struct flow_table *table, struct flow *flow)
{
	bool plain = !flow->extra && table->extras > table->max / FLOW_TABLE_PLAIN;
	flow->flags = (uint16_t)(plain ? flow->flags | FLOW_PLAIN : flow->flags & ~FLOW_PLAIN);
	return flow;
}

static void count_extra(struct flow_table *table, struct flow *flow)
{
	if (!flow->extra || (flow->flags & FLOW_EXTRA_COUNTED))
		return;
	flow->flags |= FLOW_EXTRA_COUNTED;
	table->extras++;
}

static bool flow_matches(const struct flow *flow, const struct segment *segment)
{
	return (endpoint_equal(&flow->ends[0], &segment->source) &&
		endpoint_equal(&flow->ends[1], &segment->destination)) ||
	       (endpoint_equal(&flow->ends[1], &segment->source) &&
		endpoint_equal(&flow->ends[0], &segment->destination));
}

struct flow *flow_table_find(struct flow_table *table, const struct segment *segment)
{
	uint32_t hash = flow_hash(&table->hash, &segment->source, &segment->destination);
	for (uint32_t s = hash & table->slot_mask; table->slots[s].flow != FLOW_NO_INDEX;
	     s = (s + 1) & table->slot_mask) {
		if (table->slots[s].hash != hash)
			continue;
		struct flow *flow = flow_at(table, table->slots[s].flow);
		if (flow_matches(flow, segment))
			return ration(table, flow);
	}
	return NULL;
}

static void put_slot(struct slot *slots, uint32_t mask, struct slot slot)
{
	uint32_t s = slot.hash & mask;
	while (slots[s].flow != FLOW_NO_INDEX)
		s = (s + 1) & mask;
	slots[s] = slot;
}

/* At most three quarters of the slots are taken. */
static bool grow_slots(struct flow_table *table)
{
	uint32_t count = table->live.count + table->lingering.count;
	size_t old = (size_t)table->slot_mask + 1;
	if (count < old / 4 * 3)
		return true;
	struct slot *slots = malloc(2 * old * sizeof *slots);
	if (!slots)
		return false;
	memset(slots, 0xff, 2 * old * sizeof *slots);
	for (size_t s = 0; s < old; s++)
		if (table->slots[s].flow != FLOW_NO_INDEX)
			put_slot(slots, (uint32_t)(2 * old - 1), table->slots[s]);
	free(table->slots);
	table->slots = slots;
	table->slot_mask = (uint32_t)(2 * old - 1);
	return true;
}

static bool grow_flows(struct flow_table *table)
{
	if (table->free != FLOW_NO_INDEX)
		return true;
	struct flow *chunk = malloc(CHUNK * sizeof *chunk);
	if (!chunk)
		return false;
	int32_t first = (int32_t)(table->chunk_count * CHUNK);
	table->chunks[table->chunk_count++] = chunk;
	for (int32_t i = 0; i < CHUNK; i++)
		chunk[i].older = i + 1 < CHUNK ? first + i + 1 : FLOW_NO_INDEX;
	table->free = first;
	return true;
}

static void recency_add(struct flow_table *table, struct recency *list, int32_t index)
{
	struct flow *flow = flow_at(table, index);
	flow->newer = FLOW_NO_INDEX;
	flow->older = list->newest;
	if (list->newest != FLOW_NO_INDEX)
		flow_at(table, list->newest)->newer = index;
	else
		list->oldest = index;
	list->newest = index;
	list->count++;
}

/* Returns the index of FLOW, which its neighbours (or the list) know. */
static int32_t recency_take(struct flow_table *table, struct recency *list, struct flow *flow)
{
	int32_t index;
	if (flow->newer != FLOW_NO_INDEX) {
		index = flow_at(table, flow->newer)->older;
		flow_at(table, flow->newer)->older = flow->older;
	} else {
		index = list->newest;
		list->newest = flow->older;
	}
	if (flow->older != FLOW_NO_INDEX)
		flow_at(table, flow->older)->newer = flow->newer;
	else
		list->oldest = flow->newer;
	list->count--;
	return index;
}

static struct recency *list_of(struct flow_table *table, const struct flow *flow)
{
	return flow->flags & FLOW_LINGERS ? &table->lingering : &table->live;
}

struct flow *flow_table_add(struct flow_table *table, const struct segment *segment,
			    bool client_is_source, struct err *err)
{
	if (!grow_slots(table) || !grow_flows(table)) {
		err_set(err, "out of memory for connection %u: see --max-connections",
			table->numbers + 1);
		return NULL;
	}
	int32_t index = table->free;
	struct flow *flow = flow_at(table, index);
	table->free = flow->older;
	*flow = (struct flow){
	    .number = ++table->numbers,
	    .first_ns = segment->time_ns,
	    .last_ns = segment->time_ns,
	};
	flow->ends[client_is_source ? SIDE_CLIENT : SIDE_SERVER] = segment->source;
	flow->ends[client_is_source ? SIDE_SERVER : SIDE_CLIENT] = segment->destination;
	uint32_t hash = flow_hash(&table->hash, &segment->source, &segment->destination);
	put_slot(table->slots, table->slot_mask, (struct slot){hash, index});
	recency_add(table, &table->live, index);
	return ration(table, flow);
}

void flow_table_touch(struct flow_table *table, struct flow *flow, bool ended)
{
	bool lingers = flow->flags & FLOW_LINGERS;
	count_extra(table, flow);
	if (flow->newer == FLOW_NO_INDEX && ended == lingers)
		return;
	int32_t index = recency_take(table, list_of(table, flow), flow);
	flow->flags = (uint16_t)(ended ? flow->flags | FLOW_LINGERS : flow->flags & ~FLOW_LINGERS);
	recency_add(table, list_of(table, flow), index);
}

static struct flow *oldest(const struct flow_table *table, const struct recency *list)
{
	return list->oldest == FLOW_NO_INDEX ? NULL : flow_at(table, list->oldest);
}

struct flow *flow_table_due(struct flow_table *table, int64_t now_ns, bool room, bool *evicted)
{
	*evicted = false;
	struct flow *ended = oldest(table, &table->lingering);
	struct flow *idle = oldest(table, &table->live);
	if (ended && (table->lingering.count > FLOW_TABLE_LINGER_MAX ||
		      now_ns - ended->last_ns > FLOW_LINGER_NS))
		return ended;
	if (idle && now_ns - idle->last_ns > FLOW_IDLE_NS)
		return idle;
	if (!room || flow_table_count(table) < table->max)
		return NULL;
	if (ended)
		return ended;
	*evicted = true;
	return idle;
}

/* Takes slot S out and moves back what had to go past it, so that no search ends too early. */
static void clear_slot(struct flow_table *table, uint32_t s)
{
	uint32_t mask = table->slot_mask;
	uint32_t hole = s;
	for (uint32_t next = (s + 1) & mask; table->slots[next].flow != FLOW_NO_INDEX;
	     next = (next + 1) & mask) {
		uint32_t home = table->slots[next].hash & mask;
		if (((next - home) & mask) >= ((next - hole) & mask)) {
			table->slots[hole] = table->slots[next];
			hole = next;
		}
	}
	table->slots[hole].flow = FLOW_NO_INDEX;
}

void flow_table_remove(struct flow_table *table, struct flow *flow)
{
	int32_t index = recency_take(table, list_of(table, flow), flow);
	uint32_t s = flow_hash(&table->hash, &flow->ends[0], &flow->ends[1]) & table->slot_mask;
	while (table->slots[s].flow != index)
		s = (s + 1) & table->slot_mask;
	clear_slot(table, s);
	if (flow->flags & FLOW_EXTRA_COUNTED)
		table->extras--;
	free(flow->extra);
	flow->extra = NULL;
	flow->older = table->free;
	table->free = index;
}

static int by_number(const void *a, const void *b)
{
	uint32_t first = (*(struct flow *const *)a)->number;
	uint32_t second = (*(struct flow *const *)b)->number;
	return first < second ? -1 : first > second;
}

void flow_table_visit(struct flow_table *table, void (*visit)(struct flow *flow, void *context),
		      void *context)
{
	size_t count = 0;
	struct flow **flows = malloc((flow_table_count(table) + 1) * sizeof(struct flow *));
	for (uint32_t s = 0; s <= table->slot_mask; s++) {
		if (table->slots[s].flow == FLOW_NO_INDEX)
			continue;
		struct flow *flow = flow_at(table, table->slots[s].flow);
		if (flows)
			flows[count++] = flow;
		else
			visit(flow,
			      context); /* no memory to sort: all the same, but in any order */
	}
	if (flows)
		qsort(flows, count, sizeof *flows, by_number);
	for (size_t i = 0; i < count; i++)
		visit(flows[i], context);
	free(flows);
}

uint32_t flow_table_count(const struct flow_table *table)
{
	return table->live.count + table->lingering.count;
}

uint32_t flow_table_live(const struct flow_table *table)
{
	return table->live.count;
}

uint32_t flow_table_numbers(const struct flow_table *table)
{
	return table->numbers;
}
