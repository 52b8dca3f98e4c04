/* SPDX-License-Identifier: MIT */
#include <net/if.h>
#include <sys/socket.h>
#include <time.h>
#include <unistd.h>

#include "interface.h"
#include "interface_drops.h"
#include "source_private.h"

enum {
	BUFFER_KIB = 16 * 1024,
	BUFFER_KIB_MAX = 2 * 1024 * 1024 - 1, /* libpcap counts bytes in an int */

	/* To stop: the block that is open now comes within twice the time that the kernel gathers
	 * packets, each rounded up to the tick of its timer, 10 ms where it is longest. */
	QUIET_BLOCKS = 2,
	QUIET_MORE_MS = 40,

	/* The least that a packet takes in the ring beside its bytes: struct tpacket3_hdr. */
	RING_HEADER = 48,
};

/* How the end is found. */
struct drain {
	bool begun;            /* source_drain() was called, or the interface failed */
	struct timespec begin; /* wall clock, as packets are stamped: later ones are not ours */
	int64_t quiet_end_ns;  /* monotonic clock: when nothing came until here, that was all */
	int64_t quiet_ns;      /* so long */
	uint64_t bytes_left;   /* of what the ring can have held */
};

struct live_source {
	struct source source;
	uint64_t ring_bytes;
	int control; /* a socket to ask for the interface's flags; -1: none */
	struct interface_drops interface_drops;
	struct pcap_stat before; /* what was counted before there was a filter */
	struct drain drain;
	bool failed; /* the interface failed: the drain ends with this reason */
	struct err reason;
};

static int64_t monotonic_ns(void)
{
	struct timespec now;
	clock_gettime(CLOCK_MONOTONIC, &now);
	return (int64_t)now.tv_sec * NS_PER_S + now.tv_nsec;
}

static void begin_drain(struct live_source *live)
{
	struct drain *drain = &live->drain;
	if (drain->begun)
		return;
	drain->begun = true;
	clock_gettime(CLOCK_REALTIME, &drain->begin);
	drain->quiet_end_ns = monotonic_ns() + drain->quiet_ns;
	drain->bytes_left = live->ring_bytes;
}

static void drain(struct source *source)
{
	begin_drain((struct live_source *)source);
}

static enum source_status drained(const struct live_source *live, struct err *err)
{
	if (!live->failed)
		return SOURCE_END;
	if (err)
		*err = live->reason;
	return SOURCE_FAILED;
}

/* Whether the packet is still one of those that the kernel held when the drain began. Somebody who
 * keeps sending cannot keep us: what was stamped later ends it, and should the clock have been set
 * back, so does more than the ring can hold. */
static bool is_held(struct drain *drain, const struct pcap_pkthdr *header, uint32_t tick_ns)
{
	uint64_t size = (uint64_t)header->caplen + RING_HEADER;
	bool later = header->ts.tv_sec > drain->begin.tv_sec ||
		     (header->ts.tv_sec == drain->begin.tv_sec &&
		      header->ts.tv_usec * (long)tick_ns > drain->begin.tv_nsec);
	if (later || size > drain->bytes_left)
		return false;
	drain->bytes_left -= size;
	drain->quiet_end_ns = monotonic_ns() + drain->quiet_ns;
	return true;
}

/* The capture is over. The kernel still hands over the block that was open, so the reason is told
 * behind that. While draining, libpcap repeats itself. */
static void note_failure(struct live_source *live, const char *reason)
{
	if (!live->failed)
		err_set(&live->reason, "the capture on %s ended: %s", live->source.name, reason);
	live->failed = true;
	begin_drain(live);
}

/* libpcap keeps quiet about an interface that was set down, and looks every millisecond whether it
 * comes back; to us it would seem that nothing happens on it. */
static bool went_down(const struct live_source *live)
{
	if (!pcap_get_required_select_timeout(live->source.pcap))
		return false;
	int flags = interface_flags(live->control, live->source.name);
	return flags >= 0 && !(flags & IFF_UP);
}

