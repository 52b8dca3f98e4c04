/* SPDX-License-Identifier: MIT */
#include <arpa/inet.h>
#include <stdlib.h>
#include <string.h>

#include "segment.h"
#include "story.h"
#include "story_options.h"
#include "story_words.h"

#define STORY_NAME(id, name) [id] = name,
static const char *const expectation_names[] = {STORY_EXPECTATIONS(STORY_NAME)};
#undef STORY_NAME

const char *story_expectation_name(enum story_expectation expectation)
{
	return expectation_names[expectation];
}

static const struct story_link links[] = {
    {.name = "ethernet", .type = 1}, {.name = "raw", .type = 101},
    {.name = "sll", .type = 113},    {.name = "sll2", .type = 276},
    {.name = "null", .type = 0},     {.name = "loop", .type = 108},
    {.name = "ppp", .type = 9},      {.name = "pcapng", .type = 1, .pcapng = true},
};

/* C, S, C2, S2, ... */
static bool read_who(const char *word, uint8_t *connection, uint8_t *from)
{
	uint64_t number = 1;
	if (!word || (*word != 'C' && *word != 'S') ||
	    (word[1] && (!word_number(word + 1, STORY_CONNECTIONS_MAX, &number) || number == 0)))
		return false;
	*connection = (uint8_t)(number - 1);
	*from = *word == 'S';
	return true;
}

static char *next(struct words *words)
{
	bool closed;
	char *word = words_next(words, &closed);
	return closed ? word : NULL;
}

static bool set_address(struct endpoint *end, const char *text)
{
	struct endpoint read = {.port = end->port};
	if (inet_pton(AF_INET, text, read.address) == 1)
		read.version = 4;
	else if (inet_pton(AF_INET6, text, read.address) == 1)
		read.version = 6;
	else
		return false;
	*end = read;
	return true;
}

static bool set_defaults(struct story *story, bool ipv6)
{
	static const char *const addresses[2][2] = {{"192.0.2.1", "192.0.2.2"},
						    {"2001:db8::1", "2001:db8::2"}};
	for (unsigned c = 0; c < STORY_CONNECTIONS_MAX; c++)
		for (unsigned side = 0; side < 2; side++) {
			struct endpoint *end = &story->connections[c].ends[side];
			end->port = (uint16_t)(side ? 8079 : 48604 + c);
			set_address(end, addresses[ipv6][side]);
		}
	return true;
}

static bool read_end(struct story *story, struct words *words, struct err *err)
{
	uint8_t connection, from;
	uint64_t port, isn;
	if (!read_who(next(words), &connection, &from))
		return err_set(err, "end: C or S is missing");
	struct story_connection *is = &story->connections[connection];
	const char *address = next(words);
	if (!address || !set_address(&is->ends[from], address))
		return err_set(err, "end: an address is missing");
	if (!word_number(next(words), UINT16_MAX, &port))
		return err_set(err, "end: a port is missing");
	is->ends[from].port = (uint16_t)port;
	const char *word = next(words);
	if (!word)
		return true;
	if (strcmp(word, "isn") != 0 || !word_number(next(words), UINT32_MAX, &isn))
		return err_set(err, "end: `isn NUMBER` or nothing");
	is->isn[from] = (uint32_t)isn;
	return true;
}

static bool read_expect(struct story *story, struct words *words, struct err *err)
{
	uint64_t number = 1;
	char *name = next(words);
	if (name && word_number(name, STORY_CONNECTIONS_MAX, &number))
		name = next(words);
	if (number == 0)
		return err_set(err, "expect: connections count from 1");
	for (; name; name = next(words)) {
		unsigned e = 0;
		while (e < STORY_EXPECTATION_COUNT && strcmp(expectation_names[e], name) != 0)
			e++;
		const char *value = next(words);
		if (e == STORY_EXPECTATION_COUNT || !value)
			return err_set(err, "expect: %.40s: no such name, or no value", name);
		story->connections[number - 1].expected[e] = value;
	}
	return true;
}

static bool read_link(struct story *story, const char *name, struct err *err)
{
	for (size_t i = 0; name && i < sizeof links / sizeof links[0]; i++)
		if (strcmp(links[i].name, name) == 0) {
			story->link = &links[i];
			return true;
		}
	return err_set(err, "link: not one of those that story.h names");
}

static bool read_flags(const char *word, uint16_t *flags)
{
	static const char letters[] = "FSRPAUEWN"; /* in the order of their bits */
	*flags = 0;
	if (!word)
		return false;
	for (; *word && *word != '-'; word++) {
		const char *letter = strchr(letters, *word);
		if (!letter)
			return false;
		*flags = (uint16_t)(*flags | 1u << (letter - letters));
	}
	return true;
}

/* "12" counts from BASE, "=12" is the header's own number. Both forms are kept. */
static bool read_number(const char *word, uint32_t base, uint32_t *header, uint32_t *relative)
{
	bool absolute = *word == '=';
	uint64_t number;
	if (!word_number(word + absolute, UINT32_MAX, &number))
		return false;
	*header = absolute ? (uint32_t)number : base + (uint32_t)number;
	*relative = (uint32_t)number;
	return true;
}

