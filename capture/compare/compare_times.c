/* SPDX-License-Identifier: MIT */
/* What differs in time alone: waits between segments that follow each other in both lists. */
#include "compare_private.h"

/* Waits that are this much apart, and by a fifth of the longer one, differ: what a machine does
 * with a segment takes less. */
static const int64_t slack_ns = 5000000;

struct wait {
	uint32_t at; /* of A's items: what came behind it */
	int64_t of_a, of_b;
};

static int64_t magnitude(int64_t value)
{
	return value < 0 ? -value : value;
}

static int64_t longer(int64_t a, int64_t b)
{
	return a > b ? a : b;
}

/* The wait before item AT of A; false: it does not stand behind the same segment in B, or a clock
 * went back. */
static bool take_wait(const struct comparison *comparison, uint32_t at, struct wait *wait)
{
	const struct compare_item *a = comparison->list[0].items;
	const struct compare_item *b = comparison->list[1].items;
	if (a[at].mate == ALIGNMENT_NONE || a[at].mate == 0 || a[at - 1].mate != a[at].mate - 1)
		return false;
	*wait = (struct wait){.at = at};
	wait->of_a = a[at].segment->time_ns - a[at - 1].segment->time_ns;
	wait->of_b = b[a[at].mate].segment->time_ns - b[a[at].mate - 1].segment->time_ns;
	return wait->of_a >= 0 && wait->of_b >= 0;
}

/* The same; false also: it does not differ, or not in time alone. */
static bool find_wait(const struct comparison *comparison, uint32_t at, struct wait *wait)
{
	if (!take_wait(comparison, at, wait))
		return false;
	int64_t apart = magnitude(wait->of_b - wait->of_a);
	return apart > slack_ns && apart > longer(wait->of_a, wait->of_b) / 5;
}

/* Whether what comes behind WAIT is there more often in one list: it is told with that. */
static bool is_told(const struct comparison *comparison, const struct wait *wait)
{
	uint32_t count[2];
	for (int in = 0; in < 2; in++)
		compare_same(&comparison->list[in], comparison->list[0].items[wait->at].segment,
			     &count[in]);
	return count[0] != count[1];
}

static void tell_wait(struct comparison *comparison, enum difference_id id, const struct wait *wait,
		      uint32_t count)
{
	const struct compare_item *a = &comparison->list[0].items[wait->at];
	struct difference *told = compare_tell(
	    comparison, &(struct difference){
			    .id = id,
			    .time = true,
			    .in = wait->of_b > wait->of_a,
			    .side = a->segment->from,
			    .segment = {a->number, comparison->list[1].items[a->mate].number},
			    .value = {wait->of_a, wait->of_b},
			    .wait_ns = magnitude(wait->of_b - wait->of_a),
			});
	if (told)
		told->count = count;
}

/* What one side's answers take. */
struct path {
	struct wait first; /* of the handshake, where that differs; at 0: it does not */
	uint32_t answers;  /* so much later, or earlier */
};

/* Whether WAIT is for an answer of the side that answered in the handshake so much later, or
 * earlier. */
static bool is_path(const struct comparison *comparison, const struct wait *first,
		    const struct wait *wait)
{
	const struct compare_item *items = comparison->list[0].items;
	int64_t apart = first->of_b - first->of_a;
	return first->at > 0 &&
	       items[wait->at - 1].segment->from != items[wait->at].segment->from &&
	       magnitude(wait->of_b - wait->of_a - apart) <= longer(slack_ns, magnitude(apart) / 4);
}

/* WAIT is for the SYN+ACK, or for the ACK of it, behind SYNs alone. */
static bool is_of_handshake(const struct compare_items *list, const struct wait *wait)
{
	for (uint32_t i = 0; i < wait->at; i++)
		if (list->items[i].kind != KIND_SYN)
			return false;
	return wait->at <= 2;
}

/* One side's answers come later in the one list, the other's in the other, by as much: the capture
 * point was another one. */
static bool is_other_place(const struct path paths[2])
{
	const struct wait *client = &paths[SIDE_CLIENT].first, *server = &paths[SIDE_SERVER].first;
	int64_t of_client = client->of_b - client->of_a, of_server = server->of_b - server->of_a;
	return client->at > 0 && server->at > 0 && (of_client < 0) != (of_server < 0) &&
	       magnitude(of_client + of_server) <= longer(slack_ns, magnitude(of_server) / 4);
}

