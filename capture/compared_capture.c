/* SPDX-License-Identifier: MIT */
#include "compared_capture.h"

#include "compare_take.h"
#include "report.h"

/* The writer's state. */
struct taking {
	struct compare_list *list; /* borrowed */
};

static void take_segment(struct writer *writer, const struct segment_event *event)
{
	const struct taking *taking = writer->state;
	compare_take_segment(taking->list, event);
}

static void take_connection(struct writer *writer, const struct connection_event *event)
{
	const struct taking *taking = writer->state;
	compare_take_connection(taking->list, event);
}

static const struct writer_format taken = {
    .name = "compare",
    .state_size = sizeof(struct taking),
    .segment = take_segment,
    .connection = take_connection,
};

bool compared_capture_open(struct compared_capture *capture, const struct sniffer_options *options,
			   const char *file, struct err *err)
{
	*capture = (struct compared_capture){.options = *options};
	capture->options.read_file = file;
	compare_list_init(&capture->list);
	if (!capture_filter_init(&capture->filter, &capture->options, 0, err))
		return false;
	capture->source = source_open_file(file, capture->filter.words, err);
	if (!capture->source && err->usage && options->filter)
		capture_filter_hint(&capture->options, err);
	return capture->source;
}

/* Read once, what becomes of a segment is not known when it is shown. */
static void leave_out(struct compare_list *list, bool twice)
{
	if (!twice)
		list->fields &= ~(unsigned)(COMPARE_FATES | COMPARE_STATES);
}

static bool read_all(struct compared_capture *capture, struct writer *writer,
		     struct pipeline_options *pipeline, struct err *err)
{
	struct statistics_event statistics;
	writers_add(&pipeline->writers, writer);
	bool twice = source_can_rewind(capture->source);
	bool done = pipeline_run(pipeline, &statistics, err);
	report_end(&capture->options, capture->source, &statistics);
	leave_out(&capture->list, twice && !statistics.forgot);
	if (*pipeline->stop)
		return err_set(err, "interrupted: nothing is compared");
	if (capture->list.failed)
		return err_set(err, "out of memory for what is compared");
	capture->damaged = !done && capture->list.segment_count > 0;
	if (!done || !report_is_understood(capture->source, &statistics, err))
		return false;
	report_no_segment(&capture->options, &statistics);
	return true;
}

bool compared_capture_read(struct compared_capture *capture, struct output *output,
			   struct read_progress *progress, const volatile sig_atomic_t *stop,
			   struct err *err)
{
	const struct sniffer_options *options = &capture->options;
	struct writer writer;
	writer_init(&writer, &taken, &(struct writer_options){.text = &output->text});
	if (writer.state)
		((struct taking *)writer.state)->list = &capture->list;
	struct pipeline_options pipeline = {
	    .source = capture->source,
	    .output = output,
	    .numbering = NUMBERING_RELATIVE,
	    .max_connections = (uint32_t)options->max_connections,
	    .progress = progress,
	    .vlan = options->vlan,
	    .count = options->count,
	    .stop = stop,
	};
	bool done = writer.state ? source_begin(capture->source, err) &&
				       read_all(capture, &writer, &pipeline, err)
				 : err_set(err, "out of memory");
	writer_release(&writer);
	source_close(capture->source);
	capture->source = NULL;
	return done;
}

void compared_capture_release(struct compared_capture *capture)
{
	source_close(capture->source);
	capture->source = NULL;
	capture_filter_release(&capture->filter);
	compare_list_release(&capture->list);
}
