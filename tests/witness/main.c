/* SPDX-License-Identifier: MIT */
/* witness: what the kernel itself says about its TCP connections, as a check on what a passive
 * observer concludes from segments.
 *
 *     witness [INTERVAL-MS]
 *
 * Looks every INTERVAL-MS (default 10) at all TCP sockets of its network namespace, and prints what
 * changed, a line each, until SIGTERM or SIGINT:
 *
 *     1702890233.123456789 127.0.0.1:8079 * LISTEN
 *     1702890233.233456789 127.0.0.1:48604 127.0.0.1:8079 ESTABLISHED
 *     1702890233.303456789 * * UNCHANGED
 *     1702890233.313456789 127.0.0.1:48604 127.0.0.1:8079 FIN-WAIT-2
 *
 * TIME is CLOCK_REALTIME, which capture timestamps are in, too: not later than which the socket had
 * this state; in the line UNCHANGED: until when, at least, every socket was as told before. LOCAL
 * is the side that holds the state, PEER is * for a listener, STATE is RFC 9293's, CLOSED for a
 * socket that is gone. What there is at the first look is printed as changes; then stderr says
 * "witness: looking every 10 ms".
 *
 * Asked to end, it looks on for 30 ms, three times at least, and says until when nothing changed.
 * So: end the witness, wait for its end, and end the capture after it; then all that it saw is in
 * the capture.
 *
 * Exit status: 0 done, 1 failed, 2 wrong usage, 77 this kernel does not tell its sockets.
 * compare.awk holds the lines against the sniffer's. */
#include <errno.h>
#include <poll.h>
#include <signal.h>
#include <stdio.h>
#include <string.h>
#include <sys/signalfd.h>
#include <sys/timerfd.h>
#include <time.h>
#include <unistd.h>

#include "log.h"
#include "number.h"
#include "output.h"
#include "sock_diag.h"

enum { INTERVAL_MS = 10, INTERVAL_MAX_MS = 10000, LAST_LOOKS = 3, LAST_MS = 30, TIME_SIZE = 40 };

struct witness {
	struct sock_diag diag;
	struct socket_table before, now;
	struct output output;
	char unchanged[TIME_SIZE]; /* when the last look began, if it found no change; else "" */
};

static void write_time(char time[TIME_SIZE])
{
	struct timespec now;
	clock_gettime(CLOCK_REALTIME, &now);
	snprintf(time, TIME_SIZE, "%lld.%09ld", (long long)now.tv_sec, now.tv_nsec);
}

static void witness_confirm(struct witness *witness)
{
	if (*witness->unchanged)
		text_format(&witness->output.text, "%s * * UNCHANGED\n", witness->unchanged);
	*witness->unchanged = '\0';
}

/* A state that the list shows was there when the list was complete, and what it does not contradict
 * was still there when it was begun. */
static bool witness_look(struct witness *witness, struct err *err)
{
	char began[TIME_SIZE], ended[TIME_SIZE];
	write_time(began);
	if (!sock_diag_list(&witness->diag, &witness->now, err))
		return false;
	write_time(ended);
	struct text changes;
	text_init(&changes);
	if (socket_table_differences(&witness->before, &witness->now, ended, &changes)) {
		witness_confirm(witness);
		text_bytes(&witness->output.text, changes.bytes, changes.length);
	} else {
		memcpy(witness->unchanged, began, sizeof began);
	}
	bool complete = !changes.failed;
	text_release(&changes);
	struct socket_table swap = witness->before;
	witness->before = witness->now;
	witness->now = swap;
	return complete ? output_flush(&witness->output, err) : err_set(err, "out of memory");
}

static bool witness_watch(struct witness *witness, int timer, int signals, unsigned last_looks,
			  struct err *err)
{
	struct pollfd events[] = {{.fd = timer, .events = POLLIN},
				  {.fd = signals, .events = POLLIN},
				  {.fd = witness->output.fd}}; /* POLLERR: the reader is gone */
	unsigned left = 0; /* looks until the end; 0: not asked to end */
	for (;;) {
		uint64_t ticks;
		if (poll(events, 3, -1) < 0 && errno != EINTR)
			return err_set(err, "cannot wait: %s", strerror(errno));
		if (events[2].revents)
			return true;
		if (left == 0 && events[1].revents) {
			left = last_looks;
			events[1].fd = -1; /* once is enough */
		}
		if (!events[0].revents || read(timer, &ticks, sizeof ticks) != sizeof ticks)
			continue;
		if (!witness_look(witness, err))
			return false;
		if (left > 0 && --left == 0)
			break;
	}
	witness_confirm(witness);
	return output_flush(&witness->output, err);
}

static bool witness_run(struct witness *witness, unsigned interval_ms, struct err *err)
{
	unsigned last_looks =
	    LAST_MS / interval_ms > LAST_LOOKS ? LAST_MS / interval_ms : LAST_LOOKS;
	struct timespec interval = {(time_t)(interval_ms / 1000),
				    (long)(interval_ms % 1000) * 1000000};
	struct itimerspec every = {interval, interval};
	sigset_t ends;
	sigemptyset(&ends);
	sigaddset(&ends, SIGTERM);
	sigaddset(&ends, SIGINT);
	sigprocmask(SIG_BLOCK, &ends, NULL);
	int signals = signalfd(-1, &ends, SFD_CLOEXEC);
	int timer = timerfd_create(CLOCK_MONOTONIC, TFD_CLOEXEC);
	bool done = false;
	if (signals < 0 || timer < 0 || timerfd_settime(timer, 0, &every, NULL) < 0)
		err_set(err, "cannot prepare to wait: %s", strerror(errno));
	else if (sock_diag_open(&witness->diag, err) && witness_look(witness, err)) {
		log_error("witness", "looking every %u ms", interval_ms);
		done = witness_watch(witness, timer, signals, last_looks, err);
	}
	sock_diag_close(&witness->diag);
	close(timer);
	close(signals);
	return done;
}

int main(int argc, char **argv)
{
	uint64_t interval_ms = INTERVAL_MS;
	if (argc > 2 || (argc == 2 && !number_parse(argv[1], 1, INTERVAL_MAX_MS, &interval_ms))) {
		log_error("witness", "usage: witness [INTERVAL-MS], from 1 to %d", INTERVAL_MAX_MS);
		return 2;
	}
	signal(SIGPIPE, SIG_IGN);
	struct err err = {0};
	struct witness witness = {.diag = {.fd = -1}};
	socket_table_init(&witness.before);
	socket_table_init(&witness.now);
	output_init(&witness.output, STDOUT_FILENO);
	bool done = witness_run(&witness, (unsigned)interval_ms, &err) || witness.output.closed;
	if (!done)
		log_error("witness", "%s", err.text);
	output_release(&witness.output);
	socket_table_release(&witness.now);
	socket_table_release(&witness.before);
	return done ? 0 : witness.diag.missing ? 77 : 1;
}
