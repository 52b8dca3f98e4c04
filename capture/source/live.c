/* SPDX-License-Identifier: MIT */
#include <net/if.h>
#include <stdlib.h>
#include <string.h>
#include <sys/ioctl.h>
#include <sys/socket.h>
#include <time.h>
#include <unistd.h>

#include "source_private.h"

enum {
	SNAPLEN = 262144,
	/* Room for the headers: Ethernet with four tags 30, IPv6 40, TCP 60, and of IPv6 extension
	 * headers more than any that was ever seen in front of TCP. */
	SNAPLEN_HEADERS = 512,
	BUFFER_KIB = 16 * 1024,
	BUFFER_KIB_MAX = 2 * 1024 * 1024 - 1, /* libpcap counts bytes in an int */

	/* The kernel gathers packets into blocks of 256 KiB and hands a block over when it is full
	 * or this old. So a line appears in time, and a burst fits (in immediate mode each packet
	 * takes a slot as large as the snapshot length, and a burst overflows the ring). */
	BLOCK_MS = 5,

	/* To stop: the block that is open now comes within two BLOCK_MS, each rounded up to the
	 * tick of the kernel's timer, 10 ms where it is longest. */
	QUIET_MS = 2 * BLOCK_MS + 40,

	/* The least that a packet takes in the ring beside its bytes: struct tpacket3_hdr. */
	RING_HEADER = 48,
};

static int64_t monotonic_ns(void)
{
	struct timespec now;
	clock_gettime(CLOCK_MONOTONIC, &now);
	return (int64_t)now.tv_sec * NS_PER_S + now.tv_nsec;
}

/* Why an interface cannot be opened, and what to do. */
static bool tell(const char *interface, pcap_t *pcap, int status, struct err *err)
{
	const char *reason = pcap_geterr(pcap);
	if (*interface == '\0')
		return err_set(err, "cannot capture on an interface without a name: 'sniffer -D' "
				    "lists those that there are");
	switch (status) {
	case PCAP_ERROR_PERM_DENIED:
	case PCAP_ERROR_PROMISC_PERM_DENIED:
		return err_set(err,
			       "cannot capture on %s: no permission (it takes CAP_NET_RAW): run "
			       "./run_demo.sh (needs no root), or 'sudo setcap cap_net_raw+ep "
			       "build/bin/sniffer', or run sniffer with sudo",
			       interface);
	case PCAP_ERROR_NO_SUCH_DEVICE:
		return err_set(err,
			       "cannot capture on %s: no such interface: 'sniffer -D' lists them",
			       interface);
	case PCAP_ERROR_IFACE_NOT_UP:
		return err_set(err,
			       "cannot capture on %s: the interface is down: 'ip link set %s up' "
			       "(as root) brings it up",
			       interface, interface);
	default:
		return err_set(err, "cannot capture on %s: %s", interface,
			       *reason ? reason : pcap_statustostr(status));
	}
}

/* IFF_ flags of an interface, asked through the socket CONTROL; -1 for what is none. */
static int interface_flags(int control, const char *interface)
{
	struct ifreq request = {0};
	strncpy(request.ifr_name, interface, sizeof request.ifr_name - 1);
	bool known = control >= 0 && ioctl(control, SIOCGIFFLAGS, &request) == 0;
	return known ? (unsigned short)request.ifr_flags : -1;
}

bool source_sees_loopback(const char *interface)
{
	int control = socket(AF_INET, SOCK_DGRAM | SOCK_CLOEXEC, 0);
	int flags = interface_flags(control, interface);
	if (control >= 0)
		close(control);
	return strcmp(interface, "any") == 0 || (flags >= 0 && (flags & IFF_LOOPBACK));
}

/* Says how PCAP is to capture; the status of the first that it refuses. */
static int prepare(pcap_t *pcap, const struct source_live_options *options, uint64_t ring_bytes,
		   bool promiscuous)
{
	int status = pcap_set_snaplen(pcap, options->headers_only ? SNAPLEN_HEADERS : SNAPLEN);
	if (status == 0)
		status = pcap_set_timeout(pcap, BLOCK_MS);
	if (status == 0)
		status = pcap_set_buffer_size(pcap, (int)ring_bytes);
	if (status == 0)
		status = pcap_set_promisc(pcap, promiscuous);
	if (status == 0)
		status = pcap_set_tstamp_precision(pcap, PCAP_TSTAMP_PRECISION_NANO);
	/* Then it stays at micro. */
	return status == PCAP_ERROR_TSTAMP_PRECISION_NOTSUP ? 0 : status;
}

/* Captures on the interface, or says in *STATUS why not. Positive statuses are warnings: it
 * captures all the same. */
static pcap_t *activate(const struct source_live_options *options, uint64_t ring_bytes,
			bool promiscuous, int *status, struct err *err)
{
	const char *interface = options->interface;
	char reason[PCAP_ERRBUF_SIZE] = "";
	pcap_t *pcap = pcap_create(interface, reason);
	*status = PCAP_ERROR;
	if (!pcap) {
		err_set(err, "cannot capture on %s: %s", interface, reason);
		return NULL;
	}
	*status = prepare(pcap, options, ring_bytes, promiscuous);
	if (*status == 0)
		*status = pcap_activate(pcap);
	if (*status >= 0)
		return pcap;
	tell(interface, pcap, *status, err);
	pcap_close(pcap);
	return NULL;
}

/* From here on nobody can see more than the filter lets through. What has no such lock is no packet
 * socket. */
static void lock_filter(int fd)
{
	int on = 1;
	(void)setsockopt(fd, SOL_SOCKET, SO_LOCK_FILTER, &on, sizeof on);
}

