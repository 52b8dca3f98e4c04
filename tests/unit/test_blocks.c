/* SPDX-License-Identifier: MIT */
/* The interface of each packet of a pcapng file. */
#include <pthread.h>
#include <signal.h>

#include "blocks.h"
#include "capture_file.h"

static void put_packet(struct capture_fixture *fixture, uint32_t interface)
{
	put_pcapng_packet_of(&fixture->capture, interface, 1, &fixture->hello);
}

/* As source_next(); waits for what the writer of a pipe has still to write. */
static enum source_status next_frame(struct source *source, struct frame *frame, struct err *err)
{
	sigset_t none;
	enum source_status status;
	sigemptyset(&none);
	while ((status = source_next(source, frame, err)) == SOURCE_IDLE)
		assert_true(source_wait(source, &none, err));
	return status;
}

/* What the source says of the COUNT packets of the file that was put, and when it is begun again
 * the same: a letter for each interface, by its first packet. */
static void expect_interfaces(struct capture_fixture *fixture, const char *path,
			      const char *expected)
{
	struct source *source = path ? read_file(path, NULL, &fixture->err)
				     : open_capture(&fixture->folder, &fixture->capture, NULL);
	uint32_t known[8], letters = 0;
	char told[16];
	assert_string_equal(fixture->err.text, "");
	for (int pass = 1; pass <= 2; pass++) {
		struct frame frame;
		enum source_status status;
		size_t count = 0;
		while ((status = next_frame(source, &frame, &fixture->err)) == SOURCE_FRAME) {
			uint32_t letter = 0;
			while (letter < letters && known[letter] != frame.interface)
				letter++;
			if (letter == letters)
				known[letters++] = frame.interface;
			assert_true(letters < COUNT_OF(known) && count + 1 < sizeof told);
			told[count++] = (char)(frame.interface ? 'a' + (int)letter : '-');
		}
		told[count] = '\0';
		assert_int_equal(status, SOURCE_END);
		assert_string_equal(told, expected);
		if (!source_can_rewind(source))
			break;
		assert_true(source_rewind(source, &fixture->err));
	}
	source_close(source);
}

struct piped {
	int from, fd; /* the reading end, and the writing one, which the writer closes */
	char path[32];
	pthread_t writer;
	const struct capture *capture;
};

/* Two interfaces, which a section counts anew; between them what is no packet. */
static void put_sections(struct capture_fixture *fixture)
{
	for (int section = 0; section < 2; section++) {
		put_pcapng_header(&fixture->capture);
		put_pcapng_interface(&fixture->capture);
		put_packet(fixture, 0);
		put_packet(fixture, 1);
		put_pcapng_block(&fixture->capture, 5, "statistics..", 12);
		put_packet(fixture, 1);
		put_packet(fixture, 0);
	}
}

static void tells_the_interfaces_of_a_file(void **state)
{
	struct capture_fixture *fixture = *state;
	for (int swapped = 0; swapped <= 1; swapped++) {
		fixture->capture.swapped = swapped;
		put_sections(fixture);
		expect_interfaces(fixture, NULL, "abbacddc");
		text_clear(&fixture->capture.text);
	}
	put_pcap_header(&fixture->capture, MAGIC_MICRO, LINK_ETHERNET);
	put_pcap_record(&fixture->capture, 1, 0, &fixture->hello, fixture->hello.length);
	expect_interfaces(fixture, NULL, "-");
}

/* A writer that fills the pipe as the reader takes from it. */
static void *send_capture(void *context)
{
	const struct piped *piped = context;
	const struct text *text = &piped->capture->text;
	for (size_t sent = 0; sent < text->length;) {
		ssize_t got = write(piped->fd, text->bytes + sent, text->length - sent);
		if (got < 0)
			break; /* then the packets are missing */
		sent += (size_t)got;
	}
	close(piped->fd);
	return NULL;
}

