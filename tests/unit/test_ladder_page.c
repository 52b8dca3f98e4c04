/* SPDX-License-Identifier: MIT */
#include "ladder_page.h"

#include "display_width.h"
#include "terminal.h"
#include "unit.h"

struct fixture {
	struct text text;
	struct writer_options options;
	struct ladder_page page;
};

static void init(struct fixture *fixture, unsigned columns)
{
	text_init(&fixture->text);
	fixture->options = (struct writer_options){.columns = columns, .text = &fixture->text};
	ladder_page_init(&fixture->page, &fixture->options, true);
}

static struct ladder_row row_of(const char *words)
{
	return (struct ladder_row){.words = words, .length = strlen(words)};
}

/* What was drawn, which is forgotten then. */
static void expect(struct fixture *fixture, const char *drawn)
{
	assert_text(&fixture->text, drawn);
	text_clear(&fixture->text);
}

static void draws_arrows_between_two_lifelines(void **state)
{
	(void)state;
	struct fixture fixture;
	init(&fixture, 60);
	struct ladder_row row = row_of("SYN seq=0");
	row.states[SIDE_CLIENT] = "SYN-SENT";
	row.states[SIDE_SERVER] = "SYN-RECEIVED";
	ladder_arrow(&fixture.page, &row, SIDE_CLIENT);
	expect(&fixture, "     SYN-SENT ├─ SYN seq=0 ─────────────────►│ SYN-RECEIVED\n");
	row = row_of("ACK seq=1");
	ladder_arrow(&fixture.page, &row, SIDE_SERVER);
	expect(&fixture, "              │◄───────────────── ACK seq=1 ─┤\n");
	text_release(&fixture.text);
}

/* What is lost ends on its way, also where its words are long. */
static void ends_arrows_where_segments_end(void **state)
{
	(void)state;
	struct fixture fixture;
	init(&fixture, 60);
	struct ladder_row row = row_of("FIN seq=1");
	row.arrow = ARROW_LOST;
	ladder_arrow(&fixture.page, &row, SIDE_CLIENT);
	expect(&fixture, "              ├─ FIN seq=1 ──────────×       │\n");
	ladder_arrow(&fixture.page, &row, SIDE_SERVER);
	expect(&fixture, "              │       ×────────── FIN seq=1 ─┤\n");
	row.arrow = ARROW_DISCARDED;
	ladder_arrow(&fixture.page, &row, SIDE_CLIENT);
	expect(&fixture, "              ├─ FIN seq=1 ─────────────────×│\n");
	row.arrow = ARROW_UNSURE;
	ladder_arrow(&fixture.page, &row, SIDE_CLIENT);
	expect(&fixture, "              ├─ FIN seq=1 ╌╌╌╌╌╌╌╌╌╌╌╌╌╌╌╌╌?│\n");
	row = row_of("FIN seq=4294967295 and more than there is room for");
	row.arrow = ARROW_LOST;
	ladder_arrow(&fixture.page, &row, SIDE_CLIENT);
	expect(&fixture, "              ├─ FIN seq=4294967295 … ─×     │\n");
	ladder_arrow(&fixture.page, &row, SIDE_SERVER);
	expect(&fixture, "              │     ×─ FIN seq=4294967295 … ─┤\n");
	text_release(&fixture.text);
}

/* Of two that cross the first turns down, passes the rows between, and both arrive at last. */
static void lets_arrows_cross(void **state)
{
	(void)state;
	struct fixture fixture;
	init(&fixture, 60);
	struct ladder_row row = row_of("FIN seq=1");
	row.turns = true;
	ladder_arrow(&fixture.page, &row, SIDE_CLIENT);
	expect(&fixture, "              ├─ FIN seq=1 ─────────────────╮│\n");
	fixture.page.passing[SIDE_SERVER] = PASSING_DOWN;
	struct ladder_row note = row_of("between");
	ladder_note(&fixture.page, &note, PLACE_RIGHT, "│");
	expect(&fixture, "              │                      between││\n");
	ladder_arrow(&fixture.page, &row, SIDE_SERVER);
	expect(&fixture, "              │╭───────────────── FIN seq=1 ┼┤\n");
	fixture.page.passing[SIDE_CLIENT] = PASSING_DOWN;
	ladder_arrow(&fixture.page, &row, SIDE_CLIENT);
	expect(&fixture, "              ├┼ FIN seq=1 ─────────────────╮│\n");
	fixture.page.passing[SIDE_CLIENT] = fixture.page.passing[SIDE_SERVER] = PASSING_ARRIVES;
	note = row_of("crossed");
	ladder_note(&fixture.page, &note, PLACE_CENTER, "│");
	expect(&fixture, "              │◄          crossed           ►│\n");
	text_release(&fixture.text);
}

