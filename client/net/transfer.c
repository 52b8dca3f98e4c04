/* SPDX-License-Identifier: MIT */
#include "transfer.h"

#include <errno.h>
#include <string.h>

static const char late_words[] = "again";

void transfer_begin(struct transfer *transfer, const struct transfer_plan *plan, int64_t now)
{
	*transfer = (struct transfer){
	    .plan = plan, .total = message_plan_total(&plan->message), .started = now};
}

void transfer_fail(struct transfer *transfer, enum transfer_failure failure, int error)
{
	transfer->result.failure = failure;
	transfer->result.error = error;
}

bool transfer_failure_is_of_address(const struct transfer_result *result)
{
	return result->failure == FAILURE_UNREACHED ||
	       (result->failure == FAILURE_UNSTARTED && result->error == EAFNOSUPPORT);
}

bool transfer_reads(const struct transfer *transfer)
{
	const struct transfer_plan *plan = transfer->plan;
	if (transfer->peer_closed)
		return false;
	if (plan->close == CLOSE_MODE_UNREAD)
		return !transfer->arrived;
	return plan->wait_echo || plan->close == CLOSE_MODE_HALF || plan->hold ||
	       plan->write_after_close;
}

bool transfer_is_late(const struct transfer *transfer, int64_t now)
{
	return now - transfer->started >= transfer->plan->timeout_ns;
}

/* ---- sending ---- */

/* Everything is sent, and its echo is here where it is awaited. */
static bool is_complete(const struct transfer *transfer)
{
	return transfer->result.sent >= transfer->total &&
	       (!transfer->plan->wait_echo || transfer->result.received >= transfer->total);
}

/* Whether there are bytes of messages to be sent: a message follows the echo of the one before. */
static bool has_more(const struct transfer *transfer)
{
	uint64_t sent = transfer->result.sent;
	if (sent >= transfer->total)
		return false;
	return !transfer->plan->wait_echo || transfer->result.received >= sent ||
	       message_plan_boundary(&transfer->plan->message, sent) != BOUNDARY_MESSAGE;
}

void transfer_sent(struct transfer *transfer, size_t length)
{
	if (transfer->result.sent < transfer->total)
		transfer->result.sent += length;
	else if (length > 0)
		transfer->late_writes++;
}

/* How long it has to pause where it stands. */
static int64_t pause_of(const struct transfer *transfer)
{
	const struct transfer_plan *plan = transfer->plan;
	if (transfer->peer_closed)
		return transfer->paused_after_fin ? 0 : plan->interval_ns;
	if (transfer->paused_at == transfer->result.sent)
		return 0;
	switch (message_plan_boundary(&plan->message, transfer->result.sent)) {
	case BOUNDARY_PIECE:
		return plan->gap_ns;
	case BOUNDARY_MESSAGE:
		return plan->interval_ns;
	case BOUNDARY_NONE:
		break;
	}
	return 0;
}

static bool pauses(struct transfer *transfer, int64_t now)
{
	const struct transfer_plan *plan = transfer->plan;
	if (plan->gap_ns == 0 && plan->interval_ns == 0)
		return false;
	if (transfer->pause_end > 0 && now >= transfer->pause_end) {
		transfer->pause_end = 0;
		transfer->paused_at = transfer->result.sent;
		transfer->paused_after_fin = transfer->peer_closed;
	}
	int64_t pause = pause_of(transfer);
	if (pause > 0 && transfer->pause_end == 0)
		transfer->pause_end = now + pause;
	return pause > 0;
}

/* ---- what comes ---- */

static void mismatch(struct transfer *transfer, const char *expected, char wrong)
{
	transfer->result.failure = FAILURE_MISMATCHED;
	transfer->result.received++;
	transfer->result.extra = !expected;
	transfer->result.expected = expected ? (uint8_t)*expected : 0;
	transfer->result.wrong = (uint8_t)wrong;
}

static size_t common_length(const char *a, const char *b, size_t length)
{
	if (memcmp(a, b, length) == 0)
		return length;
	size_t same = 0;
	while (a[same] == b[same])
		same++;
	return same;
}

