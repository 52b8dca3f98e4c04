/* SPDX-License-Identifier: MIT */
/* Private to ends: what a segment is to the end that sends it. Pure questions. */
#ifndef ENDS_KINDS_H
#define ENDS_KINDS_H

#include "ends_walk.h"

/* RFC 9293 section 3.10.7.3, 3.10.7.4: an end that opens answers the ACK of an older connection
 * with a RST that has its number, and goes on. */
bool ends_answers_an_older_connection(const struct ends_walk *walk);

/* A SYN again: the RST was lost, or it has arrived and who was refused tries again with the same
 * number, as some do. */
bool ends_may_have_tried_again(const struct ends_walk *walk);

/* There are no numbers behind a FIN: it is another connection's. */
bool ends_is_behind_its_fin(const struct ends_walk *walk);

/* It sends its SYN or SYN+ACK again, with the same number, or a SYN+ACK behind its SYN (RFC 9293
 * figure 7): it goes on, and its RST was another's. */
bool ends_repeats_its_syn(const struct ends_walk *walk);

/* A SYN of an end that is past it, or anything of one that is CLOSED, but was sent before that: it
 * tells nothing of its sender. */
bool ends_is_old(const struct ends_walk *walk);

/* RFC 9293 section 3.5.1: a segment of an older connection answers a SYN. */
bool ends_is_of_an_older_connection(const struct ends_walk *walk);

/* It has not the numbers of its SYN: that was made by somebody else, or this is older. */
bool ends_speaks_of_another(const struct ends_walk *walk);

/* Of such: it has a byte, or a FIN, where its SYN had its number (RFC 9293 section 3.4; a
 * keep-alive may have one byte there): it has no connection that this SYN opened, but one from
 * before. */
bool ends_holds_its_syn(const struct ends_walk *walk);

/* The capture missed the SYN+ACK of who acknowledges a SYN. */
bool ends_was_not_heard_answering(const struct ends_walk *walk);

/* It begins where its RST jumped ahead, and may have been sent before that. */
bool ends_fills_below_rst(const struct ends_walk *walk);

/* It speaks behind its RST, and so the RST was surely not its own. */
bool ends_surely_goes_on(const struct ends_walk *walk);

/* It stands right behind its RST. That has the number of what it answers, which may be older than
 * this: it may have been sent before, and held on the path. */
bool ends_may_have_been_held(const struct ends_walk *walk);

/* RFC 9293 section 3.10.7.4: also in SYN-RECEIVED it sends a bare ACK of a SYN. Whether this, its
 * FIRST word or one behind that, is perhaps no more. */
bool ends_is_guessed(const struct ends_walk *walk, bool first);

/* Nor what the other end said, of which nothing was captured: the ACK of its SYN, or nothing. */
bool ends_may_have_been_answered(const struct ends_walk *walk);

/* RFC 9293 figure 7: who answers a SYN that crossed its own does so with the number of its own. */
bool ends_had_not_sent_its_syn(const struct ends_walk *walk);

/* It answers a SYN that was not captured, nor anything else of the other end: it was LISTEN, and
 * the SYN in its name is somebody else's, or both opened (figure 7). */
bool ends_answers_no_syn(const struct ends_walk *walk);

/* RFC 9293 section 3.10.7.4: in SYN-RECEIVED its number stays the same. This one was LISTEN again,
 * or keeps nothing (SYN cookies, RFC 4987 section 3.6). */
bool ends_answers_anew(const struct ends_walk *walk);

/* A SYN in its name, with another number than this one's, was noted to be another's. */
bool ends_has_disowned(const struct ends_walk *walk);

/* RFC 9293 section 3.10.5: who has sent a RST says nothing more. What is captured behind it, and is
 * not known to have been sent before it, makes it doubtful whether the RST was its own. */
bool ends_makes_rst_doubtful(const struct ends_walk *walk);

/* It answers another SYN: with SYN cookies (RFC 4987 section 3.6) a listener knows of no other. */
bool ends_still_listens(const struct ends_walk *walk);

/* RFC 9293 section 3.10.7.4, fifth: in SYN-RECEIVED a RST answers an ACK that is not acceptable,
 * and the opening goes on. Its SYN+ACK, with another number than the SYN in its name, is captured
 * late. */
bool ends_had_answered_before_rst(const struct ends_walk *walk);

/* Nothing comes behind a FIN (RFC 9293 section 3.4): it is of another connection. */
bool ends_speaks_of_a_later_one(const struct ends_walk *walk);

/* A SYN+ACK acknowledges a SYN alone, with the data of that (RFC 7413 section 3): not the SYN that
 * was captured of its receiver. */
bool ends_answers_another_syn(const struct ends_walk *walk);

/* Who has an older connection goes on with numbers of that, which may lie behind a SYN in its name:
 * a bare ACK where the other end is not captured, and what leaves a gap. */
bool ends_may_have_older_numbers(const struct ends_walk *walk);

#endif
