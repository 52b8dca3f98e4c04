/* SPDX-License-Identifier: MIT */
/* oddities LINKTYPE: a capture of TCP segments in every wrapping that the link allows, whole,
 * broken and cut short, on standard output. Each row below is one packet (or one for each length to
 * which it can be cut), its TCP source port counts up. */
#include <stdio.h>
#include <stdlib.h>

#include "text.h"

enum { AUTO = -1 };

struct oddity {
	int link;
	const char *before; /* hex in front of IP; E stands for two MAC addresses */
	int version;        /* 4, 6; 0: 4 */
	/* IPv4: options as hex, fragment field, total length + 1 (0: the right one).
	 * IPv6: extension headers as hex, and the first one's number; payload length + 1. */
	const char *extra;
	unsigned fragment, next, length_plus_1;
	unsigned header_words;              /* IPv4's header length; 0: the right one */
	unsigned protocol;                  /* 0: TCP */
	unsigned said_version;              /* 0: the right one */
	unsigned tcp_words;                 /* the data offset; 0: the right one */
	const char *options;                /* TCP's, as hex */
	unsigned payload, cut_tcp, padding; /* bytes; cut_tcp: of the TCP header, these only */
	unsigned flags;                     /* 0: PSH+ACK */
	int cuts;                           /* non-zero: also once for each captured length */
};