static void draws_with_ascii(void **state)
{
	(void)state;
	struct fixture fixture;
	init(&fixture, 60);
	fixture.options.ascii = true;
	ladder_page_init(&fixture.page, &fixture.options, true);
	struct ladder_row row = row_of("SYN seq=0 and more than there is room for");
	ladder_arrow(&fixture.page, &row, SIDE_CLIENT);
	expect(&fixture, "              |- SYN seq=0 and more tha... ->|\n");
	ladder_arrow(&fixture.page, &row, SIDE_SERVER);
	expect(&fixture, "              |<- SYN seq=0 and more tha... -|\n");
	row = row_of("FIN");
	row.turns = true;
	ladder_arrow(&fixture.page, &row, SIDE_CLIENT);
	expect(&fixture, "              |- FIN -----------------------.|\n");
	row.arrow = ARROW_LOST;
	ladder_arrow(&fixture.page, &row, SIDE_CLIENT);
	expect(&fixture, "              |- FIN ----------------x       |\n");
	row = row_of("later");
	ladder_note(&fixture.page, &row, PLACE_CENTER, fixture.page.glyphs->pause);
	expect(&fixture, "              :            later             :\n");
	text_release(&fixture.text);
}

static void places_notes(void **state)
{
	(void)state;
	struct fixture fixture;
	init(&fixture, 60);
	struct ladder_row row = row_of("三次握手");
	ladder_note(&fixture.page, &row, PLACE_LEFT, "│");
	expect(&fixture, "              │ 三次握手                     │\n");
	ladder_note(&fixture.page, &row, PLACE_CENTER, "│");
	expect(&fixture, "              │           三次握手           │\n");
	ladder_note(&fixture.page, &row, PLACE_RIGHT, "│");
	expect(&fixture, "              │                     三次握手 │\n");
	row = (struct ladder_row){.states = {"CLOSED", "LISTEN"}};
	ladder_note(&fixture.page, &row, PLACE_LEFT, "│");
	expect(&fixture, "       CLOSED │                              │ LISTEN\n");
	text_release(&fixture.text);
}

static void wraps_long_notes(void **state)
{
	(void)state;
	struct fixture fixture;
	init(&fixture, 60);
	struct ladder_row row = row_of("retransmission, out-of-order, zero-window");
	ladder_notes(&fixture.page, &row, PLACE_LEFT);
	expect(&fixture, "              │ retransmission,              │\n"
			 "              │ out-of-order, zero-window    │\n");
	text_release(&fixture.text);
}

/* Whatever stands in it: each row between two lifelines is as wide as the others, and no row is
 * wider than the page. */
static void keeps_the_lifelines_straight(void **state)
{
	(void)state;
	static const char *const words[] = {
	    "",
	    "a",
	    "你",
	    "你a",
	    "SYN seq=0",
	    "PSH+ACK seq=1 ack=1 len=11 \"你好，世界，你好，世界，你好，世界\"",
	    "e\u0301e\u0301",
	    "PSH+ACK seq=4294967295 ack=4294967295 len=4294967295 \"hello world\"",
	    "a\\x1b\\x1b\\x1b\\x1b\\x1b\\x1b\\x1b\\x1b\\x1b\\x1b\\x1b\\x1b\\x1b\\x1b\\x1b"};
	for (unsigned columns = 50; columns <= 170; columns += 3)
		for (size_t i = 0; i < COUNT_OF(words); i++)
			for (int kind = 0; kind < 4 + 2 * ARROW_UNSURE; kind++) {
				struct fixture fixture;
				init(&fixture, columns);
				struct ladder_page *page = &fixture.page;
				struct ladder_row row = row_of(words[i]);
				row.arrow = kind < 4 ? ARROW_ARRIVES : (enum arrow)(kind / 2 - 1);
				if (kind < 2 || kind >= 4)
					ladder_arrow(page, &row, (enum side)(kind % 2));
				else
					ladder_note(page, &row, (enum placement)(kind - 1), "│");
				assert_int_equal(
				    display_width(fixture.text.bytes, fixture.text.length - 1),
				    14 + 1 + page->lane + 1);
				assert_true(14 + 1 + page->lane + 1 + 14 <= page->columns);
				text_release(&fixture.text);
			}
}