/* The capture comes by piped->path, until end_pipe(). */
static void begin_pipe(struct piped *piped, struct capture_fixture *fixture)
{
	int ends[2];
	assert_int_equal(pipe(ends), 0);
	*piped = (struct piped){.from = ends[0], .fd = ends[1], .capture = &fixture->capture};
	snprintf(piped->path, sizeof piped->path, "/dev/fd/%d", ends[0]);
	assert_int_equal(pthread_create(&piped->writer, NULL, send_capture, piped), 0);
}

static void end_pipe(struct piped *piped)
{
	pthread_join(piped->writer, NULL);
	close(piped->from);
}

static void expect_interfaces_of_pipe(struct capture_fixture *fixture, const char *expected)
{
	struct piped piped;
	begin_pipe(&piped, fixture);
	expect_interfaces(fixture, piped.path, expected);
	end_pipe(&piped);
}

static void tells_the_interfaces_of_a_pipe(void **state)
{
	struct capture_fixture *fixture = *state;
	for (int swapped = 0; swapped <= 1; swapped++) {
		fixture->capture.swapped = swapped;
		put_sections(fixture);
		expect_interfaces_of_pipe(fixture, "abbacddc");
		text_clear(&fixture->capture.text);
	}
	folder_write(&fixture->folder, "", 0);
}

/* More than is ever gathered of a pipe: before the first packet and between two. */
static void a_giant_block_changes_no_interface(void **state)
{
	enum { GIANT = 3 * 512 * 1024 };
	struct capture_fixture *fixture = *state;
	char *giant = calloc(1, GIANT);
	assert_non_null(giant);
	for (int swapped = 0; swapped <= 1; swapped++) {
		fixture->capture.swapped = swapped;
		put_pcapng_header(&fixture->capture);
		put_pcapng_interface(&fixture->capture);
		put_pcapng_block(&fixture->capture, 0x0bad, giant, GIANT);
		put_packet(fixture, 0);
		put_packet(fixture, 1);
		put_pcapng_block(&fixture->capture, 0x0bad, giant, GIANT);
		put_pcapng_block(&fixture->capture, 0x0bad, giant, 4);
		put_packet(fixture, 1);
		put_packet(fixture, 0);
		expect_interfaces(fixture, NULL, "abba");
		expect_interfaces_of_pipe(fixture, "abba");
		text_clear(&fixture->capture.text);
	}
	free(giant);
}

/* A block larger than what is read at once, and the oldest kinds of packets. */
static void passes_what_it_does_not_look_at(void **state)
{
	struct capture_fixture *fixture = *state;
	static const char large[100000];
	struct capture body = {0};
	put_pcapng_header(&fixture->capture);
	put_pcapng_interface(&fixture->capture);
	put_packet(fixture, 1);
	put_pcapng_block(&fixture->capture, 0x0bad, large, sizeof large);
	put32(&body, fixture->hello.length);
	text_bytes(&body.text, fixture->hello.bytes, fixture->hello.length);
	put_pcapng_block(&fixture->capture, 3, body.text.bytes, (uint32_t)body.text.length);
	text_clear(&body.text);
	put16(&body, 1);
	put16(&body, 0);
	put32(&body, 0);
	put32(&body, 1);
	put32(&body, fixture->hello.length);
	put32(&body, fixture->hello.length);
	text_bytes(&body.text, fixture->hello.bytes, fixture->hello.length);
	put_pcapng_block(&fixture->capture, 2, body.text.bytes, (uint32_t)body.text.length);
	text_release(&body.text);
	put_packet(fixture, 0);
	expect_interfaces(fixture, NULL, "abab");
}

