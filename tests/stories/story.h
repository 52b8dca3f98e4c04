/* SPDX-License-Identifier: MIT */
/* A TCP exchange as readable text, with what the sniffer must say about it beside each segment.
 *
 * A story is made of lines; '#' begins a comment, words are separated by spaces:
 *
 *     title WORDS                   what happens, for the reader
 *     link ethernet|raw|sll|sll2|null|loop|ppp|pcapng    default ethernet; pcapng is Ethernet, too,
 *                                   in a file of that format with two interfaces
 *     ipv6                          the default ends are IPv6 addresses
 *     vlans                         VLAN tags tell connections apart: --vlan
 *     snaplen N                     the capture keeps N bytes of each packet
 *     ids                           IP identifications rise; 0 of SYN+ACKs and RSTs, as Linux does
 *     end WHO ADDRESS PORT [isn N]  where WHO is, and its initial sequence number
 *     expect [N] NAME VALUE ...     what connection N (default 1) must be called
 *     TIME WHO FLAGS SEQ[/ACK] [THINGS] | CLIENT-STATE SERVER-STATE PHASE [LABELS] [rel SEQ[/ACK]]
 *
 * TIME is +NUMBER[ns|us|ms|s] since the segment before. WHO is C or S, C2 and S2 of the second
 * connection, and so on. FLAGS are letters of FSRPAUEWN (W is CWR, N is AE), or - for none. SEQ and
 * ACK count from the initial sequence numbers; =N is a number as it stands in the header. THINGS:
 * "text" (with \n \r \t \\ \" \xNN) or `len N` is the payload, `win N` the window (default 65535),
 * `urg N` the urgent pointer, `ecn ect0|ect1|ce`, `id N` (default 0) and `ttl N` (default 64) the
 * IP header's, `on N` the interface (of sll2, default 1; of pcapng 0 or 1), `type N` the packet
 * type of sll and sll2 (0: to the host; 4: from it), `vlan N` an Ethernet frame's tag, `rest N` so
 * many more bytes in a second IPv4 fragment, a frame of its own, `partial N` the checksum of the
 * pseudo-header alone with N added to it, and <...> TCP options: `mss N`, `ws N`, `sackok`, `ts
 * VALUE ECHO`, `sack LEFT-RIGHT,...`, `tfo COOKIE` (a text; `tfo -`: the request for one), `nop`.
 * LABELS are joined with commas, - for none. `rel` tells the relative numbers where they are not
 * SEQ and ACK: the capture cannot know the initial ones; `fate NAME` is told where not all arrived
 * as it must (`fate -`: none is), `claim ID` a claim, `checksum NAME` what is said of that. */
#ifndef STORY_H
#define STORY_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "endpoint.h"
#include "err.h"
#include "text.h"

enum {
	STORY_SEGMENTS_MAX = 512,
	STORY_CONNECTIONS_MAX = 8,
	STORY_BYTES_MAX = 1 << 20, /* of the text, and of all payloads */
	STORY_OPTIONS_MAX = 40,
};

#define STORY_LONGEST_NS (INT64_C(10) * 366 * 86400 * 1000000000)

/* Expected fields of a connection, by their names in -f json; bytes is CLIENT/SERVER. */
#define STORY_EXPECTATIONS(ROW)                                                                    \
	ROW(STORY_OPEN, "open")                                                                    \
	ROW(STORY_CLOSE, "close")                                                                  \
	ROW(STORY_CLOSED_FIRST, "closed_first")                                                    \
	ROW(STORY_BYTES, "bytes")                                                                  \
	ROW(STORY_RETRANSMISSIONS, "retransmissions")                                              \
	ROW(STORY_ZEEK_STATE, "zeek_state")                                                        \
	ROW(STORY_HISTORY, "history")                                                              \
	ROW(STORY_COMPLETENESS, "completeness")

#define STORY_ENUM(id, name) id,
enum story_expectation { STORY_EXPECTATIONS(STORY_ENUM) STORY_EXPECTATION_COUNT };
#undef STORY_ENUM

/* All strings point into the story's own copy of its text. */
struct story_connection {
	struct endpoint ends[2]; /* C, S */
	uint32_t isn[2];
	uint16_t ip_ids[2];                            /* of the last segment */
	bool used;                                     /* a segment belongs to it */
	const char *expected[STORY_EXPECTATION_COUNT]; /* NULL: not told */
};

struct story_segment {
	uint32_t line;    /* 1-based */
	const char *text; /* the line, as it was written */
	size_t told;      /* characters of `text` before the | */
	uint8_t connection;
	uint8_t from; /* 0: C, 1: S */
	uint8_t ecn;
	uint8_t ttl;
	uint8_t options_length;
	uint8_t options[STORY_OPTIONS_MAX];
	int64_t time_ns; /* since the first segment */
	uint16_t flags, window, urgent, ip_id;
	uint16_t interface, vlan, rest, partial;
	uint8_t type;
	bool has_partial;
	uint32_t seq, ack; /* as in the header */
	size_t payload;    /* offset into story.payloads */
	uint32_t payload_length;
	uint32_t told_seq, told_ack;         /* as they stand in the story */
	uint32_t expected_seq, expected_ack; /* relative: the same, or behind `rel` */
	const char *expected_states[2];      /* client, server; NULL: not told */
	const char *expected_phase;
	const char *expected_labels; /* "" for none */
	const char *expected_fate;   /* NULL: it has arrived, or none is told; "-": that */
	const char *expected_crossed;
	const char *expected_claim, *expected_checksum; /* NULL: not told */
};

struct story_link {
	const char *name;
	int type; /* LINKTYPE_ */
	bool pcapng;
};

struct story {
	char *original, *words; /* the text, twice: as it was, and cut into words. Owned. */
	const char *title;
	const struct story_link *link;
	uint32_t snaplen;
	bool ids, vlans;
	struct text payloads;
	struct story_connection connections[STORY_CONNECTIONS_MAX];
	struct story_segment segments[STORY_SEGMENTS_MAX];
	size_t segment_count;
};

/* Reads a story of LENGTH bytes. False, with the line in ERR: it is none. Release it either way. */
bool story_read(struct story *story, const char *bytes, size_t length, struct err *err);
void story_release(struct story *story);

const char *story_expectation_name(enum story_expectation expectation);

/* Appends segment INDEX as a frame of the story's link; false where it has no second fragment. */
void text_story_frame(struct text *text, const struct story *story, size_t index);
bool text_story_rest(struct text *text, const struct story *story, size_t index);

/* Appends the whole story as a pcap file with nanoseconds, or a pcapng file. */
void text_story_pcap(struct text *text, const struct story *story);

/* Compares the story with what `sniffer -p 0 -f json` said about its capture. Appends each
 * difference to REPORT; returns how many there are. */
size_t story_check(const struct story *story, const char *json, size_t length, struct text *report);

/* Appends the story with the expectations that JSON, the sniffer's output, would fulfil: to be read
 * and corrected by whoever writes a story. */
void text_story_filled(struct text *text, const struct story *story, const char *json,
		       size_t length);

/* Marks the rows of RFC 9293's transitions that the story exercises: rows[state * ENDS_EVENT_COUNT
 * + event]. */
bool story_rows(const struct story *story, bool *rows, struct err *err);

#endif
