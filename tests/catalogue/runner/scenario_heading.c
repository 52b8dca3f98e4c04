/* SPDX-License-Identifier: MIT */
#include "scenario_heading.h"

#include "scenario.h"

void scenario_heading(const struct playing_options *options, const char *name, bool follows,
		      struct output *output)
{
	const enum scenario_key key = options->lang == LANG_EN ? KEY_TITLE_EN : KEY_TITLE_ZH;
	struct scenario scenario;
	const char *title = NULL;
	if (scenario_read(&scenario, options->scenarios, name, NULL))
		title = scenario_value(&scenario, key);
	text_format(&output->text, "%s== %s%s%s\n", follows ? "\n" : "", name, title ? ": " : "",
		    title ? title : "");
	scenario_release(&scenario);
	output_flush(output, NULL);
}
