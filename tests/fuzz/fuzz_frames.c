/* SPDX-License-Identifier: MIT */
/* Frames through all floors, to the writer that the input names; a replay asks every writer.
 * Whatever they hold: no byte of the output can drive a terminal, and in the formats of lines a
 * segment is one line.
 *
 * Input: link type (an index), what is shown (bits), format (an index), then records as
 * memory_source.h has them. */
#include <sys/mman.h>
#include <unistd.h>

#include "escape.h"
#include "memory_source.h"
#include "pipeline.h"

static const int link_types[] = {1, 0, 9, 50, 51, 101, 104, 108, 113, 228, 229, 276};

static int kept = -1; /* a file in memory that takes the output */

int LLVMFuzzerInitialize(int *argc, char ***argv)
{
	(void)argc;
	(void)argv;
	kept = memfd_create("output", MFD_CLOEXEC);
	CHECK(kept >= 0);
	return 0;
}

/* What text_printable() leaves as it is, is harmless. */
static void check_line(const char *line, size_t length)
{
	struct text printable;
	text_init(&printable);
	text_printable(&printable, line, length);
	CHECK(printable.length == length &&
	      (length == 0 || memcmp(printable.bytes, line, length) == 0));
	text_release(&printable);
}

static size_t check_lines(const char *output, size_t length)
{
	size_t lines = 0;
	const char *end = output + length;
	while (output < end) {
		const char *stop = output;
		while (stop < end && *stop != '\n' && *stop != '\t')
			stop++;
		check_line(output, (size_t)(stop - output));
		lines += stop < end && *stop == '\n';
		output = stop < end ? stop + 1 : end;
	}
	return lines;
}

static void check_output(const struct writer_format *format, const struct writer_options *options,
			 const struct statistics_event *statistics)
{
	off_t length = lseek(kept, 0, SEEK_CUR);
	CHECK(length >= 0);
	char *output = malloc((size_t)length + 1);
	CHECK(output && pread(kept, output, (size_t)length, 0) == length);
	size_t lines = check_lines(output, (size_t)length);
	if (strcmp(format->name, "line") == 0 && !options->phases && !options->explain)
		CHECK(lines == statistics->segments);
	if (strcmp(format->name, "json") == 0)
		CHECK(lines ==
		      statistics->segments + statistics->connections + statistics->stray + 1);
	free(output);
}

static void run(const struct writer_format *format, struct input input, int link_type,
		unsigned shown)
{
	static const volatile sig_atomic_t stop;
	struct source source;
	struct output output;
	struct writer writer, connections;
	struct statistics_event statistics;
	struct err err;
	CHECK(ftruncate(kept, 0) == 0 && lseek(kept, 0, SEEK_SET) == 0);
	memory_source_init(&source, input, link_type);
	output_init(&output, kept);
	const struct writer_options options = {
	    .lang = shown & 1 ? LANG_EN : LANG_ZH,
	    .phases = shown & 2,
	    .explain = shown & 4,
	    .ascii = shown & 8,
	    .time_scale = shown & 16,
	    .columns = shown & 32 ? 60 : 0,
	    .text = &output.text,
	};
	writer_init(&writer, format, &options);
	writer_init(&connections, &writer_connections, &options);
	const struct pipeline_options pipeline = {
	    .source = &source,
	    .output = &output,
	    .writers = {.all = {&writer, &connections}, .count = format == &writer_none ? 2 : 1},
	    .numbering = (enum numbering)((shown >> 6) % 3),
	    .max_connections = shown & 32 ? 2 : 1000,
	    .stop = &stop,
	};
	CHECK(pipeline_run(&pipeline, &statistics, &err));
	CHECK(output_flush(&output, &err));
	check_output(format, &options, &statistics);
	writer_release(&connections);
	writer_release(&writer);
	output_release(&output);
	memory_source_release(&source);
}

int LLVMFuzzerTestOneInput(const uint8_t *bytes, size_t length)
{
	struct input input = {bytes, length};
	int link_type = link_types[input_byte(&input) % (sizeof link_types / sizeof *link_types)];
	unsigned shown = input_byte(&input);
	size_t format = input_byte(&input), formats = 0;
	while (writer_format_words[formats])
		formats++;
#ifdef FUZZ_REPLAY
	for (format = 0; format + 1 < formats; format++)
		run(writer_formats[format], input, link_type, shown);
#endif
	run(writer_formats[format % formats], input, link_type, shown);
	return 0;
}
