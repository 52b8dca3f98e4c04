/* SPDX-License-Identifier: MIT */
/* What happens on a connection of the client between its opening and its close: what to send next,
 * whether what comes back is the echo, what to wait for, and when to close. Pure on bytes and time:
 * it knows no socket, and the clock (CLOCK_MONOTONIC, nanoseconds) is an argument. */
#ifndef TRANSFER_H
#define TRANSFER_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "client_settings.h"
#include "message_plan.h"

struct transfer_plan {
	struct message_plan message;
	bool wait_echo; /* each message's echo is awaited and compared */
	enum close_mode close;
	bool urgent;            /* the message goes out with MSG_OOB */
	bool hold;              /* before closing, wait for transfer_release() or the peer's FIN */
	bool write_after_close; /* in place of closing, write on after the peer's FIN */
	int64_t gap_ns;         /* between two pieces of a message */
	int64_t interval_ns;    /* between two messages, and after the peer's FIN */
	int64_t timeout_ns;     /* so long after its start all must be over */
};

enum transfer_state {
	TRANSFER_WAIT_READ,
	TRANSFER_WAIT_WRITE,   /* there are bytes to be sent */
	TRANSFER_WAIT_TIME,    /* until transfer.pause_end */
	TRANSFER_WAIT_RELEASE, /* it holds */
	TRANSFER_WAIT_RESET,   /* of write_after_close: for the peer's RST */
	TRANSFER_SHUT_DOWN,    /* shutdown(SHUT_WR) is to be called */
	TRANSFER_DONE,         /* all went as planned: close, with CLOSE_MODE_RESET by RST */
	TRANSFER_FAILED,       /* transfer.result says why: close */
};

enum transfer_failure {
	FAILURE_NONE,
	FAILURE_UNSTARTED,  /* no socket as it is wanted; `error` */
	FAILURE_UNREACHED,  /* no connection; `error` */
	FAILURE_BROKEN,     /* the connection broke; `error` */
	FAILURE_TIMED_OUT,  /* connected, but not over in time */
	FAILURE_SHORT,      /* the peer's FIN came before the whole echo */
	FAILURE_MISMATCHED, /* byte number `received` is not what was sent, or is one too many */
};

struct transfer_result {
	enum transfer_failure failure;
	int error;         /* errno, of UNSTARTED, UNREACHED and BROKEN */
	uint64_t sent;     /* bytes of messages that the kernel took */
	uint64_t received; /* bytes; of MISMATCHED, up to and with the wrong one */
	bool extra;        /* of MISMATCHED: what had been sent had come back already */
	uint8_t expected;  /* of MISMATCHED, unless `extra` */
	uint8_t wrong;     /* of MISMATCHED */
};

struct transfer {
	const struct transfer_plan *plan; /* borrowed, with its message */
	uint64_t total;                   /* bytes of all messages */
	int64_t started;                  /* the owner may set it anew */
	int64_t pause_end;                /* 0: it does not pause */
	uint64_t paused_at;               /* so many bytes were sent when the last pause ended */
	struct transfer_result result;
	bool paused_after_fin;
	bool arrived;     /* something has come: of CLOSE_MODE_UNREAD, unread */
	bool peer_closed; /* the peer's FIN has come */
	bool shut_down;   /* our FIN is sent, and we still read */
	bool released, reset;
	uint8_t late_writes; /* of write_after_close */
};

/* Another address of the same host may do. */
bool transfer_failure_is_of_address(const struct transfer_result *result);

/* What goes into the next write. */
struct transfer_bytes {
	const char *start;
	size_t length;
	bool urgent;
};

void transfer_begin(struct transfer *transfer, const struct transfer_plan *plan, int64_t now);

/* What it waits for at NOW; the same again until something happens. BYTES are those to be sent, for
 * TRANSFER_WAIT_WRITE; valid until the next call. */
enum transfer_state transfer_next(struct transfer *transfer, int64_t now,
				  struct transfer_bytes *bytes);

/* Whether what comes matters, now. */
bool transfer_reads(const struct transfer *transfer);

/* It should be over by now. */
bool transfer_is_late(const struct transfer *transfer, int64_t now);

/* What has happened. */
void transfer_sent(struct transfer *transfer, size_t length);
void transfer_received(struct transfer *transfer, const char *bytes, size_t length);
void transfer_received_unread(struct transfer *transfer); /* it lies there */
void transfer_received_fin(struct transfer *transfer);
void transfer_received_reset(struct transfer *transfer); /* of TRANSFER_WAIT_RESET */
void transfer_shut_down(struct transfer *transfer);
void transfer_release(struct transfer *transfer); /* now, or when it gets there */
void transfer_fail(struct transfer *transfer, enum transfer_failure failure, int error);

#endif
