/* SPDX-License-Identifier: MIT */
/* Everything in front of IP. Link types: https://www.tcpdump.org/linktypes.html */
#include "layers.h"

enum {
	LINKTYPE_NULL = 0,
	LINKTYPE_PPP = 9,
	LINKTYPE_PPP_HDLC = 50,
	LINKTYPE_PPP_ETHER = 51,
	LINKTYPE_RAW = 101,
	LINKTYPE_C_HDLC = 104,
	LINKTYPE_LOOP = 108,
	LINKTYPE_LINUX_SLL = 113,
	LINKTYPE_IPV4 = 228,
	LINKTYPE_IPV6 = 229,
	LINKTYPE_LINUX_SLL2 = 276,
};

enum {
	ETHERTYPE_VLAN = 0x8100,     /* IEEE 802.1Q */
	ETHERTYPE_QINQ = 0x88a8,     /* IEEE 802.1ad */
	ETHERTYPE_QINQ_OLD = 0x9100, /* before 802.1ad */
	ETHERTYPE_MPLS = 0x8847,
	ETHERTYPE_MPLS_MULTICAST = 0x8848,
	ETHERTYPE_PPPOE_SESSION = 0x8864,
	ETHERTYPE_SMALLEST = 0x0600, /* below: a length, and LLC follows (IEEE 802.3) */
};

/* RFC 3032: label stack entries up to the one with the bottom bit; the first nibble behind them
 * tells IPv4 from IPv6 (RFC 4928), and anything else is a pseudowire. */
static enum decode_result take_mpls(struct cursor *cursor, uint16_t *ethertype)
{
	const uint8_t *entry;
	do {
		entry = cursor_take(cursor, 4);
		if (!entry)
			return DECODE_SHORT_LINK;
	} while (!(entry[2] & 1));
	if (reader_left(&cursor->captured) == 0)
		return DECODE_SHORT_LINK;
	unsigned nibble = *cursor->captured.at >> 4;
	if (nibble != 4 && nibble != 6)
		return DECODE_NOT_IP;
	*ethertype = nibble == 4 ? ETHERTYPE_IPV4 : ETHERTYPE_IPV6;
	return DECODE_SEGMENT;
}

/* RFC 1661: a protocol number of two bytes, or of one when it is odd (compressed). */
static enum decode_result take_ppp_protocol(struct cursor *cursor, uint16_t *ethertype)
{
	const uint8_t *at = cursor_take(cursor, 1);
	if (!at)
		return DECODE_SHORT_LINK;
	uint16_t protocol = *at;
	if (!(protocol & 1)) {
		at = cursor_take(cursor, 1);
		if (!at)
			return DECODE_SHORT_LINK;
		protocol = (uint16_t)(protocol << 8 | *at);
	}
	switch (protocol) {
	case 0x0021: /* IPCP's network protocol, RFC 1332 */
		*ethertype = ETHERTYPE_IPV4;
		return DECODE_SEGMENT;
	case 0x0057: /* RFC 5072 */
		*ethertype = ETHERTYPE_IPV6;
		return DECODE_SEGMENT;
	case 0x0281: /* RFC 3032 */
	case 0x0283:
		return take_mpls(cursor, ethertype);
	default:
		return DECODE_NOT_IP;
	}
}

/* RFC 2516: version and type, code, session, length. The code of session data is 0; that it is
 * session data was told by the Ethertype already, so a wrong code does not matter. */
static enum decode_result take_pppoe(struct cursor *cursor, uint16_t *ethertype)
{
	const uint8_t *header = cursor_take(cursor, 6);
	if (!header)
		return DECODE_SHORT_LINK;
	cursor_limit(cursor, u16_at(header + 4));
	return take_ppp_protocol(cursor, ethertype);
}

/* IEEE 802.2: SNAP with the zero OUI (RFC 1042) or the bridge tunnel's (IEEE 802.1H) carries an
 * Ethertype; SAP 6 is IPv4. */
