/* SPDX-License-Identifier: MIT */
#include "promises.h"

#include <stdlib.h>
#include <string.h>

#include "scenario_path.h"

/* Text that is set off from what stands before it. */
static void next(struct text *words)
{
	if (words->length > 0)
		text_string(words, "; ");
}

static size_t count_values(const struct scenario *scenario, enum scenario_key key)
{
	size_t at = 0, count = 0;
	while (scenario_next(scenario, key, &at))
		count++;
	return count;
}

static void append_connection(struct text *text, const struct observed_connection *connection)
{
	text_format(text, "%s %s %s", open_name(connection->open), close_name(connection->close),
		    closer_name(connection->closed_first));
}

/* "OPEN CLOSE CLOSED_FIRST" of the first connection, the second, ... True when one is another. */
static bool check_connections(struct text *words, const struct observed *observed,
			      const struct scenario *scenario)
{
	size_t expected = count_values(scenario, KEY_EXPECT), at = 0;
	bool wrong = expected > 0 && observed->connection_count != expected;
	if (wrong)
		text_format(words, "expected %zu connections, came %zu", expected,
			    observed->connection_count);
	for (size_t i = 0; i < observed->connection_count && i < expected; i++) {
		const char *value = scenario_next(scenario, KEY_EXPECT, &at);
		struct text came;
		text_init(&came);
		append_connection(&came, &observed->connections[i]);
		if (strcmp(value, text_c_string(&came)) != 0) {
			next(words);
			text_format(words, "connection %zu: expected %s, came %s", i + 1, value,
				    text_c_string(&came));
			wrong = true;
		}
		text_release(&came);
	}
	return wrong;
}

static bool is_given(label_set given, const char *name)
{
	for (int label = 0; label < LABEL_COUNT; label++)
		if ((given & label_bit((enum label)label)) &&
		    strcmp(label_name((enum label)label), name) == 0)
			return true;
	return false;
}

static void check_labels(struct text *words, const struct observed *observed,
			 const struct scenario *scenario)
{
	struct words wanted;
	label_set given = 0;
	for (size_t i = 0; i < observed->segment_count; i++)
		given |= observed->segments[i].labels;
	scenario_words(scenario, KEY_LABELS, &wanted);
	for (size_t i = 0; i < wanted.count; i++) {
		if (is_given(given, wanted.items[i]))
			continue;
		next(words);
		text_format(words, "no segment is labelled %s", wanted.items[i]);
	}
	words_release(&wanted);
}

/* The value number AT of a line of values:
 * "TcpExt: 1 2 3". */
static uint64_t value_at(const char *line, size_t at)
{
	line += strcspn(line, " \n");
	while (at-- > 0 && *line == ' ')
		line += 1 + strcspn(line + 1, " \n");
	return *line == ' ' ? strtoull(line + 1, NULL, 10) : 0;
}

/* The place of the field called NAME in a line of names; false when it has none. */
static bool place_of(const char *line, const char *name, size_t *at)
{
	const size_t length = strlen(name);
	*at = 0;
	line += strcspn(line, " \n");
	for (; *line == ' '; ++*at) {
		size_t field = strcspn(++line, " \n");
		if (field == length && strncmp(line, name, length) == 0)
			return true;
		line += field;
	}
	return false;
}

/* The lines come in pairs: "GROUP: NAME NAME" and "GROUP: VALUE VALUE". */
uint64_t promises_counter(const char *counters, const char *name)
{
	while (*counters) {
		size_t group = strcspn(counters, ":"), at;
		const char *values = strchr(counters, '\n');
		if (!values)
			return 0;
		if (strncmp(counters, name, group) == 0 && place_of(counters, name + group, &at))
			return value_at(values + 1, at);
		counters = strchr(values + 1, '\n');
		counters = counters ? counters + 1 : "";
	}
	return 0;
}

static uint64_t grown_by(const struct promises *promises, int place, const char *name)
{
	return promises_counter(promises->counters_after[place], name) -
	       promises_counter(promises->counters_before[place], name);
}

/* "netstat|snmp NAME N": a counter of the kernel that grew by N or more. */
static bool check_proof(struct text *words, const struct promises *promises,
			const struct scenario *scenario)
{
	struct words proof;
	scenario_words(scenario, KEY_PROOF, &proof);
	bool wrong = false;
	if (proof.count == 3) {
		uint64_t grown =
		    grown_by(promises, 0, proof.items[1]) + grown_by(promises, 1, proof.items[1]);
		wrong = grown < strtoull(proof.items[2], NULL, 10);
		if (wrong) {
			next(words);
			text_format(words, "the kernel's %s grew by %llu, not %s", proof.items[1],
				    (unsigned long long)grown, proof.items[2]);
		}
	}
	words_release(&proof);
	return wrong;
}

