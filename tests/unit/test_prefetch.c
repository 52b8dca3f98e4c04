/* SPDX-License-Identifier: MIT */
/* That looking prefetch changes nothing: each frame is decoded as if its turn had just come. */
#include "capture_file.h"
#include "prefetch.h"

struct fixture {
	struct folder folder;
	struct capture capture;
	struct packet hello;
	struct flow_table *table;
	bool many; /* connections: frames are looked at before their turn */
	bool filtered;
	uint32_t skipped; /* frames that the source was not asked for again */
};

static void add_flows(struct fixture *fixture, uint32_t count)
{
	struct segment first = {.source = {.version = 4}, .destination = {.version = 4}};
	struct err err;
	for (uint32_t i = 1; i <= count; i++) {
		first.source.port = (uint16_t)i;
		uint32_t hash = flow_table_hash(fixture->table, &first);
		assert_non_null(flow_table_add(fixture->table, &first, hash, true, &err));
	}
}

static int begin(void **state)
{
	struct fixture *fixture = calloc(1, sizeof *fixture);
	struct err err;
	if (!fixture)
		return -1;
	folder_make(&fixture->folder);
	fixture->hello = packet_of(LINK_ETHERNET, ETHERNET_HELLO);
	fixture->table = flow_table_new(PREFETCH_FLOWS + 1, &err);
	*state = fixture;
	return fixture->table ? 0 : -1;
}

static int begin_with_many(void **state)
{
	if (begin(state) != 0)
		return -1;
	struct fixture *fixture = *state;
	fixture->many = true;
	add_flows(fixture, PREFETCH_FLOWS + 1);
	return 0;
}

static int finish(void **state)
{
	struct fixture *fixture = *state;
	folder_remove(&fixture->folder);
	text_release(&fixture->capture.text);
	flow_table_free(fixture->table);
	free(fixture);
	return 0;
}

/* Frames that differ in their number of bytes, so that some are no segments. */
static void put_frames(struct fixture *fixture, uint32_t count)
{
	for (uint32_t i = 1; i <= count; i++)
		put_pcap_record(&fixture->capture, i, i, &fixture->hello,
				fixture->hello.length - i % 5 * 12);
}

static const struct frame *next_frame(struct prefetch *prefetch, struct source *source,
				      struct frame *room)
{
	struct err err;
	const struct frame *frame = prefetch_next(prefetch);
	if (frame)
		return frame;
	return source_next(source, room, &err) == SOURCE_FRAME ? room : NULL;
}

/* Returns the last frame that was looked at before its turn. */
static uint64_t expect_each_as_it_is(struct fixture *fixture, struct source *source, uint32_t count)
{
	struct prefetch prefetch;
	struct frame room;
	const struct frame *frame;
	uint32_t taken = 0;
	prefetch_init(&prefetch, source, fixture->table);
	for (; (frame = next_frame(&prefetch, source, &room)) != NULL; taken++) {
		struct segment segment;
		enum decode_result result = segment_decode(frame, &segment);
		const struct decoded_frame *decoded = prefetch_take(&prefetch, frame);
		assert_true(fixture->filtered || frame->number == taken + 1);
		fixture->skipped += frame != &room;
		assert_int_equal(decoded->result, result);
		assert_int_equal(decoded->segment.frame, frame->number);
		assert_int_equal(decoded->segment.time_ns, frame->time_ns);
		if (result != DECODE_SEGMENT)
			continue;
		assert_int_equal(decoded->hash, flow_table_hash(fixture->table, &segment));
		assert_ptr_equal(decoded->segment.payload, segment.payload);
		assert_int_equal(decoded->segment.payload_captured, segment.payload_captured);
	}
	assert_int_equal(taken, count);
	source_close(source);
	return prefetch.peeked;
}

static void decodes_what_a_plain_file_holds(void **state)
{
	struct fixture *fixture = *state;
	put_pcap_header(&fixture->capture, MAGIC_NANO, LINK_ETHERNET);
	put_frames(fixture, 5000);
	struct source *source = open_capture(&fixture->folder, &fixture->capture, NULL);
	uint64_t peeked = expect_each_as_it_is(fixture, source, 5000);
	assert_int_equal(peeked, fixture->many ? 5000 : 0);
	assert_int_equal(fixture->skipped > 4000, fixture->many);
}

static void decodes_what_libpcap_reads(void **state)
{
	struct fixture *fixture = *state;
	fixture->capture.swapped = true;
	put_pcap_header(&fixture->capture, MAGIC_MICRO, LINK_ETHERNET);
	put_frames(fixture, 50);
	expect_each_as_it_is(fixture, open_capture(&fixture->folder, &fixture->capture, NULL), 50);
}

/* What was seen prefetch may be rejected when its turn comes. */
static void leaves_out_what_the_filter_rejects(void **state)
{
	struct fixture *fixture = *state;
	struct packet other = fixture->hello;
	other.bytes[35] ^= 1; /* the source port's last bit */
	put_pcap_header(&fixture->capture, MAGIC_MICRO, LINK_ETHERNET);
	for (uint32_t i = 0; i < 60; i++)
		put_pcap_record(&fixture->capture, i, i, i % 3 ? &fixture->hello : &other,
				other.length);
	char filter[32];
	fixture->filtered = true;
	snprintf(filter, sizeof filter, "tcp src port %d", other.bytes[34] << 8 | other.bytes[35]);
	expect_each_as_it_is(fixture, open_capture(&fixture->folder, &fixture->capture, filter),
			     20);
}

int test_prefetch(void)
{
	const struct CMUnitTest tests[] = {
	    cmocka_unit_test_setup_teardown(decodes_what_a_plain_file_holds, begin, finish),
	    cmocka_unit_test_setup_teardown(decodes_what_a_plain_file_holds, begin_with_many,
					    finish),
	    cmocka_unit_test_setup_teardown(decodes_what_libpcap_reads, begin_with_many, finish),
	    cmocka_unit_test_setup_teardown(leaves_out_what_the_filter_rejects, begin_with_many,
					    finish),
	};
	return run_group(tests, NULL, NULL);
}