/* One look at a block that cannot be, and nothing is told of what follows. */
static void what_cannot_be_ends_it(void **state)
{
	(void)state;
	static const struct {
		uint32_t words[3]; /* type, length, the first of the body */
		size_t available;
		enum block_kind kind;
	} rows[] = {
	    {{6, 32, 7}, 12, BLOCK_PACKET},
	    {{6, 12, 7}, 12, BLOCK_PACKET},
	    {{0x0bad, UINT32_MAX - 3, 0}, 12, BLOCK_OTHER},
	    {{0x0a0d0d0a, 28, 0x1a2b3c4d}, 12, BLOCK_OTHER},
	    {{6, 32, 7}, 11, BLOCK_NONE},
	    {{6, 32, 7}, 0, BLOCK_NONE},
	    {{6, 0, 7}, 12, BLOCK_NONE},
	    {{6, 8, 7}, 12, BLOCK_NONE},
	    {{6, 33, 7}, 12, BLOCK_NONE},
	    {{0x0bad, 4, 0}, 12, BLOCK_NONE},
	    {{0x0a0d0d0a, 28, 0x1a2b3c4e}, 12, BLOCK_NONE},
	};
	static const uint32_t good[] = {6, 32, 0};
	for (size_t i = 0; i < COUNT_OF(rows); i++) {
		struct blocks blocks = {0};
		uint32_t length = 0;
		uint8_t *bytes = exact_copy(rows[i].words, rows[i].available);
		enum block_kind kind = blocks_look(&blocks, bytes, rows[i].available, &length);
		free(bytes);
		assert_int_equal(kind, rows[i].kind);
		if (kind != BLOCK_NONE)
			assert_int_equal(length, rows[i].words[1]);
		kind = blocks_look(&blocks, (const uint8_t *)good, sizeof good, &length);
		assert_int_equal(kind, rows[i].kind == BLOCK_NONE ? BLOCK_NONE : BLOCK_PACKET);
	}
}

static void put_option(struct capture *body, uint16_t code, uint64_t value)
{
	put16(body, code);
	put16(body, 8);
	if (body->swapped)
		value = __builtin_bswap64(value);
	text_bytes(&body->text, (const char *)&value, sizeof value);
}

/* The counters of INTERFACE: 1000 received, and what was dropped; 0: no such option. */
static void put_statistics(struct capture_fixture *fixture, uint32_t interface, uint64_t ifdrop,
			   uint64_t osdrop)
{
	struct capture body = {.swapped = fixture->capture.swapped};
	put32(&body, interface);
	put32(&body, 0);
	put32(&body, 0);
	put16(&body, 1); /* a comment */
	put16(&body, 5);
	text_bytes(&body.text, "hello\0\0\0", 8);
	put_option(&body, 4, 1000);
	if (ifdrop > 0)
		put_option(&body, 5, ifdrop);
	if (osdrop > 0)
		put_option(&body, 7, osdrop);
	put32(&body, 0);
	put_pcapng_block(&fixture->capture, 5, body.text.bytes, (uint32_t)body.text.length);
	text_release(&body.text);
}

static uint64_t dropped_of(struct capture_fixture *fixture, const char *path)
{
	struct source *source = path ? read_file(path, NULL, &fixture->err)
				     : open_capture(&fixture->folder, &fixture->capture, NULL);
	struct source_statistics counts;
	struct frame frame;
	while (next_frame(source, &frame, &fixture->err) == SOURCE_FRAME)
		;
	assert_true(source_statistics(source, &counts, &fixture->err));
	assert_int_equal(counts.received, 0);
	source_close(source);
	return counts.dropped;
}

static uint64_t dropped_of_pipe(struct capture_fixture *fixture)
{
	struct piped piped;
	begin_pipe(&piped, fixture);
	uint64_t dropped = dropped_of(fixture, piped.path);
	end_pipe(&piped);
	return dropped;
}

