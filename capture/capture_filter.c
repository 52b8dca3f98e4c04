/* SPDX-License-Identifier: MIT */
#include "capture_filter.h"

#include <arpa/inet.h>
#include <inttypes.h>
#include <limits.h>
#include <netdb.h>
#include <stdarg.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>

enum { WORD_MAX = 64 }; /* longer ones name no port */

/* The next word of a filter, empty at its end; *AT moves behind it. */
static void take_word(const char **at, char word[WORD_MAX])
{
	static const char between[] = " \t\r\n()!&|";
	*at += strspn(*at, between);
	size_t length = strcspn(*at, between);
	size_t kept = length < WORD_MAX ? length : WORD_MAX - 1;
	memcpy(word, *at, kept);
	word[kept] = '\0';
	*at += length;
}

static bool is_one_of(const char *word, const char *const *list)
{
	for (; *list; list++)
		if (strcmp(word, *list) == 0)
			return true;
	return false;
}

/* WORD as the number of a port, a range of them (FIRST-LAST, in any order) or a service. False: it
 * is none of these. */
static bool read_ports(const char *word, unsigned long *first, unsigned long *last)
{
	char *end;
	*first = *last = strtoul(word, &end, 0);
	if (end > word && *end == '-') {
		const char *second = end + 1;
		*last = strtoul(second, &end, 0);
		if (end > second && *end == '\0')
			return true;
	} else if (end > word && *end == '\0') {
		return true;
	}
	const struct servent *service = getservbyname(word, "tcp");
	if (service)
		*first = *last = ntohs((uint16_t)service->s_port);
	return service;
}

static bool names_port(const char *words, uint16_t port)
{
	static const char *const openers[] = {"port", "portrange", NULL};
	static const char *const joiners[] = {"or", "and", "not", NULL};
	char word[WORD_MAX];
	bool ports = false; /* whether ports may stand here */
	for (take_word(&words, word); word[0] != '\0'; take_word(&words, word)) {
		unsigned long first, last;
		if (is_one_of(word, openers))
			ports = true;
		else if (!ports || is_one_of(word, joiners))
			continue;
		else if (!read_ports(word, &first, &last))
			ports = false;
		else if ((first <= port && port <= last) || (last <= port && port <= first))
			return true;
	}
	return false;
}

/* Parentheses that close nothing would pair with those that are put around. */
static bool can_be_enclosed(const char *words)
{
	int depth = 0;
	for (; *words && depth >= 0; words++)
		depth += (*words == '(') - (*words == ')');
	return depth == 0;
}

static bool build(struct capture_filter *filter, struct err *err, const char *format, ...)
    __attribute__((format(printf, 3, 4)));

static bool build(struct capture_filter *filter, struct err *err, const char *format, ...)
{
	va_list arguments;
	va_start(arguments, format);
	if (vasprintf(&filter->built, format, arguments) < 0)
		filter->built = NULL;
	va_end(arguments);
	filter->words = filter->built;
	return filter->built || err_set(err, "out of memory for the filter");
}

bool capture_filter_init(struct capture_filter *filter, const struct sniffer_options *options,
			 uint16_t view_port, struct err *err)
{
	*filter = (struct capture_filter){.words = options->filter};
	if (!options->filter && options->port != 0)
		return build(filter, err, "tcp port %" PRIu64, options->port);
	if (!options->filter && !options->read_file)
		filter->words = "tcp";
	if (!filter->words || view_port == 0 || names_port(filter->words, view_port) ||
	    !can_be_enclosed(filter->words))
		return true;
	filter->left_out = view_port;
	bool every = filter->words[strspn(filter->words, " \t\r\n")] == '\0';
	return build(filter, err, every ? "%snot (tcp port %u)" : "(%s) and not (tcp port %u)",
		     every ? "" : filter->words, view_port);
}

void capture_filter_release(struct capture_filter *filter)
{
	free(filter->built);
	*filter = (struct capture_filter){0};
}

static bool is_file(const char *word)
{
	struct stat status;
	return stat(word, &status) == 0 && !S_ISDIR(status.st_mode);
}

static size_t without_suffix(const char *word, size_t length, const char *suffix)
{
	size_t end = strlen(suffix);
	return length > end && strncmp(word + length - end, suffix, end) == 0 ? length - end
									      : length;
}

static bool is_called_like_one(const char *word)
{
	size_t length = strlen(word);
	length = without_suffix(word, length, ".gz");
	length = without_suffix(word, length, ".zst");
	return without_suffix(word, length, ".pcap") < length ||
	       without_suffix(word, length, ".pcapng") < length ||
	       without_suffix(word, length, ".cap") < length;
}

/* The first word that IS one; a word may have been given with others, in quotes. */
static bool find_word(const struct sniffer_options *options, bool (*is)(const char *),
		      char found[PATH_MAX])
{
	for (size_t i = 0; i < options->word_count; i++) {
		if (snprintf(found, PATH_MAX, "%s", options->words[i]) < PATH_MAX && is(found))
			return true;
		for (const char *at = options->words[i]; *at;) {
			at += strspn(at, " ");
			int length = (int)strcspn(at, " ");
			if (snprintf(found, PATH_MAX, "%.*s", length, at) < PATH_MAX && is(found))
				return true;
			at += length;
		}
	}
	return false;
}

void capture_filter_hint(const struct sniffer_options *options, struct err *err)
{
	char word[PATH_MAX];
	if (!find_word(options, is_called_like_one, word) && !find_word(options, is_file, word))
		return;
	if (options->read_file)
		err_set_usage(err, "'%s' is no filter: -r reads one file", word);
	else if (is_file(word))
		err_set_usage(err, "'%s' is no filter: to read that file, write -r %s", word, word);
	else
		err_set_usage(err,
			      "'%s' is no filter, and there is no such file: a capture file "
			      "is read with -r",
			      word);
}
