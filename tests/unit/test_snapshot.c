/* SPDX-License-Identifier: MIT */
/* Who waits for packets while they are captured gets them at once, who does not gets many at a
 * time. */
#include "snapshot.h"

#include "formats.h"
#include "unit.h"

static void hands_over_at_once_what_somebody_waits_for(void **state)
{
	(void)state;
	static const struct {
		const struct writer_format *format;
		const char *write_file;
		bool viewed, at_once;
	} rows[] = {
	    {&writer_line, NULL, false, true},   {&writer_json, NULL, false, true},
	    {&writer_ladder, NULL, false, true}, {&writer_none, NULL, false, false},
	    {&writer_none, "file", false, true}, {&writer_none, NULL, true, true},
	};
	for (size_t i = 0; i < COUNT_OF(rows); i++) {
		const struct sniffer_options options = {.write_file = rows[i].write_file};
		const struct writer writer = {.format = rows[i].format};
		uint32_t delay_ms = capture_delay_ms(&options, &writer, rows[i].viewed);
		assert_int_equal(delay_ms == 0, rows[i].at_once);
		assert_in_range(delay_ms, 0, 100); /* to stop takes twice as long */
	}
}

int test_snapshot(void)
{
	const struct CMUnitTest tests[] = {
	    cmocka_unit_test(hands_over_at_once_what_somebody_waits_for),
	};
	return run_group(tests, NULL, NULL);
}