static enum decode_result take_llc(struct cursor *cursor, uint16_t *ethertype)
{
	const uint8_t *llc = cursor_take(cursor, 3);
	if (!llc)
		return DECODE_SHORT_LINK;
	if (llc[0] == 0x06 && llc[1] == 0x06 && llc[2] == 0x03) {
		*ethertype = ETHERTYPE_IPV4;
		return DECODE_SEGMENT;
	}
	if (llc[0] != 0xaa || llc[1] != 0xaa || llc[2] != 0x03)
		return DECODE_NOT_IP;
	const uint8_t *snap = cursor_take(cursor, 5);
	if (!snap)
		return DECODE_SHORT_LINK;
	if (snap[0] | snap[1] || (snap[2] != 0 && snap[2] != 0xf8))
		return DECODE_NOT_IP;
	*ethertype = u16_at(snap + 3);
	return DECODE_SEGMENT;
}

/* Two ids of 12 bits, each with a bit that says there is one; of more, all bits are turned on. Id 0
 * is no VLAN, only a priority (IEEE 802.1Q). */
static void add_vlan(struct cursor *cursor, unsigned id)
{
	if (id != 0)
		cursor->vlan = (cursor->vlan << 13 | cursor->vlan >> 19) ^ (0x1000 | id);
}

/* From an Ethertype to IP, through any number of tags and labels. */
static enum decode_result take_ethertype(struct cursor *cursor, uint16_t *ethertype)
{
	for (;;) {
		const uint8_t *tag;
		enum decode_result result;
		switch (*ethertype) {
		case ETHERTYPE_IPV4:
		case ETHERTYPE_IPV6:
			return DECODE_SEGMENT;
		case ETHERTYPE_VLAN:
		case ETHERTYPE_QINQ:
		case ETHERTYPE_QINQ_OLD:
			tag = cursor_take(cursor, 4);
			if (!tag)
				return DECODE_SHORT_LINK;
			*ethertype = u16_at(tag + 2);
			add_vlan(cursor, u16_at(tag) & 0xfff);
			break;
		case ETHERTYPE_MPLS:
		case ETHERTYPE_MPLS_MULTICAST:
			return take_mpls(cursor, ethertype);
		case ETHERTYPE_PPPOE_SESSION:
			return take_pppoe(cursor, ethertype);
		default:
			if (*ethertype >= ETHERTYPE_SMALLEST)
				return DECODE_NOT_IP;
			cursor_limit(cursor, *ethertype);
			result = take_llc(cursor, ethertype);
			if (result != DECODE_SEGMENT || *ethertype < ETHERTYPE_SMALLEST)
				return result == DECODE_SEGMENT ? DECODE_NOT_IP : result;
		}
	}
}

static enum decode_result take_ethernet(struct cursor *cursor, uint16_t *ethertype)
{
	const uint8_t *header = cursor_take(cursor, 14);
	if (!header)
		return DECODE_SHORT_LINK;
	*ethertype = u16_at(header + 12);
	if (*ethertype == ETHERTYPE_IPV4) /* most are */
		return DECODE_SEGMENT;
	return take_ethertype(cursor, ethertype);
}

/* LINUX_SLL and LINUX_SLL2, whose fields stand in another order. The packet's type is its
 * direction: sent by the capturing host, to it, to others (packet(7)). The second has the
 * interface, too. */
struct cooked {
	uint8_t length, protocol, type; /* bytes of the header; offsets in it */
};
static const struct cooked cooked_v1 = {.length = 16, .protocol = 14, .type = 1};
static const struct cooked cooked_v2 = {.length = 20, .protocol = 0, .type = 10};

/* The protocol is an Ethertype, or one of Linux's own small numbers. */
static enum decode_result take_cooked(struct cursor *cursor, const struct cooked *fields,
				      uint16_t *ethertype)
{
	enum { LINUX_ETH_P_802_2 = 4, INTERFACE = 4, TYPES = 8 };
	const uint8_t *header = cursor_take(cursor, fields->length);
	if (!header)
		return DECODE_SHORT_LINK;
	cursor->link = header[fields->type] % TYPES;
	if (fields == &cooked_v2)
		cursor->link += u32_at(header + INTERFACE) * TYPES;
	*ethertype = u16_at(header + fields->protocol);
	if (*ethertype == LINUX_ETH_P_802_2) {
		enum decode_result result = take_llc(cursor, ethertype);
		if (result != DECODE_SEGMENT)
			return result;
	}
	if (*ethertype < ETHERTYPE_SMALLEST)
		return DECODE_NOT_IP;
	return take_ethertype(cursor, ethertype);
}

