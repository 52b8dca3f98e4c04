/* SPDX-License-Identifier: MIT */
/* Where frames come from: an interface or a file. With dump.h the only user of libpcap.
 *
 * One thread, no callback: the caller asks for the next frame, and waits when there is none. */
#ifndef SOURCE_H
#define SOURCE_H

#include <signal.h>
#include <stdbool.h>
#include <stdint.h>

#include "err.h"
#include "frame.h"
#include "text.h"

struct source;

enum source_status {
	SOURCE_FRAME,  /* *frame is filled */
	SOURCE_IDLE,   /* nothing to give now; source_wait() before asking again. Live; a pipe whose
			* writer pauses; a file where many packets in a row do not pass the filter */
	SOURCE_END,    /* end of the file, or a drained live source has given all it had */
	SOURCE_FAILED, /* err says why; what was handed over before is good */
};

enum {
	SNAPSHOT_MAX = 262144, /* tcpdump's, too: more than any packet has */
	/* Room for the headers: Ethernet with four tags 30, IPv6 40, TCP 60, and of IPv6 extension
	 * headers more than any that was ever seen in front of TCP. */
	SNAPSHOT_HEADERS = 512,
};

struct source_live_options {
	const char *interface;
	const char *filter;  /* pcap-filter(7), NULL for none; runs in the kernel */
	uint32_t buffer_kib; /* size of the kernel's ring; 0: the default, 16 MiB */
	uint32_t snapshot;   /* bytes of a packet that the kernel copies into it, at most; 0: the
				most, SNAPSHOT_MAX */
	uint32_t delay_ms;   /* how long the kernel may keep a packet back, to hand over several at
				a time; 0: so short that a line appears at once */
};

/* Opens an interface for capture. When it returns, packets are being captured. NULL with the
 * reason; where the right to capture is missing or the interface is unknown, with the remedy. */
struct source *source_open_live(const struct source_live_options *options, struct err *err);

/* Opens a pcap or pcapng file, "-" for standard input, and reads nothing: see source_begin(). It
 * may be packed (source_unpack_formats()): its first bytes tell. FILTER (NULL for none) is compiled
 * for each link type that is decoded, and later applied to each packet, so that frame numbers count
 * every packet in the file. */
struct source *source_open_file(const char *path, const char *filter, struct err *err);

/* Reads a file's header, the first bytes from a stranger; for an interface nothing is left to do.
 * To be called once, before all that follows. False with the reason, among them that the filter was
 * not compiled for the file's link type. */
bool source_begin(struct source *source, struct err *err);

void source_close(struct source *source); /* NULL is allowed */

/* The next frame that passes the filter. Its bytes stay valid until the next call. Never waits
 * (but for a disk, and for a record on a pipe that is larger than any network's packet).
 * 0 <= time_ns < 2^62, whatever a file claims, so that no difference of two times overflows;
 * captured <= length.
 *
 * SOURCE_FAILED: a damaged or cut file; an interface that disappeared or went down, behind the last
 * packet that the kernel held. */
enum source_status source_next(struct source *source, struct frame *frame, struct err *err);

/* A frame that source_next() is going to give, unless the filter rejects it, without taking it:
 * each call gives the one behind, up to DISTANCE frames from the last that was taken. Its bytes
 * stay valid until the call after the one that takes it. False when it is not there yet, and always
 * for what keeps only one packet at a time. */
bool source_peek(struct source *source, unsigned distance, struct frame *frame);

/* Takes the next frame, at which source_peek() has looked: what source_next() would do, which gave
 * the same once more. False, and nothing is done, when a filter may reject it. */
bool source_skip(struct source *source);

/* Sleeps until frames may be there or a signal that MASK does not block arrives (as pselect(2)
 * does: block the signals first, so that none is missed). For a file on a disk it does not sleep,
 * and only lets the signals in. */
bool source_wait(struct source *source, const sigset_t *mask, struct err *err);

/* The same, unless *STOP (NULL: whatever it says), which the handler of SIGINT and SIGTERM sets.
 * Both are blocked while it is looked at, so that none falls between looking and going to sleep. */
bool source_wait_unless(struct source *source, const volatile sig_atomic_t *stop, struct err *err);

/* Live: the user wants to stop. From now on source_next() gives the packets that came before this
 * moment and that the kernel still holds (SOURCE_IDLE while waiting for them), and then SOURCE_END:
 * at the first packet stamped later, or when nothing came for 50 ms (with a delay of its own: for
 * twice that and 40 ms). source_wait() returns in time for that. A file: the next source_next() is
 * SOURCE_END. */
void source_drain(struct source *source);

/* Whether source_rewind() can be called: a file on a disk, given by its name. Standard input is
 * read once, whatever it is. */
bool source_can_rewind(const struct source *source);

/* How often a file can be begun again. */
enum { SOURCE_REWINDS = 3 };

/* Begins the file again as if nothing had been read: source_next() gives the same frames
 * again. False with the reason, as source_begin(). */
bool source_rewind(struct source *source, struct err *err);

/* How many bytes of a file were read, and its SIZE; 0: a pipe, of which nobody knows it. Of a
 * packed file they are those that it takes packed. False: an interface, or what cannot be told. */
bool source_position(const struct source *source, uint64_t *position, uint64_t *size);

struct source_statistics {
	uint64_t received; /* packets that passed the filter, as the kernel counts them; on Linux's
			      loopback twice each, going out and coming in */
	uint64_t dropped;  /* of these, lost because the ring was full (kernel and interface) */
};

/* Live: what the kernel counted; false with the reason when it does not tell. Of a pcapng file that
 * was read: how many packets were dropped when it was written, as far as it says so. Else zeros. */
bool source_statistics(struct source *source, struct source_statistics *statistics,
		       struct err *err);

bool source_is_live(const struct source *source);
bool source_is_loopback(const struct source *source); /* live on a loopback interface */

/* Whether packets between loopback addresses come by on INTERFACE: a loopback interface, or any. */
bool source_sees_loopback(const char *interface);

/* Appends "link-type EN10MB (Ethernet), snapshot length 262144 bytes", as tcpdump says it. */
void source_describe(const struct source *source, struct text *text);

/* Appends the interfaces that one can capture on, a line each, as tcpdump -D prints them. */
bool source_list_interfaces(struct text *text, struct err *err);

/* Appends what a file may be packed with: "gzip, zstd, xz"; nothing where no library was there. */
void source_unpack_formats(struct text *text);

/* libpcap's own version line. */
const char *source_library_version(void);

#endif