static enum source_status next(struct source *source, struct frame *frame, struct err *err)
{
	struct live_source *live = (struct live_source *)source;
	struct drain *drain = &live->drain;
	struct pcap_pkthdr *header;
	const u_char *bytes;
	/* Looked at before the kernel is asked: only what it did not have then is quiet. */
	bool quiet = drain->begun && monotonic_ns() >= drain->quiet_end_ns;
	int result = pcap_next_ex(source->pcap, &header, &bytes);
	if (result == 1) {
		if (drain->begun && !is_held(drain, header, source->tick_ns))
			return drained(live, err);
		source->number++;
		struct record record = source_record(source, header, bytes);
		source_fill(source, &record, source->number, frame);
		return SOURCE_FRAME;
	}
	if (result != 0)
		note_failure(live, pcap_geterr(source->pcap));
	else if (went_down(live))
		note_failure(live, "the interface went down");
	return quiet ? drained(live, err) : SOURCE_IDLE;
}

static bool wait_for_packets(struct source *source, const sigset_t *mask, struct err *err)
{
	const struct live_source *live = (const struct live_source *)source;
	int64_t timeout_ns = -1;
	const struct timeval *required = pcap_get_required_select_timeout(source->pcap);
	if (required)
		timeout_ns = (int64_t)required->tv_sec * NS_PER_S + required->tv_usec * 1000;
	if (live->drain.begun) {
		int64_t left_ns = live->drain.quiet_end_ns - monotonic_ns();
		if (left_ns < 0)
			left_ns = 0;
		if (timeout_ns < 0 || left_ns < timeout_ns)
			timeout_ns = left_ns;
	}
	return source_select(pcap_get_selectable_fd(source->pcap), timeout_ns, mask, err);
}

static bool statistics(struct source *source, struct source_statistics *counts, struct err *err)
{
	struct live_source *live = (struct live_source *)source;
	struct pcap_stat counted;
	if (pcap_stats(source->pcap, &counted) != 0)
		return err_set(err, "cannot tell how many packets were dropped on %s: %s",
			       source->name, pcap_geterr(source->pcap));
	counts->received = counted.ps_recv - live->before.ps_recv;
	counts->dropped =
	    counted.ps_drop - live->before.ps_drop + interface_drops_count(&live->interface_drops);
	return true;
}

static void close_live(struct source *source)
{
	struct live_source *live = (struct live_source *)source;
	pcap_close(source->pcap);
	interface_drops_close(&live->interface_drops);
	if (live->control >= 0)
		close(live->control);
}

static const struct source_ops live_ops = {
    .next = next,
    .wait = wait_for_packets,
    .drain = drain,
    .statistics = statistics,
    .close = close_live,
};

struct source *source_open_live(const struct source_live_options *options, struct err *err)
{
	const char *interface = options->interface;
	int control = socket(AF_INET, SOCK_DGRAM | SOCK_CLOEXEC, 0);
	uint32_t kib = options->buffer_kib ? options->buffer_kib : BUFFER_KIB;
	uint64_t ring_bytes = UINT64_C(1024) * (kib < BUFFER_KIB_MAX ? kib : BUFFER_KIB_MAX);
	int flags = interface_flags(control, interface);
	bool loopback = flags >= 0 && (flags & IFF_LOOPBACK);
	pcap_t *pcap = interface_open(options, ring_bytes, loopback, err);
	struct source *source =
	    pcap ? source_new(sizeof(struct live_source), &live_ops, interface, err) : NULL;
	if (!source) {
		if (pcap)
			pcap_close(pcap);
		if (control >= 0)
			close(control);
		return NULL;
	}
	struct live_source *live = (struct live_source *)source;
	source_set_pcap(source, pcap);
	source->live = true;
	source->loopback = loopback;
	live->control = control;
	live->ring_bytes = ring_bytes;
	live->drain.quiet_ns =
	    (int64_t)(QUIET_BLOCKS * interface_block_ms(options) + QUIET_MORE_MS) * NS_PER_MS;
	interface_drops_open(&live->interface_drops, interface);
	if ((options->filter &&
	     !interface_set_filter(pcap, interface, options->filter, &live->before, err)) ||
	    !interface_set_nonblock(pcap, interface, err)) {
		source_close(source);
		return NULL;
	}
	return source;
}
