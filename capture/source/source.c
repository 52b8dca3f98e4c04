/* SPDX-License-Identifier: MIT */
#include "source.h"

#include <errno.h>
#include <stdlib.h>
#include <string.h>
#include <sys/select.h>
#include <time.h>

#include "source_private.h"

/* While stopping: the kernel's open block is handed over within one timeout; two are waited for.
 * Who keeps sending cannot keep us from ending: that is the limit. */
enum { DRAIN_QUIET_MS = 2 * SOURCE_TIMEOUT_MS, DRAIN_LIMIT_MS = 150 };

/* libpcap's DLT_ values differ from the LINKTYPE_ values of files for these
 * (https://www.tcpdump.org/linktypes.html). */
static int link_type_of(int dlt)
{
	enum { LINKTYPE_RAW = 101, LINKTYPE_LOOP = 108 };
	if (dlt == DLT_RAW)
		return LINKTYPE_RAW;
	if (dlt == DLT_LOOP)
		return LINKTYPE_LOOP;
	return dlt;
}

static int64_t monotonic_ns(void)
{
	struct timespec now;
	clock_gettime(CLOCK_MONOTONIC, &now);
	return now.tv_sec * INT64_C(1000000000) + now.tv_nsec;
}

struct source *source_new(pcap_t *pcap, const char *name, struct err *err)
{
	struct source *source = calloc(1, sizeof *source);
	char *copy = strdup(name);
	if (!source || !copy) {
		pcap_close(pcap);
		free(source);
		free(copy);
		err_set(err, "out of memory");
		return NULL;
	}
	source->pcap = pcap;
	source->name = copy;
	source->link_type = link_type_of(pcap_datalink(pcap));
	return source;
}

void source_close(struct source *source)
{
	if (!source)
		return;
	if (source->filters)
		pcap_freecode(&source->filter);
	pcap_close(source->pcap);
	free(source->name);
	free(source);
}

bool source_compile(struct source *source, const char *filter, struct err *err)
{
	if (pcap_compile(source->pcap, &source->filter, filter, 1, PCAP_NETMASK_UNKNOWN) != 0)
		return err_set(err, "bad filter '%s': %s", filter, pcap_geterr(source->pcap));
	source->filters = true;
	return true;
}

static enum source_status nothing_now(struct source *source)
{
	int64_t now = monotonic_ns();
	if (!source->stopping)
		return SOURCE_IDLE;
	if (!source->live)
		return SOURCE_END;
	if (source->quiet_since_ns == 0)
		source->quiet_since_ns = now;
	bool quiet = now - source->quiet_since_ns > DRAIN_QUIET_MS * INT64_C(1000000);
	return quiet ? SOURCE_END : SOURCE_IDLE;
}

static enum source_status failed(struct source *source, int reading_errno, struct err *err)
{
	if (!source->live && reading_errno == EINTR)
		return nothing_now(source); /* a signal during a read from a pipe */
	err_set(err, "%s: %s (after %llu packets)", source->name, pcap_geterr(source->pcap),
		(unsigned long long)source->number);
	return SOURCE_FAILED;
}

static bool drained_long_enough(const struct source *source)
{
	return source->stopping && (!source->live || monotonic_ns() - source->drain_from_ns >
							 DRAIN_LIMIT_MS * INT64_C(1000000));
}

enum source_status source_next(struct source *source, struct frame *frame, struct err *err)
{
	struct pcap_pkthdr *header;
	const u_char *bytes;
	if (source->stopping && drained_long_enough(source))
		return SOURCE_END;
	do {
		errno = 0;
		int result = pcap_next_ex(source->pcap, &header, &bytes);
		if (result == 0)
			return nothing_now(source);
		if (result == PCAP_ERROR_BREAK)
			return SOURCE_END;
		if (result != 1)
			return failed(source, errno, err);
		source->number++;
	} while (source->filters && !source->live &&
		 !pcap_offline_filter(&source->filter, header, bytes));

	source->quiet_since_ns = 0;
	/* Opened with nanosecond precision: tv_usec holds nanoseconds. */
	*frame = (struct frame){
	    .number = source->number,
	    .time_ns = header->ts.tv_sec * INT64_C(1000000000) + header->ts.tv_usec,
	    .bytes = bytes,
	    .captured = header->caplen,
	    .length = header->len,
	    .link_type = source->link_type,
	};
	return SOURCE_FRAME;
}

bool source_wait(struct source *source, const sigset_t *mask, struct err *err)
{
	int fd = source->live ? pcap_get_selectable_fd(source->pcap) : -1;
	if (fd < 0 || fd >= FD_SETSIZE)
		return true;
	fd_set readable;
	FD_ZERO(&readable);
	FD_SET(fd, &readable);
	struct timespec limit = {.tv_nsec = SOURCE_TIMEOUT_MS * 1000000L};
	const struct timeval *required = pcap_get_required_select_timeout(source->pcap);
	if (required && !source->stopping)
		limit = (struct timespec){required->tv_sec, required->tv_usec * 1000L};
	bool limited = required || source->stopping;
	if (pselect(fd + 1, &readable, NULL, NULL, limited ? &limit : NULL, mask) < 0 &&
	    errno != EINTR)
		return err_set(err, "cannot wait for packets: %s", strerror(errno));
	return true;
}

void source_drain(struct source *source)
{
	source->stopping = true;
	source->drain_from_ns = monotonic_ns();
}

bool source_statistics(struct source *source, struct source_statistics *statistics, struct err *err)
{
	*statistics = (struct source_statistics){0};
	struct pcap_stat counted;
	if (!source->live)
		return true;
	if (pcap_stats(source->pcap, &counted) != 0)
		return err_set(err, "cannot tell how many packets were dropped: %s",
			       pcap_geterr(source->pcap));
	statistics->received = counted.ps_recv;
	statistics->dropped = (uint64_t)counted.ps_drop + counted.ps_ifdrop;
	return true;
}

bool source_is_live(const struct source *source)
{
	return source->live;
}

bool source_is_loopback(const struct source *source)
{
	return source->loopback;
}

void source_describe(const struct source *source, struct text *text)
{
	int dlt = pcap_datalink(source->pcap);
	const char *name = pcap_datalink_val_to_name(dlt);
	const char *meaning = pcap_datalink_val_to_description(dlt);
	text_format(text, "link-type %s (%s), snapshot length %d bytes", name ? name : "unknown",
		    meaning ? meaning : "unknown", pcap_snapshot(source->pcap));
}

const char *source_library_version(void)
{
	return pcap_lib_version();
}
