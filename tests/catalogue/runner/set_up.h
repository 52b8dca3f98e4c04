/* SPDX-License-Identifier: MIT */
/* The network of a scenario, set up by ip, nft and tc from a small vocabulary (the values of
 * `set-up:`, in the forms of scenario_forms.h):
 *   sysctl KEY VALUE          of net.ipv4. or net.ipv6.; a value of several words is one setting
 *   drop WHO WHAT [COUNT]     loses segments after they were captured, as a network would
 *   mark-ce WHO WHAT [COUNT]  marks them "congestion experienced" (RFC 3168), before the receiver
 *   clamp-mss WHO N           rewrites the MSS in a SYN, as some routers do
 *   lo mtu N, lo gso-max-segs N
 * WHO is client or server. WHAT: syn, syn-ack, ack (bare), data, fin, any, or WHAT:N, the N-th of
 * these alone. COUNT: how many of them, from the first (default 1), or all. */
#ifndef SET_UP_H
#define SET_UP_H

#include <stdbool.h>
#include <stddef.h>

#include "text.h"
#include "words.h"

struct set_up {
	bool user;      /* in a user namespace */
	unsigned rules; /* tables of nft so far */
};

/* WORDS: one line of the vocabulary. False when the system refuses it: then REFUSED (empty before)
 * is what and why. */
bool set_up_words(struct set_up *set_up, const struct words *words, struct text *refused);

/* Adds what the rules of now have dropped of what the client and the server sent. False: it cannot
 * be told. */
bool set_up_count_dropped(const struct set_up *set_up, unsigned dropped[2]);

/* The same from what `nft list ruleset` printed. */
void set_up_dropped(const char *ruleset, unsigned dropped[2]);

bool set_up_clear_rules(struct text *refused);

/* From now on whatever is sent stays queued before lo, so that what is sent meanwhile crosses it.
 */
bool set_up_slow_lo(struct text *refused);

/* Lets it go, in order. */
bool set_up_fast_lo(struct text *refused);

/* Packets that wait before lo. */
unsigned set_up_queued(void);

/* Appends the table number NUMBER of nft for WORDS: drop, mark-ce or clamp-mss. */
void set_up_rule(const struct words *words, unsigned number, struct text *rule);

/* The packets in the `backlog` line of what `tc -s qdisc show` printed. */
unsigned set_up_backlog(const char *shown);

#endif
