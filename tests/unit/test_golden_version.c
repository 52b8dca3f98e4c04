/* SPDX-License-Identifier: MIT */
#include <stdio.h>
#include <unistd.h>

#include "golden_version.h"
#include "unit.h"

/* In a folder whose VERSION says CONTENT (NULL: there is none), what programs of 0.10.0 tell. */
static void expect(const char *content, const char *expected)
{
	char folder[] = "/tmp/golden_version.XXXXXX", path[64];
	struct text told;
	assert_non_null(mkdtemp(folder));
	snprintf(path, sizeof path, "%s/VERSION", folder);
	if (content) {
		FILE *file = fopen(path, "w");
		assert_non_null(file);
		fputs(content, file);
		fclose(file);
	}
	text_init(&told);
	assert_true(golden_version_differs(folder, "0.10.0", &told) == (expected != NULL));
	if (expected)
		assert_non_null(strstr(text_c_string(&told), expected));
	else
		assert_text(&told, "");
	text_release(&told);
	unlink(path);
	rmdir(folder);
}

static void tells_other_goldens(void **state)
{
	(void)state;
	expect("0.10.0\n", NULL);
	expect("0.9.0\n", "are older than these programs (of 0.9.0, not 0.10.0)");
	expect("0.11.0", "are newer than these programs (of 0.11.0, not 0.10.0)");
	expect("", NULL);
	expect(NULL, NULL);
}

int test_golden_version(void)
{
	static const struct CMUnitTest tests[] = {
	    cmocka_unit_test(tells_other_goldens),
	};
	return run_group(tests, NULL, NULL);
}
