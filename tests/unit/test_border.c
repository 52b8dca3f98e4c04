/* SPDX-License-Identifier: MIT */
/* border.c and goldens.c. */
#include "border.h"
#include "goldens.h"
#include "unit.h"

#include <stdio.h>
#include <stdlib.h>
#include <unistd.h>

static void compares_versions(void **state)
{
	(void)state;
	static const struct {
		const char *release, *version;
		bool before;
	} rows[] = {
	    {"6.1.0-49-cloud-amd64", "6.5", true},
	    {"6.1.0-49-cloud-amd64", "6.1", false},
	    {"6.1.0-49-cloud-amd64", "6.10", true},
	    {"7.3.4+deb13", "6.10", false},
	    {"7.3.4+deb13", "7.4", true},
	    {"7.3.4+deb13", "10.0", true},
	    {"6.12.118", "6.5", false},
	    {"6.12.118", "6.13", true},
	    {"5.10", "5.9", false},
	    {"5.10", "5.11", true},
	    {"5.10", "6.0", true},
	    {"6.5-rc1", "6.5", false},
	    {"6.5.0-rc1+", "6.5", false},
	    {"4.4.0-19041-Microsoft", "5.10", true},
	    {"", "6.5", false},
	    {"unknown", "6.5", false},
	    {"6", "6.5", false},
	    {"6.", "6.5", false},
	    {"6.x", "6.5", false},
	    {"-1.2", "6.5", false},
	};
	for (size_t i = 0; i < COUNT_OF(rows); i++)
		if (border_is_before(rows[i].release, rows[i].version) != rows[i].before)
			fail_msg("%s %s", rows[i].release, rows[i].version);
}

static void holds_on_its_side(void **state)
{
	(void)state;
	assert_true(border_holds("before 6.5", "6.4.16"));
	assert_false(border_holds("before 6.5", "6.5.0"));
	assert_false(border_holds("since 6.5", "6.4.16"));
	assert_true(border_holds("since 6.5", "6.5.0"));
	assert_false(border_holds("before 6.5", "unknown"));
	assert_false(border_holds("since 6.5", "unknown"));
}

static const char file[] = "until-phases: 1\n"
			   "border: before 5.9\nborder-zh: 甲\nborder-en: a\n"
			   "border: before 6.5\nborder-zh: 乙\nborder-en: b\n"
			   "border: since 7.2\nborder-zh: 丙\nborder-en: c\n";

static void says_it_in_both_languages(void **state)
{
	(void)state;
	static const char *const words[][2] = {
	    [LANG_ZH] = {"Linux 5.9之前：甲", "Linux 7.2起：丙"},
	    [LANG_EN] = {"before Linux 5.9: a", "since Linux 7.2: c"},
	};
	struct scenario scenario;
	struct border border;
	struct err err;
	assert_true(scenario_parse(&scenario, "x", file, strlen(file), &err));
	for (enum lang lang = LANG_ZH; lang <= LANG_EN; lang++)
		for (size_t i = 0; i < 2; i++) {
			struct text text;
			text_init(&text);
			assert_true(border_at(&border, &scenario, 2 * i, lang));
			border_words(&text, &border, lang);
			assert_text(&text, words[lang][i]);
			text_release(&text);
		}
	assert_false(border_at(&border, &scenario, 3, LANG_EN));
	scenario_release(&scenario);
}

static void write_file(const char *folder, const char *name, const char *text)
{
	char path[256];
	snprintf(path, sizeof path, "%s/%s", folder, name);
	FILE *out = fopen(path, "w");
	assert_non_null(out);
	fputs(text, out);
	fclose(out);
}

static void finds_this_kernels_golden(void **state)
{
	(void)state;
	static const struct {
		const char *release, *name, *border, *bytes;
	} rows[] = {
	    {"5.4.0", "x.before-5.9.txt", "before Linux 5.9: a", "oldest"},
	    {"6.1.0", "x.before-6.5.txt", "before Linux 6.5: b", "old"},
	    {"6.12.118", "x.txt", "", "usual"},
	    {"7.3.4+deb13", "x.since-7.2.txt", "since Linux 7.2: c", NULL},
	    {"unknown", "x.txt", "", "usual"},
	};
	char folder[] = "/tmp/border.XXXXXX", path[256];
	struct scenario scenario;
	struct err err;
	assert_non_null(mkdtemp(folder));
	write_file(folder, "x.txt", "usual");
	write_file(folder, "x.before-5.9.txt", "oldest");
	write_file(folder, "x.before-6.5.txt", "old");
	assert_true(scenario_parse(&scenario, "x", file, strlen(file), &err));
	for (size_t i = 0; i < COUNT_OF(rows); i++) {
		struct goldens goldens;
		assert_true(
		    goldens_read(&goldens, folder, &scenario, rows[i].release, LANG_EN, &err));
		assert_int_equal(goldens.count, 4);
		struct golden *own = &goldens.items[goldens.own];
		snprintf(path, sizeof path, "%s/%s", folder, rows[i].name);
		assert_string_equal(own->path, path);
		assert_text(&own->border, rows[i].border);
		if (rows[i].bytes)
			assert_string_equal(own->bytes, rows[i].bytes);
		else
			assert_null(own->bytes);
		assert_null(goldens.second.bytes);
		goldens_release(&goldens);
	}
	scenario_release(&scenario);
	for (size_t i = 0; i < 3; i++) {
		snprintf(path, sizeof path, "%s/%s", folder, rows[i].name);
		assert_int_equal(unlink(path), 0);
	}
	assert_int_equal(rmdir(folder), 0);
}

int test_border(void)
{
	static const struct CMUnitTest tests[] = {
	    cmocka_unit_test(compares_versions),
	    cmocka_unit_test(holds_on_its_side),
	    cmocka_unit_test(says_it_in_both_languages),
	    cmocka_unit_test(finds_this_kernels_golden),
	};
	return run_group(tests, NULL, NULL);
}
