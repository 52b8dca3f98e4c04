/* SPDX-License-Identifier: MIT */
/* Whole streams of segments whose numbers jump, through the flow table and the tracker.
 *
 * Input: 8 bytes a segment: whose it is and how its numbers come about; flags; payload length and
 * window (in powers of two); time since the last one; then what is added to the numbers (4 bytes,
 * little-endian). What must hold: the gaps are as gaps.h says, they lie before the highest number
 * and within the largest window behind it, and no side has more bytes than it sent. */
#include "conntrack.h"
#include "flow_extra.h"
#include "gaps_hold.h"
#include "seq.h"

enum { CONNECTIONS = 4, FLOWS = 3, PAYLOAD_MAX = (1 << 15) - 1, SENT_MAX = 4096 };

static const struct endpoint client = {.version = 4, .port = 40000, .address = {127, 0, 0, 1}};
static const struct endpoint server = {.version = 4, .port = 8079, .address = {127, 0, 0, 1}};

/* Of each pair of ends, also when the flow table has let it go. */
struct stream {
	uint32_t seq[2];
};

/* What the sides of each flow sent, by its number: two between the same ends may be spoken in by
 * turns, while the newer one is not answered. */
struct sent {
	uint32_t flow;
	uint64_t bytes[2];
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

static uint64_t *sent_in(struct sent *sents, uint32_t flow)
{
	struct sent *sent = &sents[flow % SENT_MAX];
	if (sent->flow != flow)
		*sent = (struct sent){.flow = flow};
	return sent->bytes;
}

/* Where ports are used again, the data of a SYN that was said in the other flow may count, too. */
static void check_side(const struct flow *flow, enum side side, uint64_t sent)
{
	const struct flow_side *of = flow_side_const(flow, side);
	if (flow->flags & FLOW_REUSED_PORTS)
		sent += PAYLOAD_MAX;
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
	struct sent sents[SENT_MAX] = {0};
	struct input input = {bytes, length};
	struct err err;
	const struct conntrack_options options = {.max_connections = FLOWS};
	struct conntrack *conntrack = conntrack_new(&options, &err);
	int64_t now_ns = 0;
	CHECK(conntrack);
	while (input.left > 0) {
		unsigned index;
		struct segment segment = next_segment(&input, streams, &index);
		struct step step;
		if (now_ns > INT64_MAX - segment.time_ns)
			break;
		now_ns = segment.time_ns += now_ns;
		uint32_t hash = flow_table_hash(conntrack_table(conntrack), &segment);
		struct flow *flow = conntrack_segment(conntrack, &segment, hash, &step, &err);
		CHECK(flow);
		uint64_t *sent = sent_in(sents, flow->number);
		sent[step.from] += segment.payload_length;
		check_side(flow, SIDE_CLIENT, sent[SIDE_CLIENT]);
		check_side(flow, SIDE_SERVER, sent[flow_is_self(flow) ? SIDE_CLIENT : SIDE_SERVER]);
	}
	conntrack_free(conntrack);
	return 0;
}
