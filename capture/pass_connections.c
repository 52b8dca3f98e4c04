/* SPDX-License-Identifier: MIT */
/* The connections of a pass: which are chosen, and what is told of each that ends. */
#include "evidence.h"
#include "explain.h"
#include "pass_private.h"

/* Live: what is known of its frames only now. There may be as many as it had. */
static void last_fates(struct pass *pass, const struct connection_event *connection, uint32_t index)
{
	const struct pipeline_options *options = pass->options;
	struct fates_event event = {.connection = connection};
	while ((event.count = evidence_last_fates(pass->evidence, index, connection->flow,
						  pass->now_ns, &event.events)) > 0) {
		explain_fates(&event);
		writers_fates(&options->writers, &event);
		output_commit(options->output, NULL);
	}
}

static void show_end(struct pass *pass, const struct flow *flow, uint32_t index)
{
	const struct pipeline_options *options = pass->options;
	if (pass->before.connections > 0) {
		pass->before.connections--;
		return;
	}
	if (pass->shown)
		pass->shown->connections++;
	struct connection_event event = {
	    .flow = flow,
	    .timeless = options->numbering == NUMBERING_CANONICAL,
	};
	numbering_ends(options->numbering, flow, event.ends);
	if (pass->evidence)
		last_fates(pass, &event, index);
	writers_connection(&options->writers, &event);
	/* Many may end at once: the output is flushed on the way. Its errors are told by the flush
	 * that comes last, for an output that failed once keeps failing. */
	output_commit(options->output, NULL);
}

bool pass_is_chosen(const struct pass *pass, const struct flow *flow)
{
	if (!pass->options->selection)
		return true;
	return pass->chosen ? chosen_has(pass->chosen, flow->number)
			    : selection_takes(pass->options->selection, flow);
}

bool pass_is_of_one(const struct pass *pass)
{
	const struct selection *selection = pass->options->selection;
	return selection && (selection_is_of_one(selection) ||
			     (pass->shows && pass->chosen && chosen_is_one(pass->chosen)));
}

void pass_connection_ended(struct flow *flow, void *context)
{
	struct pass *pass = context;
	uint32_t index = conntrack_index(pass->conntrack, flow);
	pass->statistics->evicted += (flow->flags & FLOW_EVICTED) != 0;
	if (!pass->shows && pass->chosen) {
		if (selection_takes(pass->options->selection, flow) &&
		    !chosen_add(pass->chosen, flow->number))
			pass->no_memory = true;
	} else if (pass->shows && pass_is_chosen(pass, flow)) {
		bool stray = flow_open(flow) == OPEN_NO_CONNECTION;
		pass->statistics->stray += stray;
		pass->statistics->connections += !stray;
		show_end(pass, flow, index);
	}
	if (pass->evidence)
		evidence_connection(pass->evidence, index, flow, pass->now_ns);
}