/* Compares as much as there is in one stretch, at least one byte. */
static size_t compare(struct transfer *transfer, const char *bytes, size_t length)
{
	struct transfer_result *result = &transfer->result;
	uint64_t due = result->sent - result->received; /* what was not sent cannot come back */
	if (due == 0) {
		mismatch(transfer, NULL, bytes[0]);
		return 1;
	}
	const char *expected;
	size_t stretch = message_plan_rest(&transfer->plan->message, result->received, &expected);
	if (stretch > due)
		stretch = (size_t)due;
	if (stretch > length)
		stretch = length;
	size_t same = common_length(expected, bytes, stretch);
	result->received += same;
	if (same < stretch)
		mismatch(transfer, expected + same, bytes[same]);
	return stretch;
}

void transfer_received(struct transfer *transfer, const char *bytes, size_t length)
{
	transfer->arrived = true;
	if (!transfer->plan->wait_echo) {
		transfer->result.received += length;
		return;
	}
	for (size_t at = 0; at < length && transfer->result.failure == FAILURE_NONE;)
		at += compare(transfer, bytes + at, length - at);
}

void transfer_received_unread(struct transfer *transfer)
{
	transfer->arrived = true;
}

void transfer_received_fin(struct transfer *transfer)
{
	transfer->arrived = transfer->peer_closed = true;
	if (transfer->plan->wait_echo && !is_complete(transfer))
		transfer_fail(transfer, FAILURE_SHORT, 0);
}

void transfer_received_reset(struct transfer *transfer)
{
	transfer->reset = true;
}

void transfer_release(struct transfer *transfer)
{
	transfer->released = true;
}

void transfer_shut_down(struct transfer *transfer)
{
	transfer->shut_down = true;
}

/* ---- what it waits for ---- */

static enum transfer_state write_message(struct transfer *transfer, int64_t now,
					 struct transfer_bytes *bytes)
{
	if (pauses(transfer, now))
		return TRANSFER_WAIT_TIME;
	bytes->length =
	    message_plan_piece(&transfer->plan->message, transfer->result.sent, &bytes->start);
	bytes->urgent = transfer->plan->urgent;
	return TRANSFER_WAIT_WRITE;
}

static enum transfer_state write_late(struct transfer_bytes *bytes)
{
	*bytes = (struct transfer_bytes){.start = late_words, .length = sizeof late_words - 1};
	return TRANSFER_WAIT_WRITE;
}

/* After the peer's FIN: writes once at once, and once more when that was answered with RST. */
static enum transfer_state next_after_close(struct transfer *transfer, int64_t now,
					    struct transfer_bytes *bytes)
{
	if (!transfer->peer_closed)
		return TRANSFER_WAIT_READ;
	if (transfer->late_writes == 0)
		return pauses(transfer, now) ? TRANSFER_WAIT_TIME : write_late(bytes);
	if (transfer->late_writes == 1)
		return transfer->reset ? write_late(bytes) : TRANSFER_WAIT_RESET;
	return TRANSFER_DONE;
}

enum transfer_state transfer_next(struct transfer *transfer, int64_t now,
				  struct transfer_bytes *bytes)
{
	const struct transfer_plan *plan = transfer->plan;
	if (transfer->result.failure != FAILURE_NONE)
		return TRANSFER_FAILED;
	if (has_more(transfer))
		return write_message(transfer, now, bytes);
	if (!is_complete(transfer))
		return TRANSFER_WAIT_READ;
	if (plan->close == CLOSE_MODE_UNREAD && !transfer->arrived)
		return TRANSFER_WAIT_READ;
	if (plan->hold && !transfer->released && !transfer->peer_closed)
		return TRANSFER_WAIT_RELEASE;
	if (plan->write_after_close)
		return next_after_close(transfer, now, bytes);
	if (plan->close == CLOSE_MODE_HALF && !transfer->peer_closed)
		return transfer->shut_down ? TRANSFER_WAIT_READ : TRANSFER_SHUT_DOWN;
	return TRANSFER_DONE;
}
