// SPDX-License-Identifier: MIT
#include <stdlib.h>
#include <string.h>

#include "path.h"

enum { HOLD_MS = 400, FLIPPED_BIT = 0x10 };

static struct timespec now(void)
{
	struct timespec time;
	clock_gettime(CLOCK_REALTIME, &time);
	return time;
}

static void record_rule(struct path *path, const struct frame *frame, const struct rule *rule)
{
	const struct timespec time = now();
	record_begin(&path->record, "rule", &time);
	fprintf(path->record.log,
		",\"frame\":%u,\"hop\":%u,\"action\":\"%s\",\"numbers\":[%ld,%ld]", frame->number,
		frame->hop + 1, action_name(rule->action), rule->numbers[0], rule->numbers[1]);
	record_end(&path->record);
}

/* A second copy comes to the same hop. */
static void duplicate(struct path *path, const struct frame *frame, const struct rule *rule)
{
	struct frame *copy = carry_copy(frame);
	if (!copy)
		return;
	copy->copy++;
	copy->untouched = true;
	carry_enter(path, copy, rule->numbers[0]);
}

/* The checksum is the frame's own from here on, and not left to an interface. */
static void fill_in_checksum(struct frame *frame)
{
	if (!(frame->offload.flags & VIRTIO_NET_HDR_F_NEEDS_CSUM))
		return;
	segment_mend(&frame->segment, frame->bytes);
	frame->offload = (struct virtio_net_hdr){0};
}

/* The last byte of the packet is payload, or an option, or the urgent pointer. */
static void flip(struct frame *frame)
{
	fill_in_checksum(frame);
	frame->bytes[frame->segment.end - 1] ^= FLIPPED_BIT;
}

static void strip(struct frame *frame, const struct rule *rule)
{
	segment_strip(&frame->segment, frame->bytes, (unsigned)rule->numbers[0]);
	if (!(frame->offload.flags & VIRTIO_NET_HDR_F_NEEDS_CSUM))
		segment_mend(&frame->segment, frame->bytes);
	segment_read(&frame->segment, frame->bytes, frame->length);
}

/* What the frame's receiver would take for the sender's next, NUMBER behind it or before. */
static void inject(struct path *path, const struct frame *frame, const struct rule *rule)
{
	const bool reset = rule->action == ACTION_INJECT_RST;
	const struct timespec time = now();
	const uint32_t exact = frame->segment.sequence + segment_span(&frame->segment);
	struct frame *made = carry_copy(frame);
	if (!made)
		return;
	made->length = segment_make(&made->segment, made->bytes, reset ? FLAG_RST : FLAG_SYN,
				    exact + (uint32_t)rule->numbers[0]);
	made->offload = (struct virtio_net_hdr){0};
	made->untouched = true;
	made->number = ++path->frames;
	segment_read(&made->segment, made->bytes, made->length);
	record_begin(&path->record, "injected", &time);
	fprintf(path->record.log,
		",\"frame\":%u,\"behind\":%u,\"hop\":%u,\"from\":\"%s\",\"offset\":%ld",
		made->number, frame->number, frame->hop + 1, path_side_name(frame->from),
		rule->numbers[0]);
	record_segment(&path->record, &made->segment);
	record_end(&path->record);
	carry_enter(path, made, rule->numbers[1]);
}

static bool applies(const struct rule *rule, const struct frame *frame)
{
	const unsigned ordinal = frame->ordinals[rule->kind];
	return rule->from == frame->from && rule->hop == frame->hop && !frame->untouched &&
	       ordinal >= rule->first && ordinal <= rule->last;
}

/* Returns how much longer than the hop takes the frame is kept, in milliseconds; negative: it is
 * lost. */
static int64_t apply(struct path *path, struct frame *frame, const struct rule *rule)
{
	switch (rule->action) {
	case ACTION_LOSE:
		return -1;
	case ACTION_DUPLICATE:
		duplicate(path, frame, rule);
		return 0;
	case ACTION_DELAY:
		return rule->numbers[0];
	case ACTION_HOLD:
		frame->held = true;
		frame->wait_for = (unsigned)rule->numbers[0];
		return rule->numbers[1] > 0 ? rule->numbers[1] : HOLD_MS;
	case ACTION_FLIP:
		flip(frame);
		return 0;
	case ACTION_STRIP:
		strip(frame, rule);
		return 0;
	case ACTION_INJECT_RST:
	case ACTION_INJECT_SYN:
		inject(path, frame, rule);
		return 0;
	}
	return 0;
}

void rules_apply(struct path *path, struct frame *frame)
{
	int64_t more_ms = 0;
	for (size_t i = 0; i < path->plan.rules_count; i++) {
		const struct rule *rule = &path->plan.rules[i];
		if (!applies(rule, frame))
			continue;
		record_rule(path, frame, rule);
		int64_t kept_ms = apply(path, frame, rule);
		if (kept_ms < 0) {
			path->lost[frame->from]++;
			free(frame);
			return;
		}
		more_ms += kept_ms;
	}
	carry_enter(path, frame, more_ms);
}