static const struct oddity oddities[] = {
    /* Ethernet */
    {1, "E0800", .payload = 11, .cuts = 1},
    {1, "E86dd", 6, .payload = 11, .cuts = 1},
    {1, "E81000001 0800", .payload = 11, .cuts = 1},
    {1, "E88a80001 81000002 0800", .payload = 11},
    {1, "E91000001 81000002 86dd", 6, .payload = 11},
    {1, "E81000001 81000002 81000003 81000004 0800", .payload = 11},
    {1, "E8847 00001140 0800", .payload = 11}, /* MPLS, then what looks like IPv0 */
    {1, "E8847 00001140", .payload = 11},
    {1, "E8847 00001040 00002140", .payload = 11},
    {1, "E8848 00001140", 6, .payload = 11},
    {1, "E81000001 8847 00001140", .payload = 11},
    {1, "E8864 11000001 0035 0021", .payload = 11, .cuts = 1},
    {1, "E8864 11000001 0035 0057", 6, .payload = 11},
    {1, "E8864 11000001 0200 0021", .payload = 11}, /* PPPoE says more than there is */
    {1, "E8864 11000001 0020 0021", .payload = 11}, /* and less */
    {1, "E8864 11090001 0035 0021", .payload = 11}, /* a discovery code */
    {1, "E81000001 8864 11000001 0035 0021", .payload = 11},
    {1, "E003b aaaa03000000 0800", .payload = 11}, /* LLC and SNAP */
    {1, "E003b aaaa030000f8 0800", .payload = 11},
    {1, "E0036 060603", .payload = 11},
    {1, "E0020 aaaa03000000 0800", .payload = 11},
    {1, "E0806", .payload = 11},
    {1, "E88cc", .payload = 11},
    {1, "E0800", .payload = 0, .padding = 6},
    {1, "E0800", .payload = 1, .padding = 5},
    {1, "E0800", .payload = 100, .padding = 4},
    {1, "E86dd", 6, .payload = 2, .padding = 4},
    /* IPv4 */
    {1, "E0800", .extra = "01010100", .payload = 5},
    {1, "E0800", .extra = "0707040000000000 0000000000000000", .payload = 5},
    {1, "E0800", .extra = "83070400000000 00", .payload = 5, .cuts = 1},
    {1, "E0800", .length_plus_1 = 1, .payload = 50},
    {1, "E0800", .length_plus_1 = 1, .payload = 0},
    {1, "E0800", .length_plus_1 = 20, .payload = 5},
    {1, "E0800", .length_plus_1 = 21, .payload = 5},
    {1, "E0800", .length_plus_1 = 30, .payload = 5},
    {1, "E0800", .length_plus_1 = 40, .payload = 5},
    {1, "E0800", .length_plus_1 = 41, .payload = 5},
    {1, "E0800", .length_plus_1 = 44, .payload = 5},
    {1, "E0800", .length_plus_1 = 1501, .payload = 5},
    {1, "E0800", .length_plus_1 = 65536, .payload = 5},
    {1, "E0800", .header_words = 4, .payload = 5},
    {1, "E0800", .header_words = 1, .payload = 5},
    {1, "E0800", .header_words = 15, .payload = 5},
    {1, "E0800", .header_words = 15, .payload = 60},
    {1, "E0800", .fragment = 0x2000, .payload = 64},
    {1, "E0800", .fragment = 0x2000, .payload = 0, .cut_tcp = 8},
    {1, "E0800", .fragment = 0x2000, .payload = 0, .cut_tcp = 16},
    {1, "E0800", .fragment = 0x0001, .payload = 64},
    {1, "E0800", .fragment = 0x2008, .payload = 64},
    {1, "E0800", .fragment = 0x4000, .payload = 64},
    {1, "E0800", .fragment = 0x8000, .payload = 64},
    {1, "E0800", .protocol = 17, .payload = 5},
    {1, "E0800", .protocol = 1, .payload = 5},
    {1, "E0800", .protocol = 50, .payload = 5},
    {1, "E0800", .protocol = 132, .payload = 5},
    {1, "E0800", .said_version = 6, .payload = 40},
    {1, "E0800", .said_version = 5, .payload = 40},
    {1, "E86dd", .said_version = 4, .payload = 40},
    /* IPv6 */
    {1, "E86dd", 6, "0600010400000000", .next = 0, .payload = 5, .cuts = 1},
    {1, "E86dd", 6, "0600010400000000", .next = 60, .payload = 5},
    {1, "E86dd", 6, "2b00010400000000 0600000000000000", .next = 0, .payload = 5},
    {1, "E86dd", 6, "0602000000000000 0000000000000000 0000000000000000", .next = 43, .payload = 5},
    {1, "E86dd", 6, "0600000100000007", .next = 44, .payload = 64},
    {1, "E86dd", 6, "0600000000000007", .next = 44, .payload = 64},
    {1, "E86dd", 6, "0600000800000007", .next = 44, .payload = 64},
    {1, "E86dd", 6, "0604000000000001 0000000100000000 0000000000000000", .next = 51, .payload = 5},
    {1, "E86dd", 6, "0600000000000000", .next = 135, .payload = 5},
    {1, "E86dd", 6, "0600000000000000", .next = 139, .payload = 5},
    {1, "E86dd", 6, "0600000000000000", .next = 140, .payload = 5},
    {1, "E86dd", 6, "", .next = 59, .payload = 5},
    {1, "E86dd", 6, "0600000000000000", .next = 50, .payload = 5},
    {1, "E86dd", 6, "06ff000000000000", .next = 60, .payload = 5},
    {1, "E86dd", 6, .length_plus_1 = 1, .payload = 5},
    {1, "E86dd", 6, .length_plus_1 = 11, .payload = 5},
    {1, "E86dd", 6, .length_plus_1 = 21, .payload = 5},
    {1, "E86dd", 6, .length_plus_1 = 24, .payload = 5},
    {1, "E86dd", 6, .length_plus_1 = 1001, .payload = 5},
    /* TCP */
    {1, "E0800", .tcp_words = 4, .payload = 20},
    {1, "E0800", .tcp_words = 1, .payload = 20},
    {1, "E0800", .tcp_words = 15, .payload = 20},
    {1, "E0800", .tcp_words = 15, .payload = 60},
    {1, "E0800", .options = "0204", .tcp_words = 6, .payload = 2},
    {1, "E0800", .options = "02040566 01030307 0402080a 00000000 00000000", .flags = 0x02},
    {1, "E0800", .options = "02000566", .flags = 0x02},
    {1, "E0800", .options = "02010566", .flags = 0x02},
    {1, "E0800", .options = "02ff0566", .flags = 0x02},
    {1, "E0800", .options = "00ffffff", .flags = 0x02},
    {1, "E0800", .options = "0303ff01", .flags = 0x02},
    {1, "E0800", .flags = 0xfff, .payload = 5},
    {1, "E0800", .flags = 0x1000, .payload = 5},
    {1, "E0800", .cut_tcp = 19},
    {1, "E0800", .cut_tcp = 12},
    {1, "E0800", .cut_tcp = 0, .payload = 0},
    /* Linux cooked v1 */
    {113, "0000 0001 0006 0200000000010000 0800", .payload = 11, .cuts = 1},
    {113, "0004 0001 0006 0200000000010000 86dd", 6, .payload = 11},
    {113, "0000 0304 0000 0000000000000000 0800", .payload = 11},
    {113, "0000 0001 0006 0200000000010000 8100 0001 0800", .payload = 11},
    {113, "0000 0001 0006 0200000000010000 0004 aaaa03000000 0800", .payload = 11},
    {113, "0000 0001 0006 0200000000010000 0004 060603", .payload = 11},
    {113, "0000 0001 0006 0200000000010000 8864 11000001 0035 0021", .payload = 11},
    {113, "0000 0001 0006 0200000000010000 8847 00001140", .payload = 11},
    {113, "0000 0001 0006 0200000000010000 0806", .payload = 11},
    {113, "0000 0001 0006 0200000000010000 000c", .payload = 11},
    {113, "0000 0200 0000 0000000000000000 0009", .payload = 11},
    {113, "0000 fffe 0000 0000000000000000 0800", .payload = 11},
    /* Linux cooked v2 */
    {276, "0800 0000 00000001 0001 00 06 0200000000010000", .payload = 11, .cuts = 1},
    {276, "86dd 0000 00000001 0001 04 06 0200000000010000", 6, .payload = 11},
    {276, "8100 0000 00000001 0001 00 06 0200000000010000 0001 0800", .payload = 11},
    {276, "0800 0000 00000001 fffe 00 00 0000000000000000", .payload = 11},
    {276, "0004 0000 00000001 0001 00 06 0200000000010000 aaaa03000000 0800", .payload = 11},
    {276, "0806 0000 00000001 0001 00 06 0200000000010000", .payload = 11},
    /* BSD null and loop */
    {0, "02000000", .payload = 11, .cuts = 1},
    {0, "00000002", .payload = 11},
    {0, "1e000000", 6, .payload = 11},
    {0, "0000001e", 6, .payload = 11},
    {0, "18000000", 6, .payload = 11},
    {0, "1c000000", 6, .payload = 11},
    {0, "0a000000", 6, .payload = 11},
    {0, "07000000", .payload = 11},
    {0, "02000000", 6, .payload = 11},
    {0, "00000000", .payload = 11},
    {0, "00000800", .payload = 11},
    {108, "00000002", .payload = 11, .cuts = 1},
    {108, "02000000", .payload = 11},
    {108, "00000018", 6, .payload = 11},
    {108, "0000001c", 6, .payload = 11},
    {108, "0000001e", 6, .payload = 11},
    {108, "0000000a", 6, .payload = 11},
    /* PPP, PPP in HDLC framing, Cisco HDLC, PPPoE */
    {9, "ff030021", .payload = 11, .cuts = 1},
    {9, "ff0321", .payload = 11},
    {9, "0021", .payload = 11},
    {9, "21", .payload = 11},
    {9, "0057", 6, .payload = 11},
    {9, "ff030281 00001140", .payload = 11},
    {9, "ff03c021", .payload = 11},
    {50, "ff030021", .payload = 11, .cuts = 1},
    {50, "ff030057", 6, .payload = 11},
    {50, "0f000800", .payload = 11},
    {50, "8f000800", .payload = 11},
    {50, "0021", .payload = 11},
    {104, "0f000800", .payload = 11, .cuts = 1},
    {104, "8f0086dd", 6, .payload = 11},
    {104, "0f008847 00001140", .payload = 11},
    {104, "ff030021", .payload = 11},
    {51, "11000001 0035 0021", .payload = 11, .cuts = 1},
    {51, "11000001 0049 0057", 6, .payload = 11},
    /* Raw IP */
    {101, "", .payload = 11, .cuts = 1},
    {101, "", 6, .payload = 11},
    {101, "", .said_version = 5, .payload = 11},
    {228, "", .payload = 11, .cuts = 1},
    {228, "", 6, .payload = 11},
    {229, "", 6, .payload = 11, .cuts = 1},
    {229, "", .payload = 11},
};

