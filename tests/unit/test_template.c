/* SPDX-License-Identifier: MIT */
#include "template.h"
#include "unit.h"

static const struct template_values some = {
    .from = "A",
    .to = "B",
    .first = "C",
    .second = "D",
    .length = 1,
    .seq = 2,
    .last = 3,
    .ack = UINT32_MAX,
    .delay_us = 40,
    .close_us = 50,
};

static void expect(const char *template, struct template_values values, const char *expected)
{
	struct text text;
	text_init(&text);
	text_template(&text, template, &values);
	assert_text(&text, expected);
	text_release(&text);
}

static void puts_in_every_value(void **state)
{
	(void)state;
	expect("", some, "");
	expect("as it is", some, "as it is");
	expect("{from}{to} {first}{second} {length} {seq} {last} {ack} {delay} {close}", some,
	       "AB CD 1 2 3 4294967295 40 us 50 us");
	expect("{from}：{from}。", some, "A：A。");
}

static void leaves_times_out_where_they_are_not_wanted(void **state)
{
	(void)state;
	struct template_values timeless = some;
	timeless.timeless = true;
	expect("{from}[ after {delay}] and {to}[ {close} later].", some,
	       "A after 40 us and B 50 us later.");
	expect("{from}[ after {delay}] and {to}[ {close} later].", timeless, "A and B.");
}

/* As in the table of connections: what is not whole is cut, so that no unit overflows. */
static void chooses_the_unit_of_a_duration(void **state)
{
	(void)state;
	static const struct {
		uint32_t us;
		const char *shown;
	} rows[] = {
	    {0, "0 us"},         {999, "999 us"},       {1000, "1.0 ms"},
	    {40960, "40.9 ms"},  {999999, "999.9 ms"},  {1000000, "1.00 s"},
	    {2049999, "2.04 s"}, {59999999, "59.99 s"}, {UINT32_MAX, "4294.96 s"},
	};
	for (size_t i = 0; i < COUNT_OF(rows); i++) {
		struct template_values values = some;
		values.delay_us = rows[i].us;
		expect("{delay}", values, rows[i].shown);
	}
}

int test_template(void)
{
	const struct CMUnitTest tests[] = {
	    cmocka_unit_test(puts_in_every_value),
	    cmocka_unit_test(leaves_times_out_where_they_are_not_wanted),
	    cmocka_unit_test(chooses_the_unit_of_a_duration),
	};
	return run_group(tests, NULL, NULL);
}
