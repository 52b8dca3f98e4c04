/* SPDX-License-Identifier: MIT */
/* What happens while a scenario is played: lines, ends, times. */
#include <ctype.h>
#include <errno.h>
#include <signal.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "escape.h"
#include "milestone.h"
#include "needed_memory.h"
#include "playing_private.h"

enum { LAST_LINES = 5 };

/* A line of the listing. When nobody reads it any more, nothing more is played. */
static void show(struct playing *playing, const char *line)
{
	if (puts(line) >= 0 && fflush(stdout) == 0)
		return;
	if (errno == EPIPE)
		playing->outcome->unread = true;
	playing_stop(playing, OUTCOME_FAILED, "cannot write the output: %s", strerror(errno));
}

static void on_sniffer_says(struct playing *playing, const char *line)
{
	const char *dropped = strstr(line, " dropped by kernel");
	if (strspn(line, "0123456789") == 4 && line[4] == '/') {
		text_string(&playing->start_line, line);
		if (playing->options->show)
			show(playing, line);
		return;
	}
	if (!dropped)
		return;
	while (dropped > line && isdigit((unsigned char)dropped[-1]))
		dropped--;
	playing->dropped = strtoull(dropped, NULL, 10);
}

/* With explanations there are other comment lines. */
static bool is_phase_line(const char *line)
{
	for (enum lang lang = LANG_ZH; lang <= LANG_EN; lang++)
		for (int milestone = MILESTONE_NONE + 1; milestone < MILESTONE_COUNT; milestone++) {
			const char *comment = milestone_comment(lang, (enum milestone)milestone);
			if (strncmp(line, comment, strlen(comment)) == 0)
				return true;
		}
	return false;
}

static void on_listing(struct playing *playing, const char *line)
{
	if (*line == '#' && is_phase_line(line))
		playing->phases++;
	else if (strstr(line, " | SYN: ") && strstr(line, " | payload: "))
		playing->segments++;
	if (playing->options->show && !playing->options->ladder)
		show(playing, line);
}

static void on_line(void *context, unsigned program, int stream, const char *line)
{
	struct playing *playing = context;
	if (program == PROGRAM_SNIFFER && stream == STREAM_ERR)
		on_sniffer_says(playing, line);
	else if (program == PROGRAM_SNIFFER)
		on_listing(playing, line);
	playing_advance(playing);
}

static void append_status(struct text *text, int status)
{
	if (status > 128)
		text_format(text, "was killed by signal %d (%s)", status - 128,
			    strsignal(status - 128));
	else if (status == 0)
		text_string(text, "ended too early");
	else
		text_format(text, "ended with status %d", status);
}

/* The last lines of what PROGRAM said on standard error. */
static void append_last_words(struct text *text, struct playing *playing, enum program_id program)
{
	const char *said =
	    text_c_string(&playing->children.items[program].streams[STREAM_ERR].said);
	const char *begin = said + strlen(said);
	for (int lines = 0; begin > said; begin--)
		if (begin[-1] == '\n' && begin[0] != '\0' && ++lines == LAST_LINES)
			break;
	while (*begin) {
		size_t length = strcspn(begin, "\n");
		text_format(text, "  %s: ", program_id_name(program));
		text_printable(text, begin, length);
		text_char(text, '\n');
		begin += length + (begin[length] == '\n');
	}
}

/* A program died. When another one died that was not noticed yet, that one is told too: it may be
 * the cause. */
static void tell_deaths(struct playing *playing, enum program_id died, int status)
{
	struct text reason;
	text_init(&reason);
	for (int i = 0; i < PROGRAM_COUNT; i++) {
		const enum program_id program = (enum program_id)i;
		int expected = playing->expected[i], its_status = status;
		if (program != died && (!children_died(&playing->children, program, &its_status) ||
					expected == its_status || expected == STATUS_ANY))
			continue;
		text_format(&reason, "%sthe %s ", reason.length > 0 ? "; " : "",
			    program_id_name(program));
		append_status(&reason, its_status);
		append_last_words(&playing->outcome->detail, playing, program);
	}
	playing_stop(playing, OUTCOME_FAILED, "%s", text_c_string(&reason));
	text_release(&reason);
}

/* In a changed scenario a program may well fail: what passed is compared, and its end is told.
 * Wrong usage is not one, and a signal is no end of its own. */
static bool may_fail(const struct playing *playing, enum program_id program, int status)
{
	return playing->options->changes && program != PROGRAM_SNIFFER && status == EXIT_FAILURE;
}

static void note_death(struct playing *playing, enum program_id program, int status)
{
	const struct text *said = &playing->children.items[program].streams[STREAM_ERR].said;
	size_t end = said->length;
	while (end > 0 && said->bytes[end - 1] == '\n')
		end--;
	size_t begin = end;
	while (begin > 0 && said->bytes[begin - 1] != '\n')
		begin--;
	text_format(&playing->deaths, "; the %s ", program_id_name(program));
	append_status(&playing->deaths, status);
	text_string(&playing->deaths, end > 0 ? ": " : "");
	text_printable(&playing->deaths, said->bytes + begin, end - begin);
	playing->expected[program] = STATUS_ANY;
}