/* "client|server|both NAME N": a counter of that end's kernel that grew by N exactly. */
static bool check_counter(struct text *words, const struct promises *promises, const char *value)
{
	struct words counter;
	uint64_t grown = 0;
	words_split(&counter, value);
	const char *place = counter.items[0], *name = counter.items[1];
	if (strcmp(place, "server") != 0)
		grown += grown_by(promises, 0, name);
	if (strcmp(place, "client") != 0)
		grown += grown_by(promises, 1, name);
	const bool wrong = grown != strtoull(counter.items[2], NULL, 10);
	if (wrong) {
		next(words);
		text_format(words, "the kernel's %s (%s) grew by %llu, not %s", name, place,
			    (unsigned long long)grown, counter.items[2]);
	}
	words_release(&counter);
	return wrong;
}

static bool check_counters(struct text *words, const struct promises *promises,
			   const struct scenario *scenario)
{
	bool wrong = false;
	size_t at = 0;
	for (const char *value; (value = scenario_next(scenario, KEY_COUNTER, &at));)
		wrong |= check_counter(words, promises, value);
	return wrong;
}

/* On lo whatever is sent is captured; over a path, what the end sends at which the capture is. */
static bool is_captured_when_sent(const struct scenario *scenario, int side)
{
	return !scenario_value(scenario, KEY_PATH) || (int)scenario_path_capture(scenario) == side;
}

/* Segments that the kernel of the receiving end did not take. On lo it is not told whose they were.
 */
static unsigned dropped_by_kernel(const struct promises *promises)
{
	static const char *const names[] = {"TcpExtListenDrops", "TcpExtTCPBacklogDrop",
					    "TcpExtTCPRcvQDrop", "TcpExtTCPReqQFullDrop"};
	uint64_t dropped = 0;
	for (size_t i = 0; i < sizeof names / sizeof *names; i++)
		dropped += grown_by(promises, 0, names[i]) + grown_by(promises, 1, names[i]);
	return (unsigned)dropped;
}

/* What was lost of the segments that the capture has is what the sniffer may call lost, and all of
 * it is among what it does not say to have arrived. What comes from the other end has arrived here.
 */
static bool check_losses(struct text *words, const struct promises *promises,
			 const struct scenario *scenario)
{
	static const char *const names[] = {"client", "server"};
	bool wrong = false;
	for (int side = 0; side < 2 && promises->losses_known; side++) {
		const bool here = is_captured_when_sent(scenario, side);
		const unsigned lost = here ? promises->lost[side] : 0;
		unsigned told = 0, open = 0;
		for (size_t i = 0; i < promises->observed->segment_count; i++) {
			const struct observed_segment *segment = &promises->observed->segments[i];
			told += (int)segment->from == side && segment->fate == FATE_LOST;
			open += (int)segment->from == side && segment->fate != FATE_ARRIVED;
		}
		if (told <= lost + (here ? dropped_by_kernel(promises) : 0) && open >= lost)
			continue;
		next(words);
		text_format(words,
			    "of the %s's segments %u are told to be lost and %u not to have "
			    "arrived; %u were lost",
			    names[side], told, open, lost);
		wrong = true;
	}
	return wrong;
}

/* Each segment that a kernel counts as sent again is captured, and called a repetition. */
static void check_repetitions(struct text *words, const struct promises *promises,
			      const struct scenario *scenario)
{
	static const char *const names[] = {"client", "server"};
	const label_set again =
	    label_bit(LABEL_RETRANSMISSION) | label_bit(LABEL_FAST_RETRANSMISSION) |
	    label_bit(LABEL_SPURIOUS_RETRANSMISSION) | label_bit(LABEL_OUT_OF_ORDER);
	const bool path = scenario_value(scenario, KEY_PATH) != NULL;
	const int place = path ? (int)scenario_path_capture(scenario) : 0;
	const uint64_t counted = grown_by(promises, place, "TcpRetransSegs");
	unsigned labelled = 0;
	for (size_t i = 0; i < promises->observed->segment_count; i++) {
		const struct observed_segment *segment = &promises->observed->segments[i];
		labelled += (!path || (int)segment->from == place) && (segment->labels & again);
	}
	if (!promises->losses_known || counted == labelled)
		return;
	next(words);
	text_format(words, "%u segments are labelled as sent again; the kernel%s%s counted %llu",
		    labelled, path ? " of the " : "", path ? names[place] : "",
		    (unsigned long long)counted);
}

bool promises_broken(struct text *words, const struct promises *promises,
		     const struct scenario *scenario)
{
	bool wrong = check_connections(words, promises->observed, scenario);
	check_labels(words, promises->observed, scenario);
	check_repetitions(words, promises, scenario);
	if (promises->points && promises->points->words.length > 0) {
		next(words);
		text_bytes(words, promises->points->words.bytes, promises->points->words.length);
	}
	if (*promises->missing) {
		next(words);
		text_format(words, "timed out waiting for %s", promises->missing);
		wrong = true;
	}
	wrong |= check_counters(words, promises, scenario);
	wrong |= check_losses(words, promises, scenario);
	return check_proof(words, promises, scenario) || wrong;
}
