/* SPDX-License-Identifier: MIT */
/* A SYN to who is synchronized: it is dropped, and answered with a challenge ACK (RFC 5961 section
 * 4.2). */
#include "fates_private.h"
#include "seq.h"

/* A path does not grow by more meanwhile; and so fast an end answers, where the path is no longer.
 */
static const int64_t PATH_GROWS_NS = INT64_C(90) * 1000 * 1000;
static const int64_t AT_ONCE_NS = INT64_C(1000) * 1000;

void challenge_begins(struct walk *walk)
{
	const uint32_t *state = walk->fates->state;
	/* Who may be in TIME-WAIT acknowledges it, too (RFC 9293 section 3.10.7.4). */
	bool closing = state[0] & state[1] & SENT_A_FIN;
	struct fates_more *more = closing ? NULL : walk_more(walk);
	if (!more)
		return;
	struct challenged *syn = &more->challenged[walk->x];
	syn->frame = syn->waits ? 0 : walk->in->frame; /* of several it is not known which one */
	syn->time_ns = walk->now_ns;
	syn->waits = true;
}

/* A pure ACK that nothing but the SYN explains. */
static bool answers_challenged(const struct walk *walk, const struct challenged *syn)
{
	const struct fates *fates = walk->fates;
	const struct fates_input *in = walk->in;
	unsigned x = walk->x, y = walk->y;
	const unsigned others = TCP_FLAG_SYN | TCP_FLAG_FIN | TCP_FLAG_RST;
	int64_t least = path_times_least(walk->times, y), since = walk->now_ns - syn->time_ns;
	const struct recent_segment *last = walk_last_of(walk, y);
	return (in->flags & (others | TCP_FLAG_ACK)) == TCP_FLAG_ACK && in->length == 0 &&
	       (in->sack_count == 0 || !seq_before(in->ack, in->sack[0].right)) &&
	       in->seq == fates->next[x] && in->ack == fates->una[y] &&
	       fates->una[y] == fates->next[y] && since >= least * 3 / 4 - AT_ONCE_NS &&
	       since <= 2 * least + PATH_GROWS_NS &&
	       (!last || last->mark.frame <= syn->frame || last->left == last->right);
}

void challenge_heard(struct walk *walk)
{
	struct fates_more *more = walk->fates->more;
	struct challenged *syn = more ? &more->challenged[walk->y] : NULL;
	if (!syn || !syn->waits || !answers_challenged(walk, syn))
		return;
	if (syn->frame)
		walk_fate(walk, walk->y, syn->frame, FATE_DISCARDED, FATE_PROBABLY,
			  walk->in->frame);
	syn->waits = false;
}