static void put(struct text *text, uint64_t value, unsigned bytes)
{
	for (unsigned i = bytes; i-- > 0;)
		text_char(text, (char)(value >> (8 * i) & 0xff));
}

static void put_little(struct text *text, uint64_t value, unsigned bytes)
{
	for (unsigned i = 0; i < bytes; i++)
		text_char(text, (char)(value >> (8 * i) & 0xff));
}

static unsigned nibble(char digit)
{
	return (unsigned)(digit <= '9' ? digit - '0' : digit - 'a' + 10);
}

static void put_hex(struct text *text, const char *hex)
{
	for (; hex && *hex; hex++) {
		if (*hex == 'E') {
			put(text, 0x020000000002, 6);
			put(text, 0x020000000001, 6);
		} else if (*hex != ' ') {
			put(text, nibble(hex[0]) << 4 | nibble(hex[1]), 1);
			hex++;
		}
	}
}

static void put_tcp(struct text *text, const struct oddity *is, unsigned port)
{
	size_t start = text->length;
	struct text options;
	text_init(&options);
	put_hex(&options, is->options);
	unsigned words = is->tcp_words ? is->tcp_words : (unsigned)(20 + options.length) / 4;
	put(text, port, 2);
	put(text, 8079, 2);
	put(text, 1000, 4);
	put(text, 5000, 4);
	put(text, words << 12 | (is->flags ? is->flags : 0x18), 2);
	put(text, 512, 2);
	put(text, 0, 4);
	text_bytes(text, options.bytes, options.length);
	if (is->cut_tcp)
		text->length = start + is->cut_tcp;
	for (unsigned i = 0; i < is->payload; i++)
		text_char(text, (char)('a' + i % 26));
	text_release(&options);
}

