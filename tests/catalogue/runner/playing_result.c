/* SPDX-License-Identifier: MIT */
/* After the last step: the verdict, the golden output, and what is kept. */
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/utsname.h>

#include "command.h"
#include "counters_changed.h"
#include "file_text.h"
#include "goldens.h"
#include "kept.h"
#include "needed_memory.h"
#include "observed.h"
#include "playing_private.h"
#include "scenario_path.h"
#include "verdict.h"

/* The sniffer's first line with --canonical, in the language of the golden outputs. */
#define CANONICAL_START "2023/12/18 17:03:53 开始监听%s网络接口的tcp报文\n"

/* The difference line by line. */
static void append_difference(struct playing *playing, const char *golden,
			      const struct text *compared)
{
	struct err err;
	char *fresh = memory_format("%s/compared", playing->options->work);
	char *label = memory_format("golden/%s", strrchr(golden, '/') + 1);
	const char *const diff[] = {"diff",        "-uN",  "-L",  label, "-L",
				    "this kernel", golden, fresh, NULL};
	if (file_replace(fresh, compared, &err))
		command_run(diff, NULL, &playing->outcome->detail, NULL);
	else
		text_format(&playing->outcome->detail, "%s\n", err.text);
	free(fresh);
	free(label);
}

/* The golden output becomes what was played. */
static void update(struct playing *playing, const char *golden, const struct text *compared)
{
	struct err err;
	append_difference(playing, golden, compared);
	if (file_replace(golden, compared, &err))
		outcome_set(playing->outcome, OUTCOME_PASS, "updated golden/%s",
			    strrchr(golden, '/') + 1);
	else
		outcome_set(playing->outcome, OUTCOME_FAILED, "%s", err.text);
}

static void append_counters(struct playing *playing, struct text *counters)
{
	static const char *const ends[] = {"client", "server"};
	text_init(counters);
	for (enum carrier_end end = CARRIER_CLIENT; end < CARRIER_ENDS; end++)
		counters_changed(counters, playing->carrier ? ends[end] : "both",
				 text_c_string(&playing->counters[0][end]),
				 text_c_string(&playing->counters[1][end]));
}

static const char *kept_folder(const struct playing *playing)
{
	return playing->options->keep_folders ? playing->scenario.name : NULL;
}

/* False: it was told that this cannot be. */
static bool keep(struct playing *playing, struct verdict_texts *texts, struct text *listing)
{
	static const struct {
		enum program_id program;
		int stream;
		const char *name;
	} kept[] = {{PROGRAM_SERVER, STREAM_OUT, "server.txt"},
		    {PROGRAM_SERVER2, STREAM_OUT, "server2.txt"},
		    {PROGRAM_CLIENT, STREAM_OUT, "client.txt"},
		    {PROGRAM_CLIENT2, STREAM_OUT, "client2.txt"},
		    {PROGRAM_CLIENT3, STREAM_OUT, "client3.txt"},
		    {PROGRAM_SNIFFER, STREAM_ERR, "sniffer.stderr"}};
	const char *folder = playing->options->keep, *scenario = kept_folder(playing);
	struct err err;
	struct text counters;
	char *capture = memory_format("%s/capture.pcap", playing->options->work);
	append_counters(playing, &counters);
	bool done = kept_copy(folder, scenario, "capture.pcap", capture, &err) &&
		    kept_text(folder, scenario, "counters.txt", &counters, &err) &&
		    kept_text(folder, scenario, "listing.txt", listing, &err) &&
		    kept_text(folder, scenario, "moments.txt", &texts->moments, &err);
	for (size_t i = 0; done && i < sizeof kept / sizeof *kept; i++)
		done = kept_text(
		    folder, scenario, kept[i].name,
		    &playing->children.items[kept[i].program].streams[kept[i].stream].said, &err);
	if (!done)
		outcome_set(playing->outcome, OUTCOME_FAILED, "%s", err.text);
	text_release(&counters);
	free(capture);
	return done;
}