static void shows_times_where_there_is_room(void **state)
{
	(void)state;
	struct fixture fixture;
	init(&fixture, 80);
	ladder_page_init(&fixture.page, &fixture.options, false);
	struct ladder_row row = row_of("x");
	row.time = "0.000123     +13 µs";
	ladder_note(&fixture.page, &row, PLACE_LEFT, "|");
	assert_null(strstr(text_c_string(&fixture.text), "0.000123"));
	text_clear(&fixture.text);
	fixture.options.columns = 100;
	ladder_page_init(&fixture.page, &fixture.options, false);
	ladder_note(&fixture.page, &row, PLACE_LEFT, "|");
	static const char drawn[] = "    0.000123     +13 µs               | x";
	assert_memory_equal(text_c_string(&fixture.text), drawn, strlen(drawn));
	text_clear(&fixture.text);
	row.time = "1234567.0000 +123456789 s"; /* years: the lifelines stay where they are */
	ladder_note(&fixture.page, &row, PLACE_LEFT, "|");
	static const char blank[] = "                                      | x";
	assert_memory_equal(text_c_string(&fixture.text), blank, strlen(blank));
	text_release(&fixture.text);
}

static void names_the_lifelines(void **state)
{
	(void)state;
	struct fixture fixture;
	init(&fixture, 80);
	ladder_heading(&fixture.page, "client 127.0.0.1:48604", "server 127.0.0.1:8079", "#2");
	expect(&fixture, "   client 127.0.0.1:48604             #2               "
			 "server 127.0.0.1:8079\n");
	ladder_heading(&fixture.page, "客户端 127.0.0.1:48604", "服务端 127.0.0.1:8079", "");
	expect(&fixture, "   客户端 127.0.0.1:48604                              "
			 "服务端 127.0.0.1:8079\n");
	ladder_heading(&fixture.page, "client [2001:db8:aaaa:bbbb:cccc:dddd:eeee:1111]:48604",
		       "server [2001:db8:aaaa:bbbb:cccc:dddd:eeee:2222]:8079", "#2");
	expect(
	    &fixture,
	    "client [2001:db8:aaaa:bbbb:cccc:dddd:eeee:1111]:48604\n"
	    "                                      #2\n"
	    "                            server [2001:db8:aaaa:bbbb:cccc:dddd:eeee:2222]:8079\n");
	text_release(&fixture.text);
}

static void colours_words_and_states(void **state)
{
	(void)state;
	struct fixture fixture;
	init(&fixture, 60);
	fixture.options.color = true;
	ladder_page_init(&fixture.page, &fixture.options, true);
	struct ladder_row row = row_of("SYN seq=0");
	row.color = "\033[32m";
	row.states[SIDE_CLIENT] = "SYN-SENT";
	row.state_colors[SIDE_CLIENT] = "\033[32m";
	ladder_arrow(&fixture.page, &row, SIDE_CLIENT);
	expect(&fixture,
	       "     \033[1m\033[32mSYN-SENT\033[0m \033[32m├─ SYN seq=0 ─────────────────►│"
	       "\033[0m\n");
	text_release(&fixture.text);
}

static void wraps_paragraphs(void **state)
{
	(void)state;
	struct fixture fixture;
	init(&fixture, 60);
	const char *words = "verdict: opened by the three-way handshake; the client closed first";
	ladder_paragraph(&fixture.page, words, strlen(words));
	expect(&fixture, "  verdict: opened by the three-way handshake; the client\n"
			 "  closed first\n");
	text_release(&fixture.text);
}

static int set_up(void **state)
{
	(void)state;
	terminal_set_locale();
	return 0;
}

int test_ladder_page(void)
{
	const struct CMUnitTest tests[] = {
	    cmocka_unit_test(draws_arrows_between_two_lifelines),
	    cmocka_unit_test(ends_arrows_where_segments_end),
	    cmocka_unit_test(lets_arrows_cross),
	    cmocka_unit_test(draws_with_ascii),
	    cmocka_unit_test(places_notes),
	    cmocka_unit_test(wraps_long_notes),
	    cmocka_unit_test(keeps_the_lifelines_straight),
	    cmocka_unit_test(shows_times_where_there_is_room),
	    cmocka_unit_test(names_the_lifelines),
	    cmocka_unit_test(colours_words_and_states),
	    cmocka_unit_test(wraps_paragraphs),
	};
	return run_group(tests, set_up, NULL);
}
