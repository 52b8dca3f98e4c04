/* SPDX-License-Identifier: MIT */
#include "golden_version.h"

#include <string.h>

#include "file_text.h"

bool golden_version_differs(const char *goldens, const char *version, struct text *told)
{
	struct text path, text;
	text_init(&path);
	text_init(&text);
	text_format(&path, "%s/VERSION", goldens);
	bool differs = false;
	if (file_read(text_c_string(&path), &text, NULL) && text.length > 0) {
		text.length = strcspn(text_c_string(&text), "\n");
		const char *made = text_c_string(&text);
		const int order = strverscmp(made, version);
		differs = *made && order != 0;
		if (differs)
			text_format(told,
				    "the golden outputs in %s are %s than these programs (of %s, "
				    "not %s): what differs may be the programs' own change",
				    goldens, order < 0 ? "older" : "newer", made, version);
	}
	text_release(&text);
	text_release(&path);
	return differs;
}