/* The longest that a frame was on its way. */
static int64_t path_ms(const struct playing *playing)
{
	return playing->carrier ? scenario_path_longest_ms(&playing->scenario) +
				      carrier_late_ms(playing->carrier)
				: 0;
}

static void judge_by(struct playing *playing, const struct goldens *goldens,
		     const struct observed *observed, struct text *listing,
		     struct verdict_texts *texts)
{
	const char *golden = goldens->items[goldens->own].path;
	struct verdict_input input = {
	    .scenario = &playing->scenario,
	    .goldens = goldens,
	    .listing = text_c_string(listing),
	    .observed = observed,
	    .monitor = playing->monitored ? &playing->monitor : NULL,
	    .measured = &playing->load.measured,
	    .missing = playing->missing,
	    .dropped = playing->dropped,
	    .counters_before = {text_c_string(&playing->counters[0][CARRIER_CLIENT]),
				text_c_string(&playing->counters[0][CARRIER_SERVER])},
	    .counters_after = {text_c_string(&playing->counters[1][CARRIER_CLIENT]),
			       text_c_string(&playing->counters[1][CARRIER_SERVER])},
	    .losses_known = playing->carrier ||
			    (!playing->losses_unknown && playing->options->network != NETWORK_HOST),
	    .lost = {playing->lost[0], playing->lost[1]},
	    .path_ms = path_ms(playing),
	    .update = playing->options->update,
	};
	for (enum carrier_end end = CARRIER_CLIENT; playing->carrier && end < CARRIER_ENDS; end++)
		input.lost[end] = carrier_lost(playing->carrier, end);
	verdict_judge(&input, texts, playing->outcome);
	if (playing->outcome->word == OUTCOME_DIFFERS && input.update)
		update(playing, golden, &texts->compared);
	else if (playing->outcome->word == OUTCOME_DIFFERS)
		append_difference(playing, golden, &texts->compared);
}

/* No golden output is one of a changed scenario: what it makes is what is asked. */
static void judge_changed(struct playing *playing, const struct observed *observed,
			  struct verdict_texts *texts)
{
	struct outcome *outcome = playing->outcome;
	char *changes = words_joined(playing->options->changes, 0);
	if (playing->monitored)
		verdict_moments(observed, &playing->monitor, &playing->scenario, path_ms(playing),
				texts);
	if (playing->dropped > 0)
		outcome_set(outcome, OUTCOME_INCONCLUSIVE,
			    "the kernel dropped %llu packets before they were captured",
			    playing->dropped);
	else if (*playing->missing)
		outcome_set(outcome, OUTCOME_PLAYED, "with %s%s; timed out waiting for %s", changes,
			    text_c_string(&playing->deaths), playing->missing);
	else
		outcome_set(outcome, OUTCOME_PLAYED, "with %s%s", changes,
			    text_c_string(&playing->deaths));
	free(changes);
}

static void judge(struct playing *playing, const struct observed *observed, struct text *listing,
		  struct verdict_texts *texts)
{
	const struct playing_options *options = playing->options;
	struct goldens goldens;
	struct utsname kernel = {0};
	struct err err;
	if (options->changes) {
		judge_changed(playing, observed, texts);
		return;
	}
	uname(&kernel);
	if (goldens_read(&goldens, options->goldens, &playing->scenario, kernel.release,
			 options->lang, &err))
		judge_by(playing, &goldens, observed, listing, texts);
	else
		outcome_set(playing->outcome, OUTCOME_FAILED, "%s", err.text);
	goldens_release(&goldens);
}

/* The capture printed again, as the sniffer itself does with these OPTIONS, up to NULL. */
static void keep_print(const struct playing *playing, const char *name, const char *const options[])
{
	enum { OPTIONS_MAX = 3 };
	struct text printed;
	struct err err;
	err_set(&err, "--keep: cannot make %s", name);
	char *sniffer = memory_format("%s/sniffer", playing->options->programs);
	char *capture = memory_format("%s/capture.pcap", playing->options->work);
	const char *command[3 + OPTIONS_MAX + 2] = {sniffer, "-r", capture};
	size_t count = 3;
	for (; count < 3 + OPTIONS_MAX && options[count - 3]; count++)
		command[count] = options[count - 3];
	command[count] = playing->options->lang_word;
	text_init(&printed);
	if (command_run(command, NULL, &printed, NULL) != 0 ||
	    !kept_text(playing->options->keep, kept_folder(playing), name, &printed, &err))
		outcome_set(playing->outcome, OUTCOME_FAILED, "%s", err.text);
	text_release(&printed);
	free(sniffer);
	free(capture);
}

