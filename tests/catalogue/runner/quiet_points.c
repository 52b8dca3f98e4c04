/* SPDX-License-Identifier: MIT */
#include "quiet_points.h"

#include <stdio.h>
#include <string.h>

#include "quiet_stretches.h"
#include "words.h"

enum { LONG_NS = 35 * 1000 * 1000, NS_PER_MS = 1000 * 1000 };

struct comparison {
	struct quiet_points *points;
	const struct kernel_monitor *monitor;
	const struct scenario *scenario;
	const struct quiet_stretch *stretch;
	unsigned connections;
	int64_t first_ns;  /* of the capture */
	int64_t moment_ns; /* of this stretch: when the kernel is first known */
	struct text said[2];
};

/* Whether the socket is one that listens at END, or at every address there. */
static bool listens_at(const struct socket_stretch *socket, const struct endpoint *end)
{
	static const uint8_t any[16] = {0};
	return socket->peer.version == 0 && socket->state == SOCKET_LISTEN &&
	       socket->local.port == end->port &&
	       (endpoint_equal(&socket->local, end) ||
		memcmp(socket->local.address, any, sizeof any) == 0);
}

static bool somebody_listens(const struct kernel_monitor *monitor, const struct endpoint *end,
			     int64_t now_ns)
{
	for (size_t i = 0; i < monitor->count; i++)
		if (listens_at(&monitor->stretches[i], end) &&
		    monitor->stretches[i].from_ns <= now_ns &&
		    now_ns <= socket_stretch_end(monitor, &monitor->stretches[i]))
			return true;
	return false;
}

/* Appends "at +1.204 s", with the connection's number where there are several. */
static void append_moment(struct text *text, const struct comparison *comparison, int64_t now_ns)
{
	if (comparison->connections > 1)
		text_format(text, "connection %u: ", comparison->stretch->after->connection);
	text_format(text, "at +%.3f s", (double)(now_ns - comparison->first_ns) / 1e9);
}

/* The reason why this disagreement is accepted; NULL: it is not. */
static const char *accepted(const struct scenario *scenario, const char *side, const char *kernel,
			    const char *ours)
{
	char expected[128];
	size_t at = 0;
	snprintf(expected, sizeof expected, "%s %s %s ", side, kernel, ours);
	for (const char *value; (value = scenario_next(scenario, KEY_KERNEL_DIFFERS, &at));)
		if (strncmp(value, expected, strlen(expected)) == 0)
			return value + strlen(expected);
	return NULL;
}

static void disagree(struct comparison *comparison, const char *side, const char *kernel,
		     const char *ours, int64_t now_ns)
{
	struct quiet_points *points = comparison->points;
	const char *reason = accepted(comparison->scenario, side, kernel, ours);
	struct text words;
	text_init(&words);
	append_moment(&words, comparison, now_ns);
	text_format(&words, " the kernel says %s %s, the sniffer %s", side, kernel, ours);
	text_format(&points->moments, "%s%s%s%s\n", reason ? "accepted: " : "",
		    text_c_string(&words), reason ? ": " : "", reason ? reason : "");
	if (!reason)
		text_format(&points->words, "%s%s", points->words.length > 0 ? ";" : "",
			    text_c_string(&words));
	text_release(&words);
}

/* The kernel said STATE of SIDE at NOW. SEEN: it ever told the socket. */
static void judge(struct comparison *comparison, enum side side, uint32_t state, bool seen,
		  int64_t now_ns)
{
	static const char *const sides[2] = {"client", "server"};
	const struct observed_segment *after = comparison->stretch->after;
	struct end_state shown = after->states[side];
	const char *kernel = socket_state_name(state);
	const char *ours =
	    shown.state == END_STATE_NONE ? "nothing" : tcp_state_name((enum tcp_state)shown.state);
	struct text *said = &comparison->said[side];
	text_format(said, "%s%s", said->length > 0 ? ", then " : "", kernel);
	if (strcmp(kernel, ours) == 0)
		return;
	if (state == SOCKET_CLOSED && strcmp(ours, "LISTEN") == 0 &&
	    somebody_listens(comparison->monitor, &after->ends[side], now_ns))
		return;
	/* It lived and died between two looks, on a machine that let the monitor wait. */
	if (state != SOCKET_CLOSED || seen)
		disagree(comparison, sides[side], kernel, ours, now_ns);
}

