/* SPDX-License-Identifier: MIT */
#include "source_private.h"

static const struct {
	unsigned mask, value;
	const char *word;
} words[] = {
    {PCAP_IF_UP, PCAP_IF_UP, "Up"},
    {PCAP_IF_RUNNING, PCAP_IF_RUNNING, "Running"},
    {PCAP_IF_LOOPBACK, PCAP_IF_LOOPBACK, "Loopback"},
    {PCAP_IF_WIRELESS, PCAP_IF_WIRELESS, "Wireless"},
    {PCAP_IF_CONNECTION_STATUS, PCAP_IF_CONNECTION_STATUS_CONNECTED, "Connected"},
    {PCAP_IF_CONNECTION_STATUS, PCAP_IF_CONNECTION_STATUS_DISCONNECTED, "Disconnected"},
};

static void one_line(struct text *text, unsigned number, const pcap_if_t *interface)
{
	text_format(text, "%u.%s", number, interface->name);
	if (interface->description)
		text_format(text, " (%s)", interface->description);
	const char *separator = " [";
	for (size_t i = 0; i < sizeof words / sizeof words[0]; i++) {
		if ((interface->flags & words[i].mask) != words[i].value)
			continue;
		text_format(text, "%s%s", separator, words[i].word);
		separator = ", ";
	}
	text_string(text, separator[0] == ',' ? "]\n" : "\n");
}

bool source_list_interfaces(struct text *text, struct err *err)
{
	char reason[PCAP_ERRBUF_SIZE];
	pcap_if_t *all = NULL;
	if (pcap_findalldevs(&all, reason) != 0)
		return err_set(err, "cannot list the interfaces: %s", reason);
	unsigned number = 0;
	for (const pcap_if_t *one = all; one; one = one->next)
		one_line(text, ++number, one);
	pcap_freealldevs(all);
	return true;
}
