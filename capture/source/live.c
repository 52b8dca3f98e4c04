/* SPDX-License-Identifier: MIT */
#include <stdlib.h>
#include <string.h>

#include "source_private.h"

enum { SNAPLEN = 262144, BUFFER_KIB = 16 * 1024 };

static const char *reason_of(pcap_t *pcap, int status)
{
	const char *text = pcap_geterr(pcap);
	return *text ? text : pcap_statustostr(status);
}

/* Why an interface cannot be opened, and what to do. */
static bool tell(const char *interface, pcap_t *pcap, int status, struct err *err)
{
	switch (status) {
	case PCAP_ERROR_PERM_DENIED:
	case PCAP_ERROR_PROMISC_PERM_DENIED:
		return err_set(
		    err,
		    "cannot capture on %s: no permission to capture: run ./run_demo.sh (which "
		    "needs no root), or once 'sudo setcap cap_net_raw+ep build/bin/sniffer', "
		    "or run sniffer with sudo",
		    interface);
	case PCAP_ERROR_NO_SUCH_DEVICE:
		return err_set(err,
			       "cannot capture on %s: no such interface: 'sniffer -D' lists them",
			       interface);
	case PCAP_ERROR_IFACE_NOT_UP:
		return err_set(err, "cannot capture on %s: it is down: 'ip link set %s up'",
			       interface, interface);
	default:
		return err_set(err, "cannot capture on %s: %s", interface, reason_of(pcap, status));
	}
}

/* libpcap knows which interface is a loopback. */
static bool is_loopback(const char *interface)
{
	char reason[PCAP_ERRBUF_SIZE];
	pcap_if_t *all = NULL;
	bool loopback = false;
	if (pcap_findalldevs(&all, reason) != 0)
		return false;
	for (const pcap_if_t *one = all; one; one = one->next)
		if (strcmp(one->name, interface) == 0)
			loopback = one->flags & PCAP_IF_LOOPBACK;
	pcap_freealldevs(all);
	return loopback;
}

static bool activate(pcap_t *pcap, const struct source_live_options *options, struct err *err)
{
	uint32_t buffer_kib = options->buffer_kib ? options->buffer_kib : BUFFER_KIB;
	pcap_set_snaplen(pcap, SNAPLEN);
	pcap_set_timeout(pcap, SOURCE_TIMEOUT_MS);
	pcap_set_buffer_size(pcap, (int)(buffer_kib * 1024));
	pcap_set_promisc(pcap, 1);
	pcap_set_tstamp_precision(pcap, PCAP_TSTAMP_PRECISION_NANO);
	int status = pcap_activate(pcap);
	return status >= 0 || tell(options->interface, pcap, status, err);
}

struct source *source_open_live(const struct source_live_options *options, struct err *err)
{
	char reason[PCAP_ERRBUF_SIZE] = "";
	pcap_t *pcap = pcap_create(options->interface, reason);
	if (!pcap) {
		err_set(err, "cannot capture on %s: %s", options->interface, reason);
		return NULL;
	}
	if (!activate(pcap, options, err)) {
		pcap_close(pcap);
		return NULL;
	}
	struct source *source = source_new(pcap, options->interface, err);
	if (!source)
		return NULL;
	source->live = true;
	source->loopback = is_loopback(options->interface);
	if (options->filter &&
	    (!source_compile(source, options->filter, err) ||
	     (pcap_setfilter(pcap, &source->filter) != 0 &&
	      !err_set(err, "cannot filter on %s: %s", options->interface, pcap_geterr(pcap))))) {
		source_close(source);
		return NULL;
	}
	if (pcap_setnonblock(pcap, 1, reason) != 0) {
		err_set(err, "cannot capture on %s: %s", options->interface, reason);
		source_close(source);
		return NULL;
	}
	return source;
}