/* Of each interface in each section, what it said last; behind the last packet, too. */
static void tells_what_was_dropped(void **state)
{
	struct capture_fixture *fixture = *state;
	for (int swapped = 0; swapped <= 1; swapped++) {
		fixture->capture.swapped = swapped;
		for (int section = 0; section < 2; section++) {
			put_pcapng_header(&fixture->capture);
			put_pcapng_interface(&fixture->capture);
			put_packet(fixture, 0);
			put_statistics(fixture, 0, 3, 0);
			put_packet(fixture, 1);
			put_statistics(fixture, 0, 4, 10);
			put_statistics(fixture, 1, 0, 100);
			put_statistics(fixture, 2, 0, 0);
		}
		assert_int_equal(dropped_of(fixture, NULL), 228);
		assert_int_equal(dropped_of_pipe(fixture), 228);
		text_clear(&fixture->capture.text);
	}
	put_pcapng_header(&fixture->capture);
	put_pcapng_interface(&fixture->capture);
	put_packet(fixture, 0);
	put_pcapng_block(&fixture->capture, 5, "", 0);
	put_pcapng_block(&fixture->capture, 5, "\0\0\0\0", 4);
	assert_int_equal(dropped_of(fixture, NULL), 0);
	assert_int_equal(dropped_of_pipe(fixture), 0);
	put_statistics(fixture, 0, UINT64_MAX, 7);
	put_statistics(fixture, 1, 1, 0);
	assert_true(dropped_of(fixture, NULL) == UINT64_MAX);
	folder_write(&fixture->folder, "", 0);
}

/* Options that are longer than the block, or another kind of counter. */
static void counters_that_cannot_be_count_nothing(void **state)
{
	(void)state;
	static const struct {
		uint16_t words[10]; /* behind the time */
		size_t available;
		uint64_t dropped;
	} rows[] = {
	    {{5, 8, 9}, 20, 9},           {{5, 8, 9}, 19, 0},
	    {{5, 8, 9}, 12, 0},           {{5, 8, 9}, 0, 0},
	    {{5, 4, 9}, 20, 0},           {{6, 8, 9}, 20, 0},
	    {{0, 0, 5, 8, 9}, 24, 0},     {{1, 0, 5, 8, 9}, 24, 9},
	    {{1, 65535, 5, 8, 9}, 24, 0}, {{1, 1, 0, 0, 5, 8, 9}, 28, 9},
	};
	for (size_t i = 0; i < COUNT_OF(rows); i++) {
		uint8_t behind[8 + sizeof rows[i].words] = {0};
		struct blocks blocks = {.counted = 1};
		memcpy(behind + 8, rows[i].words, sizeof rows[i].words);
		uint8_t *bytes = exact_copy(behind, rows[i].available);
		blocks_count(&blocks, bytes, rows[i].available);
		free(bytes);
		assert_int_equal(blocks_dropped(&blocks), rows[i].dropped);
	}
	struct blocks many = {0};
	uint16_t one[10] = {0, 0, 0, 0, 5, 8, 1};
	for (many.counted = 1; many.counted <= 2 * BLOCKS_COUNTED; many.counted++)
		blocks_count(&many, (const uint8_t *)one, sizeof one);
	assert_int_equal(blocks_dropped(&many), BLOCKS_COUNTED);
}

int test_blocks(void)
{
	const struct CMUnitTest tests[] = {
	    cmocka_unit_test_setup_teardown(tells_the_interfaces_of_a_file, capture_fixture_begin,
					    capture_fixture_finish),
	    cmocka_unit_test_setup_teardown(tells_the_interfaces_of_a_pipe, capture_fixture_begin,
					    capture_fixture_finish),
	    cmocka_unit_test_setup_teardown(a_giant_block_changes_no_interface,
					    capture_fixture_begin, capture_fixture_finish),
	    cmocka_unit_test_setup_teardown(passes_what_it_does_not_look_at, capture_fixture_begin,
					    capture_fixture_finish),
	    cmocka_unit_test(what_cannot_be_ends_it),
	    cmocka_unit_test_setup_teardown(tells_what_was_dropped, capture_fixture_begin,
					    capture_fixture_finish),
	    cmocka_unit_test(counters_that_cannot_be_count_nothing),
	};
	return run_group(tests, NULL, NULL);
}
