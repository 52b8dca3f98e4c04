/* SPDX-License-Identifier: MIT */
#include "capture_filter.h"

#include <arpa/inet.h>
#include <netdb.h>

#include "unit.h"

static void says_what_is_captured(void **state)
{
	(void)state;
	static const struct {
		const char *read_file, *filter;
		uint64_t port;
		uint16_t view_port;
		const char *words;
		uint16_t left_out;
	} cases[] = {
	    {NULL, NULL, 8079, 0, "tcp port 8079", 0},
	    {NULL, NULL, 65535, 0, "tcp port 65535", 0},
	    {NULL, NULL, 0, 0, "tcp", 0},
	    {"f", NULL, 0, 0, NULL, 0},
	    {"f", NULL, 80, 0, "tcp port 80", 0},
	    {NULL, "udp", 0, 0, "udp", 0},
	    {"f", "udp", 0, 0, "udp", 0},
	    /* The view's own port, unless something names what is wanted. */
	    {NULL, NULL, 0, 8080, "(tcp) and not (tcp port 8080)", 8080},
	    {NULL, NULL, 0, 65535, "(tcp) and not (tcp port 65535)", 65535},
	    {NULL, NULL, 8080, 8080, "tcp port 8080", 0},
	    {NULL, NULL, 8079, 8080, "tcp port 8079", 0},
	    {"f", NULL, 0, 8080, NULL, 0},
	    {NULL, "tcp", 0, 8080, "(tcp) and not (tcp port 8080)", 8080},
	    {NULL, "tcp or udp", 0, 8080, "(tcp or udp) and not (tcp port 8080)", 8080},
	    {NULL, "host 127.0.0.1", 0, 8080, "(host 127.0.0.1) and not (tcp port 8080)", 8080},
	    {NULL, "", 0, 8080, "not (tcp port 8080)", 8080},
	    {NULL, "port 80", 0, 8080, "(port 80) and not (tcp port 8080)", 8080},
	    {NULL, "portrange 1-79", 0, 80, "(portrange 1-79) and not (tcp port 80)", 80},
	    {NULL, "tcp[2:2] = 8080", 0, 8080, "(tcp[2:2] = 8080) and not (tcp port 8080)", 8080},
	    {NULL, "port 80 and len > 8080", 0, 8080,
	     "(port 80 and len > 8080) and not (tcp port 8080)", 8080},
	    {NULL, "port 8080", 0, 8080, "port 8080", 0},
	    {NULL, "not (src port 8080)", 0, 8080, "not (src port 8080)", 0},
	    {NULL, "tcp dst port 0x1f90", 0, 8080, "tcp dst port 0x1f90", 0},
	    {NULL, "port 80 or 8080", 0, 8080, "port 80 or 8080", 0},
	    {NULL, "port (80 or (8080))", 0, 8080, "port (80 or (8080))", 0},
	    {NULL, "portrange 8000-8080", 0, 8080, "portrange 8000-8080", 0},
	    {NULL, "tcp portrange 8090-8080", 0, 8085, "tcp portrange 8090-8080", 0},
	    /* No filter at all: it must not become one. */
	    {NULL, "tcp) or (udp", 0, 8080, "tcp) or (udp", 0},
	    {NULL, "(tcp", 0, 8080, "(tcp", 0},
	};
	for (size_t i = 0; i < COUNT_OF(cases); i++) {
		const struct sniffer_options options = {.read_file = cases[i].read_file,
							.filter = cases[i].filter,
							.port = cases[i].port};
		struct capture_filter filter;
		struct err err;
		assert_true(capture_filter_init(&filter, &options, cases[i].view_port, &err));
		if (cases[i].words)
			assert_string_equal(filter.words, cases[i].words);
		else
			assert_null(filter.words);
		assert_int_equal(filter.left_out, cases[i].left_out);
		capture_filter_release(&filter);
	}
}

static void knows_the_names_of_services(void **state)
{
	(void)state;
	const struct servent *service = getservbyname("http", "tcp");
	if (!service)
		skip(); /* no /etc/services here */
	const struct sniffer_options options = {.filter = "tcp port https or http"};
	struct capture_filter filter;
	struct err err;
	assert_true(capture_filter_init(&filter, &options, ntohs((uint16_t)service->s_port), &err));
	assert_int_equal(filter.left_out, 0);
	capture_filter_release(&filter);
}

static void hints_at_a_file(void **state)
{
	(void)state;
	static const struct {
		const char *words[3];
		const char *read_file, *text;
	} cases[] = {
	    {{"/dev/null", "tcp"},
	     NULL,
	     "'/dev/null' is no filter: to read that file, write -r /dev/null"},
	    {{"tcp", "/dev/null"},
	     NULL,
	     "'/dev/null' is no filter: to read that file, write -r /dev/null"},
	    {{"tcp /dev/null"},
	     NULL,
	     "'/dev/null' is no filter: to read that file, write -r /dev/null"},
	    {{"/dev/null", "no.pcap"},
	     NULL,
	     "'no.pcap' is no filter, and there is no such file: a capture file is read with -r"},
	    {{"no/such file.pcapng"},
	     NULL,
	     "'no/such file.pcapng' is no filter, and there is no such file: a capture file is "
	     "read "
	     "with -r"},
	    {{"tcp", "no.cap.gz"},
	     NULL,
	     "'no.cap.gz' is no filter, and there is no such file: a capture file is read with -r"},
	    {{"no.pcap.zst"},
	     NULL,
	     "'no.pcap.zst' is no filter, and there is no such file: a capture file is read with "
	     "-r"},
	    {{"b.pcap", "c.pcap"}, "a.pcap", "'b.pcap' is no filter: -r reads one file"},
	    /* None of these. */
	    {{"and", "and"}, NULL, "bad filter"},
	    {{"/dev"}, NULL, "bad filter"},
	    {{".pcap", ".gz", "cap"}, NULL, "bad filter"},
	    {{NULL}, NULL, "bad filter"},
	};
	for (size_t i = 0; i < COUNT_OF(cases); i++) {
		struct sniffer_options options = {.read_file = cases[i].read_file,
						  .words = cases[i].words};
		while (options.word_count < 3 && cases[i].words[options.word_count])
			options.word_count++;
		struct err err = {.text = "bad filter"};
		capture_filter_hint(&options, &err);
		assert_string_equal(err.text, cases[i].text);
		assert_int_equal(err.usage, strcmp(err.text, "bad filter") != 0);
	}
}

int test_capture_filter(void)
{
	const struct CMUnitTest tests[] = {
	    cmocka_unit_test(says_what_is_captured),
	    cmocka_unit_test(knows_the_names_of_services),
	    cmocka_unit_test(hints_at_a_file),
	};
	return run_group(tests, NULL, NULL);
}
