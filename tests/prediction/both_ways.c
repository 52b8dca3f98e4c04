/* SPDX-License-Identifier: MIT */
#include "both_ways.h"

#include <inttypes.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "ends_walk.h"
#include "flow_extra.h"
#include "held.h"
#include "layers.h"
#include "prediction.h"

struct both_ways both_ways;

static bool fully; /* no shorter way is taken */
static bool taken; /* one was */

#define REAL(function) __real_##function
#define WRAP(function) __wrap_##function

bool REAL(prediction_step)(struct flow *flow, enum side from, const struct segment *segment,
			   struct step *step);
bool WRAP(prediction_step)(struct flow *flow, enum side from, const struct segment *segment,
			   struct step *step);
bool REAL(prediction_describes_nothing)(const struct flow *flow, const struct segment *segment,
					const struct step *step);
bool WRAP(prediction_describes_nothing)(const struct flow *flow, const struct segment *segment,
					const struct step *step);
void REAL(tracker_step)(struct flow *flow, const struct segment *segment, struct step *step);
void WRAP(tracker_step)(struct flow *flow, const struct segment *segment, struct step *step);
void REAL(tracker_describe)(struct flow *flow, const struct segment *segment,
			    const struct step *step);
void WRAP(tracker_describe)(struct flow *flow, const struct segment *segment,
			    const struct step *step);
bool REAL(ends_predict)(struct ends_walk *walk);
bool WRAP(ends_predict)(struct ends_walk *walk);
void REAL(ends_step)(struct ends *ends, const struct ends_input *input, bool self,
		     struct ends_step *step);
void WRAP(ends_step)(struct ends *ends, const struct ends_input *input, bool self,
		     struct ends_step *step);
void REAL(ends_survey)(struct ends *ends, const struct ends_input *input, bool self,
		       struct ends_step *noted);
void WRAP(ends_survey)(struct ends *ends, const struct ends_input *input, bool self,
		       struct ends_step *noted);
void REAL(ends_second_pass)(struct ends *ends, const struct ends_input *input, bool self,
			    const struct ends_note *notes, size_t count, struct ends_step *step);
void WRAP(ends_second_pass)(struct ends *ends, const struct ends_input *input, bool self,
			    const struct ends_note *notes, size_t count, struct ends_step *step);

bool REAL(decode_usual)(const struct frame *frame, uint32_t captured, struct segment *segment);
bool WRAP(decode_usual)(const struct frame *frame, uint32_t captured, struct segment *segment);
enum decode_result REAL(segment_decode)(const struct frame *frame, struct segment *segment);
enum decode_result WRAP(segment_decode)(const struct frame *frame, struct segment *segment);

/* As bytes: both are copies of the same ones, with their padding. */
static bool is_same(const void *one, const void *other, size_t size)
{
	return memcmp(one, other, size) == 0;
}

/* SAME: what both ways left. */
static void check(bool same, const char *what, uint64_t frame)
{
	if (same)
		return;
	fprintf(stderr,
		"prediction_check: the shorter way leaves another %s at frame %" PRIu64 "\n", what,
		frame);
	exit(EXIT_FAILURE);
}

bool WRAP(decode_usual)(const struct frame *frame, uint32_t captured, struct segment *segment)
{
	return taken = !fully && REAL(decode_usual)(frame, captured, segment);
}

/* Both are filled over the same bytes, which padding keeps. */
enum decode_result WRAP(segment_decode)(const struct frame *frame, struct segment *segment)
{
	struct segment full;
	memset(segment, 0x5a, sizeof *segment);
	memset(&full, 0x5a, sizeof full);
	taken = false;
	enum decode_result result = REAL(segment_decode)(frame, segment);
	if (!taken)
		return result;
	fully = true;
	bool same = REAL(segment_decode)(frame, &full) == result;
	fully = false;
	check(same && is_same(&full, segment, sizeof full), "segment", frame->number);
	both_ways.frames++;
	return result;
}

/* Of one flow, which owns its extra. */
struct flow_copy {
	struct flow flow;
	struct flow_extra *extra;
};

static void copy_flow(struct flow_copy *copy, const struct flow *flow)
{
	memcpy(&copy->flow, flow, sizeof copy->flow);
	copy->extra = NULL;
	if (!flow->extra)
		return;
	copy->flow.extra = copy->extra = malloc(sizeof *copy->extra);
	if (!copy->extra)
		exit(EXIT_FAILURE);
	memcpy(copy->extra, flow->extra, sizeof *copy->extra);
	if (!flow->extra->held)
		return;
	copy->extra->held = malloc(sizeof *copy->extra->held);
	if (!copy->extra->held)
		exit(EXIT_FAILURE);
	memcpy(copy->extra->held, flow->extra->held, sizeof *copy->extra->held);
}

static bool is_same_flow(const struct flow_copy *copy, const struct flow *flow)
{
	struct flow one, other;
	memcpy(&one, &copy->flow, sizeof one);
	memcpy(&other, flow, sizeof other);
	one.extra = other.extra = NULL;
	if (!is_same(&one, &other, sizeof one) || !copy->flow.extra != !flow->extra)
		return false;
	if (!flow->extra)
		return true;
	struct held *held = copy->flow.extra->held, *of_flow = flow->extra->held;
	copy->flow.extra->held = of_flow;
	bool same = is_same(copy->flow.extra, flow->extra, sizeof *flow->extra);
	copy->flow.extra->held = held;
	return same && !held == !of_flow &&
	       (!held || is_same(held->waits, of_flow->waits, sizeof held->waits));
}