static void on_ended(void *context, unsigned program, int status)
{
	struct playing *playing = context;
	int expected = playing->expected[program];
	if (playing->stopped)
		return;
	if (expected != status && expected != STATUS_ANY && may_fail(playing, program, status))
		note_death(playing, program, status);
	else if (expected != status && expected != STATUS_ANY)
		tell_deaths(playing, program, status);
	playing_advance(playing);
}

static void append_wanted(struct text *text, const struct scenario_step *step)
{
	switch (step->kind) {
	case STEP_START:
		text_format(text, "the %s to listen", program_id_name(step->program));
		break;
	case STEP_AWAIT_SAYS:
		text_format(text, "the %s to say '%s'", program_id_name(step->program), step->text);
		break;
	case STEP_AWAIT_PHASES:
		text_format(text, "%u phases", step->number);
		break;
	case STEP_AWAIT_SEGMENTS:
		text_format(text, "%u segments", step->number);
		break;
	case STEP_AWAIT_QUEUED:
		text_format(text, "%u packets before lo", step->number);
		break;
	case STEP_CAPTURE:
		text_string(text, "the sniffer to begin its capture");
		break;
	case STEP_LOOK_LAST:
		text_string(text, "the kernel to tell its sockets");
		break;
	default:
		text_format(text, "the %s to end", program_id_name(step->program));
		break;
	}
}

/* A changed scenario may lack whatever is awaited behind the server's start. */
static bool may_be_missing(const struct playing *playing, const struct scenario_step *step)
{
	const bool changed = playing->options->changes &&
			     playing->machine.at < playing->steps.end &&
			     (step->kind == STEP_AWAIT_SAYS || step->kind == STEP_AWAIT_ENDED);
	return changed || step->kind == STEP_AWAIT_PHASES || step->kind == STEP_AWAIT_SEGMENTS;
}

/* What STEP waits for did not come within the patience. Of the sniffer's lines that is for the
 * verdict to tell. */
static void give_up(struct playing *playing, const struct scenario_step *step)
{
	pid_t pids[PROGRAM_COUNT];
	struct text why, wanted;
	text_init(&why);
	text_init(&wanted);
	append_wanted(&wanted, step);
	for (int i = 0; i < PROGRAM_COUNT; i++)
		pids[i] = playing->children.items[i].pid;
	machine_load_vain(&playing->load, playing->options->patience_s, pids, &why);
	if (may_be_missing(playing, step)) {
		snprintf(playing->missing, sizeof playing->missing, "%s", text_c_string(&wanted));
		snprintf(playing->load.measured.missed, sizeof playing->load.measured.missed, "%s",
			 text_c_string(&why));
		steps_give_up(&playing->machine);
	} else if (why.length > 0) {
		playing_stop(playing, OUTCOME_INCONCLUSIVE, "%stimed out waiting for %s: %s: %s",
			     playing->options->update ? "not updated: " : "",
			     text_c_string(&wanted), text_c_string(&why), lateness_too_slow);
	} else {
		playing_stop(playing, OUTCOME_FAILED, "timed out waiting for %s",
			     text_c_string(&wanted));
	}
	text_release(&why);
	text_release(&wanted);
}

static void on_wake(evutil_socket_t fd, short what, void *context)
{
	struct playing *playing = context;
	const size_t step = playing->step;
	(void)fd, (void)what;
	playing_advance(playing);
	if (playing->stopped || playing->machine.at >= playing->steps.count ||
	    playing->step != step || machine_now_us() < playing->deadline_us ||
	    playing->steps.items[step].kind == STEP_PAUSE)
		return;
	give_up(playing, &playing->steps.items[step]);
	playing_advance(playing);
}

static void on_tick(evutil_socket_t fd, short what, void *context)
{
	struct playing *playing = context;
	int64_t late_ms = (machine_now_us() - playing->tick_us) / 1000;
	(void)fd, (void)what;
	if (late_ms > playing->load.measured.late_tick)
		playing->load.measured.late_tick = late_ms;
	if (!playing->stopped)
		playing_arm(playing);
}

static void on_look(evutil_socket_t fd, short what, void *context)
{
	struct playing *playing = context;
	struct err err;
	(void)fd, (void)what;
	if (!kernel_monitor_look(&playing->monitor, &err))
		playing_stop(playing, OUTCOME_FAILED, "%s", err.text);
	else if (playing->looks_wanted > 0)
		playing_advance(playing);
}

static void on_terminate(evutil_socket_t fd, short what, void *context)
{
	(void)fd, (void)what;
	playing_stop(context, OUTCOME_FAILED, "interrupted");
}

void playing_events_open(struct playing *playing)
{
	static const struct children_owner owner = {on_line, on_ended};
	struct event_base *base = playing->base;
	children_init(&playing->children, PROGRAM_COUNT, base, &owner, playing);
	playing->wake = memory_needed(evtimer_new(base, on_wake, playing));
	playing->tick = memory_needed(evtimer_new(base, on_tick, playing));
	playing->look = memory_needed(event_new(base, -1, EV_PERSIST, on_look, playing));
	playing->terminate = memory_needed(evsignal_new(base, SIGTERM, on_terminate, playing));
	event_add(playing->terminate, NULL);
}

void playing_events_close(struct playing *playing)
{
	event_free(playing->wake);
	event_free(playing->tick);
	event_free(playing->look);
	event_free(playing->terminate);
}