static void put_ip(struct text *text, const struct oddity *is, const struct text *rest)
{
	struct text extra;
	text_init(&extra);
	put_hex(&extra, is->extra);
	unsigned version = is->version ? (unsigned)is->version : 4;
	unsigned said = is->said_version ? is->said_version : version;
	unsigned protocol = is->protocol ? is->protocol : 6;
	size_t length = extra.length + rest->length + (version == 4 ? 20 : 0);
	if (is->length_plus_1)
		length = is->length_plus_1 - 1;
	if (version == 4) {
		unsigned words =
		    is->header_words ? is->header_words : (unsigned)(20 + extra.length) / 4;
		put(text, said << 12 | words << 8, 2);
		put(text, length, 2);
		put(text, 7, 2);
		put(text, is->fragment, 2);
		put(text, 64 << 8 | protocol, 2);
		put(text, 0, 2);
		put(text, 0xc0000201, 4);
		put(text, 0xc0000202, 4);
	} else {
		put(text, (uint64_t)said << 28, 4);
		put(text, length, 2);
		put(text, is->extra ? is->next : protocol, 1);
		put(text, 64, 1);
		for (unsigned end = 1; end <= 2; end++) {
			put(text, 0x20010db800000000, 8);
			put(text, end, 8);
		}
	}
	text_bytes(text, extra.bytes, extra.length);
	text_bytes(text, rest->bytes, rest->length);
	text_release(&extra);
}

static void put_packet(struct text *pcap, const struct text *frame, size_t captured)
{
	put_little(pcap, 1702919033, 4);
	put_little(pcap, 0, 4);
	put_little(pcap, captured, 4);
	put_little(pcap, frame->length, 4);
	text_bytes(pcap, frame->bytes, captured);
}

int main(int argc, char **argv)
{
	struct text pcap, frame, tcp;
	int link = argc == 2 ? atoi(argv[1]) : AUTO;
	unsigned port = 20000;
	text_init(&pcap);
	text_init(&frame);
	text_init(&tcp);
	put_little(&pcap, 0xa1b2c3d4, 4);
	put_little(&pcap, 2, 2);
	put_little(&pcap, 4, 2);
	put_little(&pcap, 0, 8);
	put_little(&pcap, 262144, 4);
	put_little(&pcap, (uint32_t)link, 4);
	size_t empty = pcap.length;
	for (size_t i = 0; i < sizeof oddities / sizeof oddities[0]; i++) {
		if (oddities[i].link != link)
			continue;
		text_clear(&frame);
		text_clear(&tcp);
		put_tcp(&tcp, &oddities[i], port++);
		put_hex(&frame, oddities[i].before);
		put_ip(&frame, &oddities[i], &tcp);
		put(&frame, 0, oddities[i].padding);
		put_packet(&pcap, &frame, frame.length);
		for (size_t cut = 1; oddities[i].cuts && cut < frame.length; cut++)
			put_packet(&pcap, &frame, cut);
	}
	bool done =
	    pcap.length > empty && fwrite(pcap.bytes, 1, pcap.length, stdout) == pcap.length;
	text_release(&pcap);
	text_release(&frame);
	text_release(&tcp);
	if (!done)
		fputs("Usage: oddities LINKTYPE (a number; see the table)\n", stderr);
	return done ? 0 : 2;
}
