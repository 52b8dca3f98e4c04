/* SPDX-License-Identifier: MIT */
#include <string.h>

#include "escape.h"
#include "source_private.h"

struct word {
	bpf_u_int32 mask, value;
	const char *word;
};

static const struct word words[] = {
    {PCAP_IF_UP, PCAP_IF_UP, "Up"},
    {PCAP_IF_RUNNING, PCAP_IF_RUNNING, "Running"},
    {PCAP_IF_LOOPBACK, PCAP_IF_LOOPBACK, "Loopback"},
    {PCAP_IF_WIRELESS, PCAP_IF_WIRELESS, "Wireless"},
};

/* A loopback interface has none of these (PCAP_IF_CONNECTION_STATUS_NOT_APPLICABLE). */
#define STATUS PCAP_IF_CONNECTION_STATUS
static const struct word wired_words[] = {
    {STATUS, PCAP_IF_CONNECTION_STATUS_UNKNOWN, "Connection status unknown"},
    {STATUS, PCAP_IF_CONNECTION_STATUS_CONNECTED, "Connected"},
    {STATUS, PCAP_IF_CONNECTION_STATUS_DISCONNECTED, "Disconnected"},
};
static const struct word wireless_words[] = {
    {STATUS, PCAP_IF_CONNECTION_STATUS_UNKNOWN, "Association status unknown"},
    {STATUS, PCAP_IF_CONNECTION_STATUS_CONNECTED, "Associated"},
    {STATUS, PCAP_IF_CONNECTION_STATUS_DISCONNECTED, "Not associated"},
};
#undef STATUS

enum { STATUS_WORDS = sizeof wired_words / sizeof wired_words[0] };

static void say(struct text *text, const struct word *rows, size_t count, bpf_u_int32 flags,
		const char **separator)
{
	for (size_t i = 0; i < count; i++) {
		if ((flags & rows[i].mask) != rows[i].value)
			continue;
		text_format(text, "%s%s", *separator, rows[i].word);
		*separator = ", ";
	}
}

static void say_interface(struct text *text, unsigned number, const pcap_if_t *interface)
{
	bpf_u_int32 flags = interface->flags;
	const char *separator = " [";
	const char *description = interface->description;
	/* A user who may rename an interface chooses these bytes. */
	text_format(text, "%u.", number);
	text_printable(text, interface->name, strlen(interface->name));
	if (description) {
		text_string(text, " (");
		text_printable(text, description, strlen(description));
		text_char(text, ')');
	}
	if (flags == 0) {
		text_char(text, '\n');
		return;
	}
	say(text, words, sizeof words / sizeof words[0], flags, &separator);
	if (separator[0] == ' ') {
		text_string(text, " [none");
		separator = ", ";
	}
	say(text, flags & PCAP_IF_WIRELESS ? wireless_words : wired_words, STATUS_WORDS, flags,
	    &separator);
	text_string(text, "]\n");
}

bool source_list_interfaces(struct text *text, struct err *err)
{
	char reason[PCAP_ERRBUF_SIZE] = "";
	pcap_if_t *all = NULL;
	if (pcap_findalldevs(&all, reason) != 0)
		return err_set(err, "cannot list the interfaces: %s", reason);
	unsigned number = 0;
	for (const pcap_if_t *one = all; one; one = one->next)
		say_interface(text, ++number, one);
	pcap_freealldevs(all);
	return true;
}