static void keep_prints(const struct playing *playing, const struct observed *observed)
{
	struct text title;
	text_init(&title);
	text_string(&title, "--title=");
	playing_title(playing, observed, &title);
	const char *words = text_c_string(&title);
	keep_print(playing, "raw.txt", (const char *const[]){"--phases", NULL});
	keep_print(playing, "picture.svg", (const char *const[]){"-f", "svg", words, NULL});
	keep_print(playing, "page.html", (const char *const[]){"-f", "html", words, NULL});
	text_release(&title);
}

/* The listing that is compared with the golden output: as it was printed live, or where that was
 * not in the golden output's language or with explanations, the capture printed again. */
static bool make_listing(const struct playing *playing, const char *capture, struct text *listing,
			 struct err *err)
{
	const struct child *sniffer = &playing->children.items[PROGRAM_SNIFFER];
	const struct text *printed = &sniffer->streams[STREAM_OUT].said;
	const char *lang = playing->options->lang_word;
	if (!playing->options->explain && (!lang || strcmp(lang, "--lang=en") != 0)) {
		text_bytes(listing, playing->start_line.bytes, playing->start_line.length);
		text_char(listing, '\n');
		text_bytes(listing, printed->bytes, printed->length);
		return true;
	}
	text_format(listing, CANONICAL_START, playing->carrier ? CARRIER_INTERFACE : "lo");
	return observed_list(capture, listing, err);
}

/* The exchange once more, as a picture; the sniffer itself knows the terminal. */
static void show_ladder(struct playing *playing, const char *capture)
{
	const char *lang = playing->options->lang_word;
	char *sniffer = memory_format("%s/sniffer", playing->options->programs);
	const char *words[8] = {sniffer, "-r", capture, "-f", "ladder"};
	size_t count = 5;
	struct text errors;
	if (playing->options->explain)
		words[count++] = "--explain";
	words[count] = lang;
	text_init(&errors);
	if (command_run_shown(words, &errors) != 0)
		outcome_set(playing->outcome, OUTCOME_FAILED,
			    "the sniffer cannot read its own capture: %s", text_c_string(&errors));
	text_release(&errors);
	free(sniffer);
}

/* What the path did too late. */
static void take_lateness(struct playing *playing)
{
	struct lateness_measured *measured = &playing->load.measured;
	const int64_t late_ms = playing->carrier ? carrier_late_ms(playing->carrier) : 0;
	measured->late_tick = late_ms > measured->late_tick ? late_ms : measured->late_tick;
}

void playing_judge(struct playing *playing)
{
	struct observed observed = {0};
	struct verdict_texts texts;
	struct text listing;
	struct err err;
	char *capture = memory_format("%s/capture.pcap", playing->options->work);
	verdict_texts_init(&texts);
	text_init(&listing);
	take_lateness(playing);
	if (observed_read(&observed, capture, &err) &&
	    make_listing(playing, capture, &listing, &err))
		judge(playing, &observed, &listing, &texts);
	else
		outcome_set(playing->outcome, OUTCOME_FAILED, "cannot read the capture: %s",
			    err.text);
	playing_times(playing, &observed);
	if (playing->options->ladder)
		show_ladder(playing, capture);
	if (playing->options->show && playing->outcome->word == OUTCOME_PASS)
		playing_explain(playing, &observed, text_c_string(&texts.moments));
	if (playing->options->keep && keep(playing, &texts, &listing))
		keep_prints(playing, &observed);
	free(capture);
	observed_release(&observed);
	verdict_texts_release(&texts);
	text_release(&listing);
}