/* Judges where the socket was in STATE from FROM to TO, if that reaches into the quiet stretch. */
static bool judge_part(struct comparison *comparison, enum side side, uint32_t state, bool seen,
		       int64_t from_ns, int64_t to_ns)
{
	const struct quiet_stretch *stretch = comparison->stretch;
	int64_t from = from_ns > stretch->from_ns ? from_ns : stretch->from_ns;
	int64_t to = to_ns < stretch->to_ns ? to_ns : stretch->to_ns;
	if (from > to)
		return false;
	judge(comparison, side, state, seen, from);
	if (comparison->moment_ns == 0 || from < comparison->moment_ns)
		comparison->moment_ns = from;
	return true;
}

/* Every stretch of the kernel's knowledge of one side. True when there was one. A connection to
 * itself has one socket, which is both sides. */
static bool look(struct comparison *comparison, enum side side)
{
	const struct kernel_monitor *monitor = comparison->monitor;
	const struct observed_segment *after = comparison->stretch->after;
	bool seen = false, looked = false;
	for (size_t i = 0; i < monitor->count; i++) {
		const struct socket_stretch *socket = &monitor->stretches[i];
		if (!endpoint_equal(&socket->local, &after->ends[side]) ||
		    !endpoint_equal(&socket->peer, &after->ends[side_other(side)]))
			continue;
		seen = true;
		looked |= judge_part(comparison, side, socket->state, true, socket->from_ns,
				     socket_stretch_end(monitor, socket));
	}
	return seen ? looked
		    : judge_part(comparison, side, SOCKET_CLOSED, false, monitor->from_ns,
				 monitor->to_ns);
}

static const char *said(struct comparison *comparison, enum side side)
{
	return comparison->said[side].length > 0 ? text_c_string(&comparison->said[side])
						 : "not looked at";
}

static void compare(struct comparison *comparison)
{
	struct quiet_points *points = comparison->points;
	const struct kernel_monitor *monitor = comparison->monitor;
	const struct quiet_stretch *stretch = comparison->stretch;
	comparison->moment_ns = 0;
	text_clear(&comparison->said[SIDE_CLIENT]);
	text_clear(&comparison->said[SIDE_SERVER]);
	bool looked = look(comparison, SIDE_CLIENT);
	looked |= look(comparison, SIDE_SERVER);
	if (looked) {
		points->compared++;
		append_moment(&points->moments, comparison, comparison->moment_ns);
		text_format(&points->moments, " the kernel says client %s, server %s\n",
			    said(comparison, SIDE_CLIENT), said(comparison, SIDE_SERVER));
		return;
	}
	int64_t to_ns = stretch->to_ns < monitor->to_ns ? stretch->to_ns : monitor->to_ns;
	points->missed +=
	    to_ns - stretch->from_ns > LONG_NS && stretch->from_ns >= monitor->from_ns;
}

void quiet_points_compare(struct quiet_points *points, const struct observed *observed,
			  const struct kernel_monitor *monitor, const struct scenario *scenario,
			  int64_t apart_ms)
{
	struct quiet_stretches stretches;
	struct comparison comparison = {.points = points, .monitor = monitor, .scenario = scenario};
	*points = (struct quiet_points){0};
	text_init(&points->words);
	text_init(&points->moments);
	text_init(&comparison.said[SIDE_CLIENT]);
	text_init(&comparison.said[SIDE_SERVER]);
	quiet_stretches_find(&stretches, observed, apart_ms * NS_PER_MS);
	comparison.connections = stretches.connections;
	if (observed->segment_count > 0)
		comparison.first_ns = observed->segments[0].time_ns;
	for (size_t i = 0; i < stretches.count; i++) {
		comparison.stretch = &stretches.items[i];
		compare(&comparison);
	}
	text_format(&points->moments, "%u moments compared, %u missed\n", points->compared,
		    points->missed);
	quiet_stretches_release(&stretches);
	text_release(&comparison.said[SIDE_CLIENT]);
	text_release(&comparison.said[SIDE_SERVER]);
}

void quiet_points_release(struct quiet_points *points)
{
	text_release(&points->words);
	text_release(&points->moments);
}