/* An address family in the byte order of the machine that captured, which is not told: a family is
 * small, so the order is the one in which it is. AF_INET6 differs among systems. */
static enum decode_result take_family(struct cursor *cursor, uint16_t *ethertype)
{
	const uint8_t *header = cursor_take(cursor, 4);
	if (!header)
		return DECODE_SHORT_LINK;
	uint32_t family = u32_at(header);
	if (family > 0xffff)
		family = family >> 24 | (family >> 8 & 0xff00);
	switch (family) {
	case 2:
		*ethertype = ETHERTYPE_IPV4;
		return DECODE_SEGMENT;
	case 10: /* Linux */
	case 24: /* NetBSD, OpenBSD */
	case 28: /* FreeBSD */
	case 30: /* macOS */
		*ethertype = ETHERTYPE_IPV6;
		return DECODE_SEGMENT;
	default: /* some write an Ethertype there */
		if (family < ETHERTYPE_SMALLEST)
			return DECODE_NOT_IP;
		*ethertype = (uint16_t)family;
		return take_ethertype(cursor, ethertype);
	}
}

/* PPP with or without HDLC-like framing (RFC 1662: address 0xff, control 0x03), and Cisco HDLC
 * (address 0x0f or 0x8f, control 0, Ethertype), which captures mix. */
static enum decode_result take_ppp(struct cursor *cursor, uint16_t *ethertype)
{
	size_t left = reader_left(&cursor->captured);
	if (left < 2)
		return DECODE_SHORT_LINK;
	const uint8_t *at = cursor->captured.at;
	if ((at[0] == 0x0f || at[0] == 0x8f) && at[1] == 0) {
		if (left < 4)
			return DECODE_SHORT_LINK;
		at = cursor_take(cursor, 4);
		*ethertype = u16_at(at + 2);
		return take_ethertype(cursor, ethertype);
	}
	if (at[0] == 0xff && at[1] == 0x03)
		cursor_take(cursor, 2);
	return take_ppp_protocol(cursor, ethertype);
}

const int *decode_link_types(size_t *count)
{
	static const int types[] = {
	    LINKTYPE_ETHERNET,  LINKTYPE_RAW,  LINKTYPE_LINUX_SLL, LINKTYPE_LINUX_SLL2,
	    LINKTYPE_NULL,      LINKTYPE_LOOP, LINKTYPE_PPP,       LINKTYPE_PPP_HDLC,
	    LINKTYPE_PPP_ETHER, LINKTYPE_IPV4, LINKTYPE_IPV6,      LINKTYPE_C_HDLC,
	};
	*count = sizeof types / sizeof types[0];
	return types;
}

enum decode_result link_decode(int link_type, struct cursor *cursor, uint16_t *ethertype)
{
	if (link_type == LINKTYPE_ETHERNET) /* most are */
		return take_ethernet(cursor, ethertype);
	switch (link_type) {
	case LINKTYPE_LINUX_SLL:
		return take_cooked(cursor, &cooked_v1, ethertype);
	case LINKTYPE_LINUX_SLL2:
		return take_cooked(cursor, &cooked_v2, ethertype);
	case LINKTYPE_NULL:
	case LINKTYPE_LOOP:
		return take_family(cursor, ethertype);
	case LINKTYPE_PPP:
	case LINKTYPE_PPP_HDLC:
	case LINKTYPE_C_HDLC:
		return take_ppp(cursor, ethertype);
	case LINKTYPE_PPP_ETHER:
		return take_pppoe(cursor, ethertype);
	case LINKTYPE_RAW:
	case LINKTYPE_IPV4:
	case LINKTYPE_IPV6:
		*ethertype = ETHERTYPE_NONE;
		return DECODE_SEGMENT;
	default:
		return DECODE_UNKNOWN_LINK;
	}
}
