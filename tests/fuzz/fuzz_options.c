/* SPDX-License-Identifier: MIT */
/* Command lines. Input: the program (a byte), then the words, each ended by a zero byte. */
#include "client_options.h"
#include "common_options.h"
#include "fuzz.h"
#include "load_options.h"
#include "options.h"
#include "server_options.h"
#include "socket_options.h"

enum { WORDS_MAX = 24 };

int LLVMFuzzerInitialize(int *argc, char ***argv)
{
	(void)argc;
	(void)argv;
	CHECK(freopen("/dev/null", "w", stdout)); /* --help */
	return 0;
}

static int split(struct input *input, char **words)
{
	int count = 0;
	words[count++] = strdup("program");
	while (input->left > 0 && count < WORDS_MAX) {
		const void *end = memchr(input->bytes, '\0', input->left);
		size_t length = end ? (size_t)((const uint8_t *)end - input->bytes) : input->left;
		words[count] = malloc(length + 1);
		CHECK(words[count]);
		memcpy(words[count], input->bytes, length);
		words[count++][length] = '\0';
		input->bytes += length + (end != NULL);
		input->left -= length + (end != NULL);
	}
	words[count] = NULL;
	return count;
}

static void read_sniffer(int count, char **words)
{
	struct sniffer_options options;
	struct common_options common;
	enum start start = sniffer_options_read(&options, &common, "0", count, words);
	if (start != START_RUN)
		return;
	CHECK(options.port <= UINT16_MAX && options.max_connections > 0);
	sniffer_options_release(&options);
}

static void read_server(int count, char **words)
{
	struct server_settings settings = {0};
	struct common_options common = {0};
	const struct option_group groups[] = {
	    server_option_group(&settings),
	    server_experiment_group(&settings),
	    socket_option_group(&settings.socket),
	    common_option_group(&common),
	};
	const struct program program = {.name = "server",
					.summary = "",
					.groups = groups,
					.group_count = sizeof groups / sizeof groups[0],
					.rules = server_option_rules,
					.examples = ""};
	int first;
	if (common_start(&program, &common, "0", count, words, &first) == START_RUN)
		CHECK(first == count && settings.port <= UINT16_MAX);
}

static void read_client(int count, char **words)
{
	struct client_settings settings = {.host = "localhost", .message = "x"};
	struct common_options common = {0};
	const struct option_group groups[] = {
	    client_option_group(&settings),     load_option_group(&settings),
	    client_experiment_group(&settings), socket_option_group(&settings.socket),
	    common_option_group(&common),
	};
	const struct program program = {.name = "client",
					.summary = "",
					.groups = groups,
					.group_count = sizeof groups / sizeof groups[0],
					.rules = client_option_rules,
					.examples = ""};
	int first;
	if (common_start(&program, &common, "0", count, words, &first) == START_RUN)
		CHECK(first == count && settings.port <= UINT16_MAX && settings.host);
}

int LLVMFuzzerTestOneInput(const uint8_t *bytes, size_t length)
{
	static void (*const readers[])(int, char **) = {read_sniffer, read_server, read_client};
	struct input input = {bytes, length};
	char *words[WORDS_MAX + 1], *to_free[WORDS_MAX + 1];
	unsigned which = input_byte(&input) % 3;
	int count = split(&input, words);
	memcpy(to_free, words, sizeof words); /* getopt reorders them */
	readers[which](count, words);
	for (int i = 0; i < count; i++)
		free(to_free[i]);
	return 0;
}