static bool is_same_step(const struct step *one, const struct step *other)
{
	return one->from == other->from && one->relative_seq == other->relative_seq &&
	       one->relative_ack == other->relative_ack && one->labels == other->labels &&
	       one->first == other->first && one->established == other->established &&
	       one->ended == other->ended && one->facts == other->facts &&
	       one->before == other->before && one->verdict == other->verdict;
}

bool WRAP(prediction_step)(struct flow *flow, enum side from, const struct segment *segment,
			   struct step *step)
{
	struct flow before;
	memcpy(&before, flow, sizeof before);
	if (fully)
		return false;
	taken = REAL(prediction_step)(flow, from, segment, step);
	check(taken || is_same(&before, flow, sizeof before), "flow, though it is not taken,",
	      segment->frame);
	return taken;
}

void WRAP(tracker_step)(struct flow *flow, const struct segment *segment, struct step *step)
{
	struct flow_copy copy;
	struct step full;
	copy_flow(&copy, flow);
	taken = false;
	REAL(tracker_step)(flow, segment, step);
	if (taken) {
		fully = true;
		REAL(tracker_step)(&copy.flow, segment, &full);
		fully = false;
		check(is_same_flow(&copy, flow), "flow", segment->frame);
		check(is_same_step(&full, step), "step", segment->frame);
		both_ways.steps++;
	}
	flow_extra_free(copy.extra);
}

bool WRAP(prediction_describes_nothing)(const struct flow *flow, const struct segment *segment,
					const struct step *step)
{
	return taken = !fully && REAL(prediction_describes_nothing)(flow, segment, step);
}

void WRAP(tracker_describe)(struct flow *flow, const struct segment *segment,
			    const struct step *step)
{
	struct flow_copy copy;
	copy_flow(&copy, flow);
	REAL(tracker_describe)(flow, segment, step);
	if (taken) {
		fully = true;
		REAL(tracker_describe)(&copy.flow, segment, step);
		fully = false;
		check(is_same_flow(&copy, flow), "description", segment->frame);
		both_ways.described++;
	}
	flow_extra_free(copy.extra);
}

bool WRAP(ends_predict)(struct ends_walk *walk)
{
	struct ends before;
	memcpy(&before, walk->ends, sizeof before);
	if (fully)
		return false;
	taken = REAL(ends_predict)(walk);
	check(taken || is_same(&before, walk->ends, sizeof before),
	      "pair of ends, though it is not taken,", walk->input->frame);
	return taken;
}

static bool is_same_shown(const struct ends_shown one[2], const struct ends_shown other[2])
{
	return is_same(one, other, 2 * sizeof one[0]);
}

/* SHOWN: in a first pass nothing is. */
static bool is_same_ends_step(const struct ends_step *one, const struct ends_step *other,
			      bool shown)
{
	return is_same_shown(one->before, other->before) &&
	       (!shown || is_same_shown(one->shown, other->shown)) &&
	       one->correction.frame == other->correction.frame &&
	       one->correction.end == other->correction.end &&
	       one->correction.was == other->correction.was &&
	       one->correction.state == other->correction.state && one->move_count == 0 &&
	       other->move_count == 0 && one->note_count == 0 && other->note_count == 0;
}

static void compare_ends(const struct ends *one, const struct ends *other,
			 const struct ends_step *step, const struct ends_step *full, bool shown,
			 uint64_t frame)
{
	check(is_same(one, other, sizeof *one), "pair of ends", frame);
	check(is_same_ends_step(step, full, shown), "step of the ends", frame);
	both_ways.ends++;
}

/* Calls the real FUNCTION of ends.h, which leaves STEP, on ENDS, and where it took its shorter way,
 * on a copy; `...`: what stands before the step. */
#define BOTH(function, shown, ...)                                                                 \
	do {                                                                                       \
		struct ends copy, *const own = ends;                                               \
		struct ends_step full;                                                             \
		memcpy(&copy, ends, sizeof copy);                                                  \
		taken = false;                                                                     \
		REAL(function)(ends, __VA_ARGS__, step);                                           \
		if (!taken)                                                                        \
			break;                                                                     \
		fully = true;                                                                      \
		REAL(function)(&copy, __VA_ARGS__, &full);                                         \
		fully = false;                                                                     \
		compare_ends(own, &copy, step, &full, shown, input->frame);                        \
	} while (0)

void WRAP(ends_step)(struct ends *ends, const struct ends_input *input, bool self,
		     struct ends_step *step)
{
	BOTH(ends_step, true, input, self);
}

void WRAP(ends_survey)(struct ends *ends, const struct ends_input *input, bool self,
		       struct ends_step *step)
{
	BOTH(ends_survey, false, input, self);
}

void WRAP(ends_second_pass)(struct ends *ends, const struct ends_input *input, bool self,
			    const struct ends_note *notes, size_t count, struct ends_step *step)
{
	BOTH(ends_second_pass, true, input, self, notes, count);
}
