/* SPDX-License-Identifier: MIT */
#include "set_up.h"

#include <arpa/inet.h>
#include <errno.h>
#include <fcntl.h>
#include <netinet/in.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/socket.h>
#include <unistd.h>

#include "command.h"

/* The tables of nft's language: which segments a word means, and how its length compares with that
 * of the headers alone. */
static const struct what {
	const char *word, *flags, *length;
} whats[] = {
    {"any", "", NULL},
    {"data", "tcp flags & syn == 0x0", ">"},
    {"ack", "tcp flags & (syn | fin | rst) == 0x0", "=="},
    {"syn", "tcp flags & (syn | ack) == syn", NULL},
    {"syn-ack", "tcp flags & (syn | ack) == (syn | ack)", NULL},
    {"fin", "tcp flags & fin == fin", NULL},
};

static const char *side_of(const char *word)
{
	return strcmp(word, "client") == 0 ? "tcp dport 8079" : "tcp sport 8079";
}

static const struct what *what_of(const char *word)
{
	size_t length = strcspn(word, ":"), i = 0;
	while (strlen(whats[i].word) != length || strncmp(whats[i].word, word, length) != 0)
		i++;
	return &whats[i];
}

/* Rules that jump to the verdict when the length compares so with that of the headers alone (nft
 * cannot compute): one for each length that a TCP header can have. */
static void rules_of_length(struct text *rule, const char *operator)
{
	for (int words = 5; words <= 15; words++) {
		text_format(rule,
			    "meta nfproto ipv4 @th,96,4 %d meta length %s %d jump met\n"
			    "meta nfproto ipv6 @th,96,4 %d meta length %s %d jump met\n",
			    words, operator, 20 + 4 * words, words, operator, 40 + 4 * words);
	}
}

/* Which of the segments: the N-th alone, the first COUNT, or all. */
static void which_of(struct text *rule, const char *what, const char *count)
{
	const char *number = strchr(what, ':');
	if (number)
		text_format(rule, "numgen inc mod 1000000 == %lu",
			    strtoul(number + 1, NULL, 10) - 1);
	else if (!count || strcmp(count, "all") != 0)
		text_format(rule, "numgen inc mod 1000000 < %s", count ? count : "1");
}

/* On the way out, so that the capture shows what the receiver gets. */
static void mss_rule(const struct words *words, unsigned number, struct text *rule)
{
	text_format(rule,
		    "table inet demo%u {\n"
		    "chain where {\n"
		    "type filter hook output priority 0;\n"
		    "%s tcp flags & syn == syn tcp option maxseg size set %s\n"
		    "}\n"
		    "}\n",
		    number, side_of(words->items[1]), words->items[2]);
}

/* Packets are lost on their way in: the capture, on their way out, has them already. And they are
 * counted by numgen, which counts up to a number that no scenario reaches. */
void set_up_rule(const struct words *words, unsigned number, struct text *rule)
{
	if (strcmp(words->items[0], "clamp-mss") == 0) {
		mss_rule(words, number, rule);
		return;
	}
	bool marks = strcmp(words->items[0], "mark-ce") == 0;
	const struct what *what = what_of(words->items[2]);
	text_format(rule, "table inet demo%u {\nchain met { ", number);
	which_of(rule, words->items[2], words->count > 3 ? words->items[3] : NULL);
	text_format(rule, " %s; }\nchain length {\n", marks ? "ip ecn set ce" : "counter drop");
	if (what->length)
		rules_of_length(rule, what->length);
	text_format(rule,
		    "}\n"
		    "chain where {\n"
		    "type filter hook %s priority 0;\n"
		    "%s %s jump %s\n"
		    "}\n"
		    "}\n",
		    marks ? "prerouting" : "input", side_of(words->items[1]), what->flags,
		    what->length ? "length" : "met");
}

/* Fills REFUSED with WHAT and the first line of why. */
static bool refuse(struct text *refused, const char *what, struct text *why)
{
	const char *text = text_c_string(why);
	size_t length = strcspn(text, "\n");
	text_string(refused, what);
	if (length > 0) {
		text_string(refused, ": ");
		text_bytes(refused, text, length);
	}
	return false;
}

static bool run(const char *const arguments[], const char *input, const char *what,
		struct text *refused)
{
	struct text why;
	text_init(&why);
	bool done = command_run(arguments, input, NULL, &why) == 0 || refuse(refused, what, &why);
	text_release(&why);
	return done;
}

static bool set_sysctl(const struct words *words, struct text *refused)
{
	struct text path, value, why;
	text_init(&path);
	text_init(&value);
	text_init(&why);
	text_string(&path, "/proc/sys/");
	for (const char *at = words->items[1]; *at; at++)
		if (*at == '.')
			text_char(&path, '/');
		else
			text_char(&path, *at);
	for (size_t i = 2; i < words->count; i++)
		text_format(&value, "%s%s", i > 2 ? " " : "", words->items[i]);
	text_char(&value, '\n');
	int fd = open(text_c_string(&path), O_WRONLY | O_CLOEXEC);
	bool done = fd >= 0 && write(fd, value.bytes, value.length) == (ssize_t)value.length;
	text_string(&why, done ? ""
			  : errno == ENOENT
			      ? "network namespaces of this kernel have no such setting"
			      : strerror(errno));
	if (fd >= 0)
		close(fd);
	text_clear(&value);
	text_format(&value, "sysctl %s", words->items[1]);
	if (!done)
		refuse(refused, text_c_string(&value), &why);
	text_release(&path);
	text_release(&value);
	text_release(&why);
	return done;
}