/* Into the kernel. libpcap keeps what came before the filter from us, too. */
static bool set_filter(struct source *source, const char *filter, struct err *err)
{
	struct bpf_program program;
	if (!source_compile(source->pcap, filter, true, &program, err))
		return false;
	bool done = pcap_setfilter(source->pcap, &program) == 0;
	pcap_freecode(&program);
	lock_filter(pcap_fileno(source->pcap));
	return done ||
	       err_set(err, "cannot filter on %s: %s", source->name, pcap_geterr(source->pcap));
}

static bool set_nonblock(struct source *source, struct err *err)
{
	char reason[PCAP_ERRBUF_SIZE] = "";
	return pcap_setnonblock(source->pcap, 1, reason) == 0 ||
	       err_set(err, "cannot capture on %s: %s", source->name, reason);
}

/* An interface, with promiscuous mode where it is allowed. */
static pcap_t *open_interface(const struct source_live_options *options, uint64_t ring_bytes,
			      bool loopback, struct err *err)
{
	int status;
	pcap_t *pcap = activate(options, ring_bytes, !loopback, &status, err);
	if (!pcap && status == PCAP_ERROR_PROMISC_PERM_DENIED)
		pcap = activate(options, ring_bytes, false, &status, err);
	return pcap;
}

struct source *source_open_live(const struct source_live_options *options, struct err *err)
{
	const char *interface = options->interface;
	int control = socket(AF_INET, SOCK_DGRAM | SOCK_CLOEXEC, 0);
	uint32_t kib = options->buffer_kib ? options->buffer_kib : BUFFER_KIB;
	uint64_t ring_bytes = UINT64_C(1024) * (kib < BUFFER_KIB_MAX ? kib : BUFFER_KIB_MAX);
	int flags = interface_flags(control, interface);
	bool loopback = flags >= 0 && (flags & IFF_LOOPBACK);
	pcap_t *pcap = open_interface(options, ring_bytes, loopback, err);
	struct source *source = pcap ? source_new(interface, err) : NULL;
	if (!source) {
		if (pcap)
			pcap_close(pcap);
		if (control >= 0)
			close(control);
		return NULL;
	}
	source_set_pcap(source, pcap);
	source->live = true;
	source->control = control;
	interface_drops_open(&source->interface_drops, interface);
	source->loopback = loopback;
	source->ring_bytes = ring_bytes;
	if ((options->filter && !set_filter(source, options->filter, err)) ||
	    !set_nonblock(source, err)) {
		source_close(source);
		return NULL;
	}
	return source;
}

void source_drain_live(struct source *source)
{
	struct drain *drain = &source->drain;
	if (drain->begun)
		return;
	drain->begun = true;
	clock_gettime(CLOCK_REALTIME, &drain->begin);
	drain->quiet_end_ns = monotonic_ns() + (int64_t)QUIET_MS * NS_PER_MS;
	drain->bytes_left = source->ring_bytes;
}

static enum source_status drained(const struct source *source, struct err *err)
{
	if (!source->failed)
		return SOURCE_END;
	if (err)
		*err = source->reason;
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
	drain->quiet_end_ns = monotonic_ns() + (int64_t)QUIET_MS * NS_PER_MS;
	return true;
}

/* The capture is over. The kernel still hands over the block that was open, so the reason is told
 * behind that. While draining, libpcap repeats itself. */
static void note_failure(struct source *source, const char *reason)
{
	if (!source->failed)
		err_set(&source->reason, "the capture on %s ended: %s", source->name, reason);
	source->failed = true;
	source_drain_live(source);
}

/* libpcap keeps quiet about an interface that was set down, and looks every millisecond whether it
 * comes back; to us it would seem that nothing happens on it. */
static bool went_down(const struct source *source)
{
	if (!pcap_get_required_select_timeout(source->pcap))
		return false;
	int flags = interface_flags(source->control, source->name);
	return flags >= 0 && !(flags & IFF_UP);
}

enum source_status source_next_live(struct source *source, struct frame *frame, struct err *err)
{
	struct drain *drain = &source->drain;
	struct pcap_pkthdr *header;
	const u_char *bytes;
	/* Looked at before the kernel is asked: only what it did not have then is quiet. */
	bool quiet = drain->begun && monotonic_ns() >= drain->quiet_end_ns;
	int result = pcap_next_ex(source->pcap, &header, &bytes);
	if (result == 1) {
		if (drain->begun && !is_held(drain, header, source->tick_ns))
			return drained(source, err);
		source->number++;
		struct record record = source_record(source, header, bytes);
		source_fill(source, &record, source->number, frame);
		return SOURCE_FRAME;
	}
	if (result != 0)
		note_failure(source, pcap_geterr(source->pcap));
	else if (went_down(source))
		note_failure(source, "the interface went down");
	return quiet ? drained(source, err) : SOURCE_IDLE;
}

bool source_wait_live(struct source *source, const sigset_t *mask, struct err *err)
{
	int64_t timeout_ns = -1;
	const struct timeval *required = pcap_get_required_select_timeout(source->pcap);
	if (required)
		timeout_ns = (int64_t)required->tv_sec * NS_PER_S + required->tv_usec * 1000;
	if (source->drain.begun) {
		int64_t left_ns = source->drain.quiet_end_ns - monotonic_ns();
		if (left_ns < 0)
			left_ns = 0;
		if (timeout_ns < 0 || left_ns < timeout_ns)
			timeout_ns = left_ns;
	}
	return source_select(pcap_get_selectable_fd(source->pcap), timeout_ns, mask, err);
}
