/* SPDX-License-Identifier: MIT */
#include "sweep_result.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/utsname.h>

#include "kept.h"
#include "needed_memory.h"
#include "sweep_plot.h"
#include "sweep_report.h"

enum { REPORTS = 5 };

/* TEXT with %low%, %median% and %high%: when the ACK came alone. */
static void append_why(struct text *text, const char *why, const struct sweep_acks *acks)
{
	static const char *const names[] = {"%low%", "%median%", "%high%"};
	const int64_t times[] = {sweep_quantile_us(acks, 1), sweep_median_us(acks),
				 sweep_quantile_us(acks, 99)};
	while (*why) {
		size_t i = 0, count = sizeof names / sizeof *names;
		while (i < count && strncmp(why, names[i], strlen(names[i])) != 0)
			i++;
		if (i == count) {
			text_char(text, *why++);
			continue;
		}
		text_format(text, "%.1f ms", (double)times[i] / 1000);
		why += strlen(names[i]);
	}
	text_char(text, '\n');
}

static void explain(const struct scenario *scenario, enum lang lang,
		    const struct sweep_exchanges *exchanges, struct outcome *outcome)
{
	const enum scenario_key key = lang == LANG_EN ? KEY_WHY_EN : KEY_WHY_ZH;
	struct sweep_acks acks;
	size_t at = 0;
	sweep_acks(&acks, exchanges, 0, exchanges->count);
	for (const char *why; acks.count > 0 && (why = scenario_next(scenario, key, &at));)
		append_why(&outcome->detail, why, &acks);
	free(acks.times);
}

static void keep(const struct playing_options *options, const char *scenario,
		 const struct text texts[REPORTS], struct outcome *outcome)
{
	static const char *const names[REPORTS] = {"sweep.table", "sweep.tsv", "sweep.json",
						   "exchanges.tsv", "sweep.svg"};
	const char *folder = options->keep;
	scenario = options->keep_folders ? scenario : NULL;
	struct err err;
	char *capture = memory_format("%s/capture.pcap", options->work);
	bool done = kept_copy(folder, scenario, "capture.pcap", capture, &err);
	for (int i = 0; done && i < REPORTS; i++)
		done = kept_text(folder, scenario, names[i], &texts[i], &err);
	if (!done)
		outcome_set(outcome, OUTCOME_FAILED, "%s", err.text);
	else if (options->show)
		text_format(&outcome->detail, "the plot is %s/%s%ssweep.svg\n", folder,
			    scenario ? scenario : "", scenario ? "/" : "");
	free(capture);
}

void sweep_result_show(const struct playing_options *options, const struct scenario *scenario,
		       const struct sweep_exchanges *exchanges, struct outcome *outcome)
{
	struct text texts[REPORTS];
	struct utsname kernel = {0};
	uname(&kernel);
	char *name = memory_format("%s %s", kernel.sysname, kernel.release);
	for (int i = 0; i < REPORTS; i++)
		text_init(&texts[i]);
	sweep_report_table(&texts[0], exchanges, options->lang);
	sweep_report_tsv(&texts[1], exchanges);
	sweep_report_json(&texts[2], exchanges, name);
	sweep_report_exchanges(&texts[3], exchanges);
	sweep_plot(&texts[4], exchanges, options->lang, name);
	if (options->show) {
		fputs(text_c_string(&texts[0]), stdout);
		explain(scenario, options->lang, exchanges, outcome);
	}
	if (options->keep)
		keep(options, scenario->name, texts, outcome);
	for (int i = 0; i < REPORTS; i++)
		text_release(&texts[i]);
	free(name);
}