/* SEQ or SEQ/ACK; without ACK it is 0. */
static bool read_numbers(char *word, const uint32_t base[2], uint32_t header[2],
			 uint32_t relative[2])
{
	if (!word)
		return false;
	char *slash = strchr(word, '/');
	if (slash)
		*slash = '\0';
	header[1] = relative[1] = 0;
	return read_number(word, base[0], &header[0], &relative[0]) &&
	       (!slash || read_number(slash + 1, base[1], &header[1], &relative[1]));
}

/* Filler that looks the same when it is sent again: each byte is a matter of its number. */
static void fill_payload(struct text *payloads, uint32_t relative_seq, uint64_t length)
{
	for (uint64_t i = 0; i < length; i++)
		text_char(payloads, (char)('a' + (relative_seq + i) % 26));
}

static bool read_ecn(const char *word, uint8_t *ecn)
{
	static const char *const names[] = {"not-ect", "ect1", "ect0", "ce"};
	for (uint8_t i = 0; word && i < 4; i++)
		if (strcmp(names[i], word) == 0) {
			*ecn = i;
			return true;
		}
	return false;
}

static void set_partial(struct story_segment *segment, uint64_t more)
{
	segment->has_partial = true;
	segment->partial = (uint16_t)more;
}

static bool read_thing(struct story *story, struct story_segment *segment, char *word,
		       struct words *words, struct err *err)
{
	const struct story_connection *connection = &story->connections[segment->connection];
	uint64_t number;
	if (*word == '"')
		return word_quoted(word, &story->payloads) ||
		       err_set(err, "an escape that is not known in %.40s", word);
	if (*word == '<')
		return story_options_read(segment, word, connection->isn[!segment->from]) ||
		       err_set(err, "TCP options that are not known, or more than 40 bytes");
	const char *value = next(words);
	if (strcmp(word, "ecn") == 0 && read_ecn(value, &segment->ecn))
		return true;
	if (!word_number(value, UINT16_MAX, &number))
		return err_set(err, "%.40s: not known, or without its value", word);
	if (strcmp(word, "len") == 0)
		fill_payload(&story->payloads, segment->expected_seq, number);
	else if (strcmp(word, "win") == 0)
		segment->window = (uint16_t)number;
	else if (strcmp(word, "urg") == 0)
		segment->urgent = (uint16_t)number;
	else if (strcmp(word, "id") == 0)
		segment->ip_id = (uint16_t)number;
	else if (strcmp(word, "on") == 0)
		segment->interface = (uint16_t)number;
	else if (strcmp(word, "type") == 0 && number <= UINT8_MAX)
		segment->type = (uint8_t)number;
	else if (strcmp(word, "vlan") == 0)
		segment->vlan = (uint16_t)number;
	else if (strcmp(word, "rest") == 0)
		segment->rest = (uint16_t)number;
	else if (strcmp(word, "partial") == 0)
		set_partial(segment, number);
	else if (strcmp(word, "ttl") == 0 && number <= UINT8_MAX)
		segment->ttl = (uint8_t)number;
	else
		return err_set(err, "%.40s: not known", word);
	return true;
}

static bool read_expected(const struct story_connection *connection, struct story_segment *segment,
			  struct words *words, struct err *err)
{
	(void)connection;
	segment->expected_states[0] = next(words);
	segment->expected_states[1] = next(words);
	segment->expected_phase = next(words);
	segment->expected_labels = "";
	char *word = next(words);
	if (word)
		segment->expected_labels = strcmp(word, "-") == 0 ? "" : word;
	while ((word = next(words)) != NULL) {
		const uint32_t base[2] = {0, 0};
		uint32_t header[2], relative[2];
		char *value = next(words);
		if (strcmp(word, "fate") == 0 && value) {
			segment->expected_fate = value;
		} else if (strcmp(word, "crossed") == 0 && value) {
			segment->expected_crossed = value;
		} else if (strcmp(word, "claim") == 0 && value) {
			segment->expected_claim = value;
		} else if (strcmp(word, "checksum") == 0 && value) {
			segment->expected_checksum = value;
		} else if (strcmp(word, "rel") == 0 &&
			   read_numbers(value, base, header, relative)) {
			segment->expected_seq = relative[0];
			segment->expected_ack = relative[1];
		} else {
			return err_set(err, "after the labels (- for none) comes `rel SEQ/ACK`, "
					    "`fate NAME`, `crossed FRAME`, `claim ID`, "
					    "`checksum NAME` or nothing");
		}
	}
	return true;
}

/* Linux sends its SYN+ACKs and RSTs with 0. */
static void set_id(struct story_connection *connection, struct story_segment *segment)
{
	unsigned both = TCP_FLAG_SYN | TCP_FLAG_ACK;
	if ((segment->flags & both) != both && !(segment->flags & TCP_FLAG_RST))
		segment->ip_id = ++connection->ip_ids[segment->from];
}