/* Of the waits for answers of FIRST's side those that are least apart: what was held on its way
 * takes longer than the path. False: not all of them are apart in the same direction. */
static bool find_least(const struct comparison *comparison, const struct wait *first,
		       struct wait *least)
{
	const struct compare_items *list = &comparison->list[0];
	unsigned side = list->items[first->at].segment->from;
	struct wait wait;
	*least = *first;
	for (uint32_t i = 1; i < list->count; i++) {
		if (list->items[i].segment->from != side ||
		    list->items[i - 1].segment->from == side || !take_wait(comparison, i, &wait))
			continue;
		int64_t apart = wait.of_b - wait.of_a;
		if (apart == 0 || (apart < 0) != (first->of_b < first->of_a))
			return false;
		if (magnitude(apart) < magnitude(least->of_b - least->of_a))
			*least = wait;
	}
	return true;
}

static void tell_place(struct comparison *comparison, const struct wait *server)
{
	const struct compare_item *a = &comparison->list[0].items[server->at];
	compare_tell(comparison,
		     &(struct difference){
			 .id = DIFFERENCE_PLACE,
			 .time = true,
			 .in = server->of_b < server->of_a,
			 .side = a->segment->from,
			 .segment = {a->number, comparison->list[1].items[a->mate].number},
			 .value = {server->of_a, server->of_b},
			 .wait_ns = magnitude(server->of_b - server->of_a),
		     });
}

/* Where the path is another one, so is the order of what both sides sent. */
static void drop_order(struct comparison *comparison)
{
	struct differences *out = comparison->out;
	size_t kept = comparison->first;
	for (size_t i = comparison->first; i < out->count; i++)
		if (out->items[i].id != DIFFERENCE_ORDER || out->items[i].closes)
			out->items[kept++] = out->items[i];
	out->count = kept;
}

static void tell_paths(struct comparison *comparison, const struct path paths[2], bool told)
{
	if (told)
		tell_place(comparison, &paths[SIDE_SERVER].first);
	for (int side = SIDE_SERVER; side >= SIDE_CLIENT && !told; side--)
		if (paths[side].answers > 1)
			tell_wait(comparison, DIFFERENCE_PATH_TIME, &paths[side].first,
				  paths[side].answers);
	for (int side = SIDE_SERVER; side >= SIDE_CLIENT && !told; side--)
		if (paths[side].answers == 1 && !is_told(comparison, &paths[side].first))
			tell_wait(comparison, DIFFERENCE_TIME, &paths[side].first, 1);
	if (told || paths[SIDE_CLIENT].answers > 0 || paths[SIDE_SERVER].answers > 0)
		drop_order(comparison);
}

/* What the handshake shows of both paths. Returns whether the capture point was another one. */
static bool find_paths(const struct comparison *comparison, struct path paths[2])
{
	const struct compare_items *list = &comparison->list[0];
	struct wait wait, least;
	for (uint32_t i = 1; i < list->count && i <= 2; i++) {
		struct path *path = &paths[list->items[i].segment->from];
		if (path->first.at == 0 && find_wait(comparison, i, &wait) &&
		    is_of_handshake(list, &wait))
			path->first = wait;
	}
	if (!is_other_place(paths) || !find_least(comparison, &paths[SIDE_SERVER].first, &least))
		return false;
	paths[SIDE_SERVER].first = least;
	return true;
}

void compare_times(struct comparison *comparison)
{
	const struct compare_items *list = &comparison->list[0];
	struct path paths[2] = {{.answers = 0}};
	bool place = find_paths(comparison, paths);
	struct wait wait, longest = {0};
	uint32_t others = 0;
	for (uint32_t i = 1; i < list->count; i++) {
		if (!find_wait(comparison, i, &wait))
			continue;
		struct path *path = &paths[list->items[i].segment->from];
		if (is_path(comparison, &path->first, &wait)) {
			path->answers++;
			continue;
		}
		if (is_told(comparison, &wait))
			continue;
		others++;
		if (magnitude(wait.of_b - wait.of_a) > magnitude(longest.of_b - longest.of_a))
			longest = wait;
	}
	tell_paths(comparison, paths, place);
	if (others > 0)
		tell_wait(comparison, DIFFERENCE_TIME, &longest, others);
}
