/* SPDX-License-Identifier: MIT */
/* Whole streams of segments whose numbers jump, through the flow table and the tracker.
 *
 * Input: 8 bytes a segment: whose it is and how its numbers come about; flags; payload length and
 * window (in powers of two); time since the last one; then what is added to the numbers (4 bytes,
 * little-endian). What must hold: the gaps are as gaps.h says, they lie before the highest number
 * and within the largest window behind it, and no side has more bytes than it sent. */
#include "flow_extra.h"
#include "flow_table.h"
#include "gaps_hold.h"
#include "tracker.h"

enum { CONNECTIONS = 4, FLOWS = 3 };

static const struct endpoint client = {.version = 4, .port = 40000, .address = {127, 0, 0, 1}};
static const struct endpoint server = {.version = 4, .port = 8079, .address = {127, 0, 0, 1}};

/* Of each connection, also when the flow table has let it go; a side's payload counts from its
 * flow's beginning. */
struct stream {
	uint32_t flow; /* its number */
	uint32_t seq[2];
	uint64_t sent[2];
};

int LLVMFuzzerInitialize(int *argc, char ***argv)
{
	(void)argc;
	(void)argv;
	return 0;
}

static uint32_t jump(uint32_t from, unsigned how, uint32_t by)
{
	static const uint32_t jumps[] = {
	    0, 1, UINT32_MAX, 1 << 30, UINT32_C(3) << 30, UINT32_C(1) << 31};
	size_t count = sizeof jumps / sizeof jumps[0];
	if (how < count)
		return from + jumps[how] + (by & 0xff);
	return how == count ? from + (by & 0xffff) : from - (by & 0xffff);
}

static struct segment next_segment(struct input *input, struct stream *streams, unsigned *stream)
{
	unsigned how = input_byte(input);
	unsigned flags = input_byte(input);
	unsigned shape = input_byte(input);
	unsigned wait = input_byte(input);
	uint32_t by = 0;
	for (int byte = 0; byte < 4; byte++)
		by |= (uint32_t)input_byte(input) << 8 * byte;
	*stream = how % CONNECTIONS;
	unsigned from = how >> 2 & 1;
	struct stream *of = &streams[*stream];
	static const uint8_t no_options[1];
	struct segment segment = {
	    .options = no_options,
	    .source = from && *stream > 0 ? server : client,
	    .destination = from || *stream == 0 ? client : server, /* 0: to itself */
	    .flags = (uint16_t)(flags & 0x3f),
	    .payload_length = shape & 0x0f ? (UINT32_C(1) << (shape & 0x0f)) - 1 : 0,
	    .window = (uint16_t)(shape >> 4 ? (1 << (shape >> 4)) : 0),
	    .time_ns = wait < 64 ? INT64_C(1) << wait % 63 : 0,
	};
	segment.seq = flags & 0x40 ? by : jump(of->seq[from], how >> 3 & 7, by);
	segment.ack = flags & 0x80 ? by : jump(of->seq[!from], how >> 5, by >> 16);
	if (!(segment.flags & TCP_FLAG_ACK))
		segment.ack = 0;
	of->seq[from] = segment.seq + segment_sequence_length(&segment);
	segment.source.address[3] = segment.destination.address[3] = (uint8_t)(1 + *stream);
	return segment;
}

static struct flow *flow_of(struct flow_table *table, const struct segment *segment)
{
	struct err err;
	bool evicted;
	uint32_t hash = flow_table_hash(table, segment);
	struct flow *flow = flow_table_find(table, segment, hash);
	if (flow && !tracker_begins_anew(flow, segment))
		return flow;
	bool reused = flow != NULL;
	if (flow)
		flow_table_remove(table, flow);
	while ((flow = flow_table_due(table, segment->time_ns, true, &evicted)) != NULL)
		flow_table_remove(table, flow);
	flow = flow_table_add(table, segment, hash, tracker_client_is_source(segment), &err);
	CHECK(flow);
	tracker_begin(flow, segment, reused);
	return flow;
}

static void check_side(const struct flow *flow, enum side side, uint64_t sent)
{
	const struct flow_side *of = flow_side_const(flow, side);
	CHECK(of->bytes <= sent);
	if (!flow->extra)
		return;
	const struct gaps *gaps = &flow->extra->side[of - flow->side].gaps;
	check_gaps(gaps);
	if (gaps->count == 0)
		return;
	CHECK(of->next - gaps->gap[0].left <= SEQ_WINDOW_MAX);
	CHECK(of->next - gaps->gap[gaps->count - 1].right < of->next - gaps->gap[0].left);
}

int LLVMFuzzerTestOneInput(const uint8_t *bytes, size_t length)
{
	struct stream streams[CONNECTIONS] = {0};
	struct input input = {bytes, length};
	struct err err;
	struct flow_table *table = flow_table_new(FLOWS, &err);
	int64_t now_ns = 0;
	CHECK(table);
	while (input.left > 0) {
		unsigned index;
		struct segment segment = next_segment(&input, streams, &index);
		struct stream *stream = &streams[index];
		struct step step;
		if (now_ns > INT64_MAX - segment.time_ns)
			break;
		now_ns = segment.time_ns += now_ns;
		struct flow *flow = flow_of(table, &segment);
		if (stream->flow != flow->number)
			stream->sent[0] = stream->sent[1] = 0;
		stream->flow = flow->number;
		tracker_step(flow, &segment, &step);
		flow_table_touch(table, flow, flow->flags & (FLOW_CLOSED | FLOW_RESET));
		stream->sent[step.from] += segment.payload_length;
		check_side(flow, SIDE_CLIENT, stream->sent[SIDE_CLIENT]);
		check_side(flow, SIDE_SERVER,
			   stream->sent[flow_is_self(flow) ? SIDE_CLIENT : SIDE_SERVER]);
	}
	flow_table_free(table);
	return 0;
}