static bool read_segment(struct story *story, char *first, struct words *words, uint32_t line,
			 const char *text, struct err *err)
{
	if (story->segment_count == STORY_SEGMENTS_MAX)
		return err_set(err, "more than %d segments", STORY_SEGMENTS_MAX);
	struct story_segment *segment = &story->segments[story->segment_count];
	*segment = (struct story_segment){.line = line,
					  .text = text,
					  .window = UINT16_MAX,
					  .ttl = 64,
					  .interface = story->link->type == 276,
					  .payload = story->payloads.length};
	int64_t since = 0;
	if (!word_duration(first, &since))
		return err_set(err, "%.40s: a time is +NUMBER and ns, us, ms or s", first);
	segment->time_ns = since + (story->segment_count ? segment[-1].time_ns : 0);
	if (segment->time_ns > STORY_LONGEST_NS || segment->time_ns < -STORY_LONGEST_NS)
		return err_set(err, "more than ten years from the first segment");
	if (!read_who(next(words), &segment->connection, &segment->from))
		return err_set(err, "C or S is missing");
	struct story_connection *connection = &story->connections[segment->connection];
	connection->used = true;
	if (!read_flags(next(words), &segment->flags))
		return err_set(err, "flags are letters of FSRPAUEWN, or -");
	uint32_t header[2], relative[2];
	const uint32_t base[2] = {connection->isn[segment->from], connection->isn[!segment->from]};
	if (!read_numbers(next(words), base, header, relative))
		return err_set(err, "SEQ or SEQ/ACK is missing");
	segment->seq = header[0];
	segment->ack = header[1];
	segment->told_seq = segment->expected_seq = relative[0];
	segment->told_ack = segment->expected_ack = relative[1];
	if (story->ids)
		set_id(connection, segment);

	char *word = next(words);
	for (; word && strcmp(word, "|") != 0; word = next(words))
		if (!read_thing(story, segment, word, words, err))
			return false;
	segment->payload_length = (uint32_t)(story->payloads.length - segment->payload);
	if (segment->payload_length > UINT16_MAX - 100)
		return err_set(err, "a longer payload than a packet can carry");
	segment->told =
	    word ? (size_t)(word - story->words) - (size_t)(segment->text - story->original)
		 : strcspn(segment->text, "#\n");
	story->segment_count++;
	return !word || read_expected(connection, segment, words, err);
}

static bool read_line(struct story *story, char *at, uint32_t line, const char *text,
		      struct err *err)
{
	struct words words = {at};
	uint64_t number;
	char *word = next(&words);
	if (!word)
		return true;
	if (*word == '+' || *word == '-')
		return read_segment(story, word, &words, line, text, err);
	if (strcmp(word, "title") == 0) {
		story->title = words.at;
		return true;
	}
	if (strcmp(word, "ipv6") == 0)
		return set_defaults(story, true);
	if (strcmp(word, "link") == 0)
		return read_link(story, next(&words), err);
	if (strcmp(word, "end") == 0)
		return read_end(story, &words, err);
	if (strcmp(word, "expect") == 0)
		return read_expect(story, &words, err);
	if (strcmp(word, "snaplen") == 0 && word_number(next(&words), UINT16_MAX, &number)) {
		story->snaplen = (uint32_t)number;
		return true;
	}
	if (strcmp(word, "ids") == 0)
		return story->ids = true;
	if (strcmp(word, "vlans") == 0)
		return story->vlans = true;
	return err_set(err, "%.40s: not known here", word);
}

bool story_read(struct story *story, const char *bytes, size_t length, struct err *err)
{
	*story = (struct story){.link = &links[0], .snaplen = 262144, .title = ""};
	text_init(&story->payloads);
	if (length > STORY_BYTES_MAX)
		return err_set(err, "longer than %d bytes", STORY_BYTES_MAX);
	story->original = malloc(length + 1);
	story->words = malloc(length + 1);
	if (!story->original || !story->words)
		return err_set(err, "out of memory");
	memcpy(story->original, bytes, length);
	memcpy(story->words, bytes, length);
	story->original[length] = story->words[length] = '\0';
	set_defaults(story, false);
	for (uint32_t c = 0; c < STORY_CONNECTIONS_MAX; c++) {
		story->connections[c].isn[0] = 1000000 * (c + 1);
		story->connections[c].isn[1] = 500000000 + 1000000 * (c + 1);
		story->connections[c].ip_ids[0] = (uint16_t)(10000 + 1000 * c);
		story->connections[c].ip_ids[1] = (uint16_t)(50000 + 1000 * c);
	}

	uint32_t line = 1;
	for (char *at = story->words, *end; *at; at = end, line++) {
		const char *text = story->original + (at - story->words);
		struct err why;
		end = at + strcspn(at, "\n");
		if (*end)
			*end++ = '\0';
		if (!read_line(story, at, line, text, &why))
			return err_set(err, "line %u: %s", line, why.text);
		if (story->payloads.failed || story->payloads.length > STORY_BYTES_MAX)
			return err_set(err, "line %u: more payload than a story may have", line);
	}
	return story->segment_count > 0 || err_set(err, "no segment in it");
}

void story_release(struct story *story)
{
	free(story->original);
	free(story->words);
	text_release(&story->payloads);
}
