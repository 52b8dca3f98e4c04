/* SPDX-License-Identifier: MIT */
/* What differs in time alone: waits between segments that follow each other in both lists. */
#include "compare_private.h"

/* Waits that are this much apart, and by a fifth of the longer one, differ: what a machine does
 * with a segment takes less. */
static const int64_t slack_ns = 5000000;

/* What a host sends this soon was not held back. */
static const int64_t at_once_ns = 1000000;

struct wait {
	uint32_t before, at; /* of A's items: what it begins behind, and what comes then */
	int64_t of_a, of_b;
	bool apart; /* ACKs of the other side, which one list has alone, stand between */
};

static int64_t magnitude(int64_t value)
{
	return value < 0 ? -value : value;
}

static int64_t longer(int64_t a, int64_t b)
{
	return a > b ? a : b;
}

bool compare_differ_in_time(int64_t a, int64_t b)
{
	int64_t apart = magnitude(b - a);
	return apart > slack_ns && apart > longer(a, b) / 5;
}

/* Where the wait for item AT begins: what waited for an ACK of the other side does so in the list
 * without that ACK, too. */
static uint32_t begin_of(const struct compare_items *list, uint32_t at)
{
	const struct compare_item *items = list->items;
	uint32_t before = at - 1;
	while (before > 0 && items[before].mate == ALIGNMENT_NONE &&
	       items[before].kind == KIND_ACK &&
	       items[before].segment->from != items[at].segment->from)
		before--;
	return before;
}

/* The wait before item AT of A; false: it does not stand behind the same segment in B, or a clock
 * went back. */
static bool take_wait(const struct comparison *comparison, uint32_t at, struct wait *wait)
{
	const struct compare_item *a = comparison->list[0].items;
	const struct compare_item *b = comparison->list[1].items;
	uint32_t mate = a[at].mate;
	if (mate == ALIGNMENT_NONE || mate == 0)
		return false;
	uint32_t of_a = begin_of(&comparison->list[0], at);
	uint32_t of_b = begin_of(&comparison->list[1], mate);
	if (a[of_a].mate != of_b)
		return false;
	*wait =
	    (struct wait){.before = of_a, .at = at, .apart = of_a + 1 != at || of_b + 1 != mate};
	wait->of_a = a[at].segment->time_ns - a[of_a].segment->time_ns;
	wait->of_b = b[mate].segment->time_ns - b[of_b].segment->time_ns;
	return wait->of_a >= 0 && wait->of_b >= 0;
}

/* The same; false also: it does not differ, or not in time alone. */
static bool find_wait(const struct comparison *comparison, uint32_t at, struct wait *wait)
{
	if (!take_wait(comparison, at, wait))
		return false;
	return compare_differ_in_time(wait->of_a, wait->of_b);
}

/* Whether what comes behind WAIT is told of, or is there more often in one list: it is told with
 * that. */
static bool is_told(const struct comparison *comparison, const struct wait *wait)
{
	uint32_t count[2];
	for (int in = 0; in < 2; in++)
		compare_same(&comparison->list[in], comparison->list[0].items[wait->at].segment,
			     &count[in]);
	return count[0] != count[1] || comparison->list[0].items[wait->at].told;
}

/* Whether both captures are of the same connection, and one shows the answer to leave at once: that
 * in the other it comes late has to do with the path. */
static bool left_at_once(const struct comparison *comparison, const struct wait *wait)
{
	const struct compare_connection *a = comparison->ends[0], *b = comparison->ends[1];
	if (!a || !b || a->ends[0] == 0 || a->ends[0] != b->ends[0] || a->ends[1] != b->ends[1])
		return false;
	return wait->of_a < at_once_ns || wait->of_b < at_once_ns;
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
			    .kind = id == DIFFERENCE_TIME ? a->kind : 0,
			    .answered = wait->apart,
			    .segment = {a->number, comparison->list[1].items[a->mate].number},
			    .value = {wait->of_a, wait->of_b},
			    .wait_ns = magnitude(wait->of_b - wait->of_a),
			});
	if (!told)
		return;
	told->count = count;
	if (told->reason == REASON_DELAYED_ACK && left_at_once(comparison, wait))
		told->reason = REASON_NONE;
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
	       items[wait->before].segment->from != items[wait->at].segment->from &&
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

/* How much later than A's item AT the same one comes in B, since the beginning of both. */
static int64_t lateness(const struct comparison *comparison, uint32_t at)
{
	const struct compare_item *a = comparison->list[0].items;
	const struct compare_item *b = comparison->list[1].items;
	return (b[a[at].mate].segment->time_ns - b[0].segment->time_ns) -
	       (a[at].segment->time_ns - a[0].segment->time_ns);
}

/* The last wait that differs: what is as late behind it as before does not wait by itself. */
struct step {
	bool is;
	int64_t before, behind; /* lateness */
};

static bool is_back(const struct step *step, int64_t late)
{
	return step->is && magnitude(late - step->before) <=
			       longer(slack_ns, magnitude(step->behind - step->before) / 4);
}

/* The waits before one kind of a side's segments that are longer in one list. */
struct waits {
	struct wait first;
	uint32_t count;
};

/* What differs by itself, by kind, side and list; PATHS are counted. */
static void find_waits(const struct comparison *comparison, struct path paths[2],
		       struct waits waits[COMPARE_KINDS][2][2])
{
	const struct compare_items *list = &comparison->list[0];
	struct step step = {.is = false};
	struct wait wait;
	for (uint32_t i = 1; i < list->count; i++) {
		const struct compare_item *item = &list->items[i];
		if (!find_wait(comparison, i, &wait))
			continue;
		struct path *path = &paths[item->segment->from];
		if (is_path(comparison, &path->first, &wait)) {
			path->answers++;
			continue;
		}
		if (is_back(&step, lateness(comparison, i))) {
			step.is = false;
			continue;
		}
		step =
		    (struct step){true, lateness(comparison, wait.before), lateness(comparison, i)};
		if (is_told(comparison, &wait))
			continue;
		struct waits *all = &waits[item->kind][item->segment->from][wait.of_b > wait.of_a];
		if (all->count++ == 0)
			all->first = wait;
	}
}

/* Of those with a count; NULL: there is none. */
static struct waits *earliest(struct waits waits[COMPARE_KINDS][2][2])
{
	struct waits *first = NULL;
	for (size_t kind = 0; kind < COMPARE_KINDS; kind++)
		for (size_t from = 0; from < 2; from++)
			for (size_t longer = 0; longer < 2; longer++) {
				struct waits *all = &waits[kind][from][longer];
				if (all->count > 0 && (!first || all->first.at < first->first.at))
					first = all;
			}
	return first;
}

/* In the order of the capture: what came first is the cause of what came later. */
static void tell_waits(struct comparison *comparison, struct waits waits[COMPARE_KINDS][2][2])
{
	for (struct waits *next = earliest(waits); next; next = earliest(waits)) {
		tell_wait(comparison, DIFFERENCE_TIME, &next->first, next->count);
		next->count = 0;
	}
}

void compare_times(struct comparison *comparison)
{
	struct path paths[2] = {{.answers = 0}};
	struct waits waits[COMPARE_KINDS][2][2] = {0};
	bool place = find_paths(comparison, paths);
	find_waits(comparison, paths, waits);
	tell_paths(comparison, paths, place);
	tell_waits(comparison, waits);
}
