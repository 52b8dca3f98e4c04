/* SPDX-License-Identifier: MIT */
/* Whether the source of a RST sent it: it did not where it goes on. */
#include "fates_private.h"
#include "seq.h"

/* At least this long behind a RST, what is captured of its source was sent after it. */
static const int64_t GOES_ON_NS = INT64_C(10) * 1000 * 1000;

/* A host answers now sooner by so much, now later. */
static const int64_t HOST_NS = INT64_C(200) * 1000;

/* What came to the capture so shortly before cannot have been answered. */
bool resets_too_soon(const struct walk *walk, const struct recent_segment *segment)
{
	int64_t least = path_times_least(walk->times, walk->y);
	int64_t since = walk->now_ns - segment->time_ns;
	return since < least * 3 / 4 && least - since > HOST_NS;
}

void resets_tell(struct walk *walk, unsigned side, const struct reset *reset,
		 enum fate_event_kind kind, enum fate_grade grade)
{
	walk_emit(walk, &(struct fate_event){.frame = reset->frame,
					     .by = walk->in ? walk->in->frame : 0,
					     .kind = (uint8_t)kind,
					     .fate = FATE_ARRIVED,
					     .grade = (uint8_t)grade,
					     .side = (uint8_t)side});
}

/* Its source acknowledges more than it had. */
static bool gets(const struct walk *walk, const struct reset *reset)
{
	const struct fates_input *in = walk->in;
	return (in->flags & TCP_FLAG_ACK) && seq_before(reset->own_ack, in->ack) &&
	       !seq_before(walk->fates->next[walk->y], in->ack);
}

/* From the RST's number on it sends: who had sent this before would have aborted with a later
 * number (RFC 9293 section 3.10.5). But what the RST answers may be older than this, which the path
 * held back; unless it has got more than was sent by then: without the connection it would not. */
static bool continues(const struct walk *walk, const struct reset *reset)
{
	bool behind = seq_before(reset->peer_next, walk->in->ack) && gets(walk, reset);
	return (!reset->answers || behind) && walk->in->seq == reset->seq &&
	       reset->seq == reset->own_next;
}

/* It acknowledges what reached it behind the RST, or the very segment that the RST would have
 * answered: who has no connection acknowledges nothing (RFC 9293 section 3.10.7.1). */
static bool acknowledges_later(const struct walk *walk, const struct reset *reset)
{
	const struct recent_segment *last = walk_last_of(walk, walk->y);
	uint32_t ack = walk->in->ack;
	bool once = last && reset->asked && last->mark.frame == reset->asked &&
		    last->right == ack && reset->seq == walk->in->seq;
	bool behind = last && seq_before(reset->not_yet, ack) && !resets_too_soon(walk, last) &&
		      !seq_before(reset->peer_next, ack);
	return (once || behind) && gets(walk, reset) &&
	       walk_order(walk, &reset->mark) != SENT_BEFORE;
}

/* Its SYN+ACK may hold all that it knows (SYN cookies, RFC 4987 section 3.6): then what comes
 * behind the one that it answers opens the connection once more, and is acknowledged at once. */
static bool may_begin_again(const struct walk *walk, const struct reset *reset)
{
	const struct fates *fates = walk->fates;
	bool by_steps = seq_before(reset->own_ack, fates->una[walk->y]) &&
			seq_before(fates->una[walk->y], reset->peer_next);
	return (fates->state[walk->x] & SENT_SYN_ACK) && reset->seq == fates->first[walk->x] + 1 &&
	       !by_steps;
}

/* It has taken all that the RST can be the answer to: who has no connection takes none. Before what
 * opens came to who had sent its SYN, it sends nothing. */
static bool took_all(const struct walk *walk, const struct reset *reset)
{
	const struct fates_input *in = walk->in;
	const struct fates *fates = walk->fates;
	bool sends = walk_length(in) > 0;
	if (seq_before(in->seq, reset->seq) || walk_order(walk, &reset->mark) == SENT_BEFORE)
		return false;
	bool numbers = reset->each_once && !may_begin_again(walk, reset) &&
		       seq_before(reset->own_ack, reset->peer_next) && gets(walk, reset) &&
		       !seq_before(in->ack, reset->peer_next);
	bool echoes = sends && in->has_timestamps && reset->only.has_timestamps &&
		      !seq_before(in->timestamp_echo, reset->only.tsval);
	bool opens = sends && reset->only_opens && reset->seq == fates->first[walk->x] + 1 &&
		     (fates->state[walk->x] & SENT_SYN_FIRST) &&
		     !((fates->state[0] | fates->state[1]) & SYN_HAS_DATA);
	return numbers || echoes || opens;
}

/* It sends something again, behind all that it had sent before the RST. */
static bool repeats(const struct walk *walk, const struct reset *reset)
{
	uint32_t right = walk->in->seq + walk_length(walk->in);
	return walk->in->seq != right && reset->last.frame != 0 &&
	       !seq_before(reset->own_next, right) &&
	       walk_order(walk, &reset->last) == SENT_AFTER &&
	       walk_order(walk, &reset->mark) != SENT_BEFORE;
}

/* Its source speaks: it goes on where it did not mean to end. The RST that answers an unacceptable
 * ACK before the connection is established is genuine, and the opening goes on (RFC 9293 section
 * 3.10.7.3). */
void resets_hear_source(struct walk *walk, struct reset *reset)
{
	const struct fates_input *in = walk->in;
	int64_t to = path_times_least(walk->times, walk->x);
	int64_t back = path_times_least(walk->times, walk->y);
	int64_t wait = (to > 0 ? to : 0) + (back > 0 ? back : 0);
	uint32_t right = in->seq + walk_length(in);
	if (reset->forged || walk->stale || in->flags & TCP_FLAG_SYN)
		return;
	bool sends = in->seq != right && seq_before(reset->own_next, right);
	bool again = repeats(walk, reset);
	bool took = took_all(walk, reset);
	if (!sends && !again && !took && !gets(walk, reset))
		return;
	int64_t left_ns = recent_left(walk->table->recent, &walk->sent, RESETS_ASKING);
	bool late = left_ns - reset->time_ns > (wait > GOES_ON_NS ? wait : GOES_ON_NS);
	bool certain = (sends && continues(walk, reset)) || acknowledges_later(walk, reset) ||
		       took || (late && (again || (reset->beyond && gets(walk, reset))));
	/* What the RST overtook does not count: this was sent behind it. */
	bool later = walk_order(walk, &reset->mark) == SENT_AFTER ||
		     ((in->flags & TCP_FLAG_ACK) && seq_before(reset->peer_next, in->ack));
	if (!certain && !(late && later))
		return;
	resets_tell(walk, walk->x, reset, FATE_EVENT_FORGED, FATE_PROBABLY);
	reset->forged = true;
	bool got = (in->flags & TCP_FLAG_ACK) && !seq_before(in->ack, reset->peer_next) &&
		   !seq_before(walk->fates->next[walk->y], in->ack);
	if (reset->asked)
		walk_fate(walk, walk->y, reset->asked, got ? FATE_ARRIVED : FATE_UNKNOWN,
			  got ? FATE_FOLLOWS : FATE_CANNOT, in->frame);
	reset->asked = 0;
}