/* lo mtu N, lo gso-max-segs N */
static bool set_loopback(const struct words *words, struct text *refused)
{
	bool mtu = strcmp(words->items[1], "mtu") == 0;
	const char *const ip[] = {
	    "ip", "link", "set", "dev", "lo", mtu ? "mtu" : "gso_max_segs", words->items[2], NULL};
	return run(ip, NULL, mtu ? "lo's mtu" : "lo's gso_max_segs", refused);
}

static bool add_rule(struct set_up *set_up, const struct words *words, struct text *refused)
{
	static const char *const nft[] = {"nft", "-f", "-", NULL};
	const char *what = "a rule of nft";
	struct text rule;
	/* Since Linux 7.2 (nft's payload writes). */
	if (strcmp(words->items[0], "mark-ce") == 0 && set_up->user)
		what = "a rule of nft that changes packets, which newer kernels allow only "
		       "root";
	text_init(&rule);
	set_up_rule(words, ++set_up->rules, &rule);
	bool done = run(nft, text_c_string(&rule), what, refused);
	text_release(&rule);
	return done;
}

bool set_up_words(struct set_up *set_up, const struct words *words, struct text *refused)
{
	if (strcmp(words->items[0], "sysctl") == 0)
		return set_sysctl(words, refused);
	if (strcmp(words->items[0], "lo") == 0)
		return set_loopback(words, refused);
	return add_rule(set_up, words, refused);
}

/* A chain's counter stands before the chain that jumps to it, which tells whose segments it counts.
 */
void set_up_dropped(const char *ruleset, unsigned dropped[2])
{
	static const char counter[] = "counter packets ";
	unsigned count = 0;
	for (const char *line = ruleset; *line;
	     line += strcspn(line, "\n"), line += *line == '\n') {
		char words[256];
		snprintf(words, sizeof words, "%.*s", (int)strcspn(line, "\n"), line);
		const char *counted = strstr(words, counter);
		if (counted && strstr(counted, " drop"))
			count += (unsigned)strtoul(counted + strlen(counter), NULL, 10);
		const bool client = strstr(words, side_of("client")) != NULL;
		if (!client && !strstr(words, side_of("server")))
			continue;
		dropped[client ? 0 : 1] += count;
		count = 0;
	}
}

bool set_up_count_dropped(const struct set_up *set_up, unsigned dropped[2])
{
	static const char *const nft[] = {"nft", "list", "ruleset", NULL};
	struct text ruleset;
	if (set_up->rules == 0)
		return true;
	text_init(&ruleset);
	bool done = command_run(nft, NULL, &ruleset, NULL) == 0;
	set_up_dropped(text_c_string(&ruleset), dropped);
	text_release(&ruleset);
	return done;
}

bool set_up_clear_rules(struct text *refused)
{
	static const char *const nft[] = {"nft", "flush", "ruleset", NULL};
	return run(nft, NULL, "nft flush", refused);
}

/* 50 bytes to the discard port. */
static void send_datagram(void)
{
	static const char bytes[50] = {0};
	struct sockaddr_in discard = {
	    .sin_family = AF_INET, .sin_port = htons(9), .sin_addr = {htonl(INADDR_LOOPBACK)}};
	int fd = socket(AF_INET, SOCK_DGRAM | SOCK_CLOEXEC, 0);
	if (fd < 0)
		return;
	sendto(fd, bytes, sizeof bytes, 0, (struct sockaddr *)&discard, sizeof discard);
	close(fd);
}

/* VERB: replace or change. The queue looks at its new rate when the next packet comes. */
static bool shape(const char *verb, const char *rate, const char *burst, struct text *refused)
{
	const char *const tc[] = {"tc",   "qdisc", verb,    "dev", "lo",    "root",  "tbf",
				  "rate", rate,    "burst", burst, "limit", "10000", NULL};
	if (!run(tc, NULL, "tc's tbf on lo", refused))
		return false;
	send_datagram();
	return true;
}

/* A bucket that fills by a byte a second, drained by one datagram. */
bool set_up_slow_lo(struct text *refused)
{
	return shape("replace", "8bit", "100", refused);
}

bool set_up_fast_lo(struct text *refused)
{
	return shape("change", "1gbit", "100000", refused);
}

unsigned set_up_backlog(const char *shown)
{
	const char *line = strstr(shown, " backlog ");
	const char *packets = line ? strpbrk(line + strlen(" backlog "), " \n") : NULL;
	return packets && *packets == ' ' ? (unsigned)strtoul(packets, NULL, 10) : 0;
}

unsigned set_up_queued(void)
{
	static const char *const tc[] = {"tc", "-s", "qdisc", "show", "dev", "lo", NULL};
	struct text shown;
	text_init(&shown);
	command_run(tc, NULL, &shown, NULL);
	unsigned packets = set_up_backlog(text_c_string(&shown));
	text_release(&shown);
	return packets;
}
