/* SPDX-License-Identifier: MIT */
/* Connections and what they prove, with each shorter way beside the full one; see usage(). */
#include <inttypes.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "both_ways.h"
#include "conntrack.h"
#include "evidence.h"
#include "segments.h"

enum { CONNECTIONS = 1000 };

static int usage(void)
{
	fputs("usage: prediction_check random SEED COUNT\n"
	      "       prediction_check frames SEED COUNT\n"
	      "       prediction_check captures FILE...\n\n"
	      "Fails where a shorter way leaves another state than the full one.\n",
	      stderr);
	return 2;
}

static void need(bool done, const struct err *err)
{
	if (done)
		return;
	fprintf(stderr, "prediction_check: %s\n", err->text);
	exit(EXIT_FAILURE);
}

struct tables {
	struct conntrack *conntrack;
	struct evidence *evidence;
	struct notes *notes; /* of the first pass, in the second */
	int64_t now_ns;
};

static void ended(struct flow *flow, void *context)
{
	struct tables *tables = context;
	evidence_connection(tables->evidence, conntrack_index(tables->conntrack, flow), flow,
			    tables->now_ns);
}

static bool counts(uint64_t frame, void *context)
{
	const struct tables *tables = context;
	return tables->notes && evidence_counts(tables->notes, frame);
}

/* As capture/pass.c does. */
static uint64_t pass(struct segments *segments, enum evidence_pass kind, struct notes *notes)
{
	struct err err;
	struct tables tables = {.notes = kind == EVIDENCE_SECOND ? notes : NULL};
	const struct conntrack_options options = {
	    .max_connections = CONNECTIONS,
	    .counts = counts,
	    .ended = ended,
	    .context = &tables,
	};
	const struct evidence_options proven = {
	    .pass = kind, .max_connections = CONNECTIONS, .notes = notes, .brief = true};
	tables.conntrack = conntrack_new(&options, &err);
	need(tables.conntrack, &err);
	tables.evidence = evidence_new(&proven, &err);
	need(tables.evidence, &err);
	struct segment segment;
	uint64_t count = 0;
	segments->begin(segments);
	for (; segments->next(segments, &segment); count++) {
		uint32_t hash = flow_table_hash(conntrack_table(tables.conntrack), &segment);
		struct step step;
		struct evidence_step shown;
		struct flow *flow =
		    conntrack_segment(tables.conntrack, &segment, hash, &step, &err);
		need(flow, &err);
		tables.now_ns = segment.time_ns;
		if (step.released && kind == EVIDENCE_FIRST)
			evidence_note_counts(notes, &step, segment.frame);
		evidence_segment(tables.evidence, conntrack_index(tables.conntrack, flow), flow,
				 &segment, &step, &shown);
	}
	conntrack_end(tables.conntrack);
	if (kind == EVIDENCE_FIRST)
		evidence_end(tables.evidence);
	evidence_free(tables.evidence);
	conntrack_free(tables.conntrack);
	return count;
}

/* Live, and as a file, which is read twice. */
static uint64_t play(struct segments *segments)
{
	struct notes *notes = notes_new(NOTES_BYTES_MAX);
	if (!notes)
		exit(EXIT_FAILURE);
	uint64_t count = pass(segments, EVIDENCE_LIVE, NULL);
	pass(segments, EVIDENCE_FIRST, notes);
	notes_seal(notes);
	pass(segments, EVIDENCE_SECOND, notes);
	notes_free(notes);
	return count;
}

/* Of random segments a tenth at least takes each: else it is not the shorter ways that were tried.
 */
static int report(uint64_t count, uint64_t least)
{
	printf("%" PRIu64 " segments three times; shorter ways: %" PRIu64 " steps, %" PRIu64
	       " described, %" PRIu64 " ends\n",
	       count, both_ways.steps, both_ways.described, both_ways.ends);
	return both_ways.steps < least || both_ways.described < least || both_ways.ends < least
		   ? EXIT_FAILURE
		   : EXIT_SUCCESS;
}

static int report_frames(uint64_t count)
{
	printf("%" PRIu64 " frames; shorter ways: %" PRIu64 "\n", count, both_ways.frames);
	return both_ways.frames < count / 10 ? EXIT_FAILURE : EXIT_SUCCESS;
}

int main(int argc, char **argv)
{
	uint64_t count = 0;
	if (argc == 4 && strcmp(argv[1], "random") == 0) {
		struct segments *segments =
		    random_segments_new(strtoull(argv[2], NULL, 10), strtoull(argv[3], NULL, 10));
		count = play(segments);
		segments->end(segments);
	} else if (argc == 4 && strcmp(argv[1], "frames") == 0) {
		return report_frames(
		    random_frames(strtoull(argv[2], NULL, 10), strtoull(argv[3], NULL, 10)));
	} else if (argc > 2 && strcmp(argv[1], "captures") == 0) {
		for (int i = 2; i < argc; i++) {
			struct segments *segments = captured_segments_new(argv[i]);
			count += play(segments);
			segments->end(segments);
		}
	} else {
		return usage();
	}
	return report(count, argv[1][0] == 'r' ? 3 * count / 10 : 1);
}
