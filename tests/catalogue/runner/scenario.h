/* SPDX-License-Identifier: MIT */
/* A scenario: what is played, and what is expected of it. A file of lines "key: value", read as
 * data and never evaluated; # begins a comment line. scenario_forms.h has the form of each value,
 * and which keys may be given again, to add to their value:
 *   title-zh, title-en   one line for --list
 *   group     under which heading --list shows it: scenario_groups.h
 *   look-zh, look-en     what to look at
 *   why-zh, why-en       why it went this way; %delay% becomes the time between the two FINs, and
 *             of a sweep %low%, %median% and %high% when the ACK of the FIN came alone
 *   server, client       their options, words separated by spaces
 *   client-exit, ...     the status that this program ends with, where an error is the point
 *   needs     programs without which it cannot be played; ipv6: the kernel has to know it
 *   set-up    the network, one line of set_up.h's vocabulary each, before anything starts
 *   step      what happens, one line of steps.h's vocabulary each
 *   until-phases         without steps: the exchange is over after so many phase lines
 *   expect    OPEN CLOSE CLOSED_FIRST of the first connection, the second, ...
 *   labels    the sniffer gives each of these labels to some segment
 *   kernel-differs       SIDE KERNEL-STATE SNIFFER-STATE REASON: an accepted disagreement between
 *             the kernel's state and the one that the segments show
 *   proof     netstat|snmp NAME N: a counter of the kernel that grew by N or more
 *   kind      sweep: many exchanges and their statistics (sweep.h) instead of one
 *   compare   listing (default); segments: flags (ECE, CWR and URG too), numbers and lengths;
 *             sides: the same, of each side for itself, where it is a matter of processors which
 *             side's comes first; totals: how each connection went, and its bytes
 *   golden-2  why there is a second golden output, NAME.2.txt
 *   border, border-zh, border-en    before 6.5, or since 7.2: there Linux does something else, in
 *             words; a golden output of its own, NAME.before-6.5.txt (border.h). The first one
 *             whose condition holds is this kernel's, each with its reason in both languages
 *   late-after-ms        when the server's FIN, or data, leaves later than this after the client's
 *             FIN, the machine was too slow (the server's own --close-delay is not counted)
 *   silences  how long, in milliseconds, nothing may be sent, in order; any where that does not
 *             matter. A silence of 34 ms that is longer, or beyond these, is a slow machine's
 *   delayed-acks         the same when more bare ACKs than these come after a silence of 34 ms
 *   lossless  yes: nothing is lost here, so a segment sent again means a slow machine
 *   path      client and server are in namespaces of their own, 192.0.2.1 and 192.0.2.2, with
 *             tests/path between them: where the capture is taken, delays, what happens to
 *             frames, sysctls of an end
 *   counter   a counter of the kernel of an end (or of both together) as nstat names it, and by
 *             how much it grows, exactly */
#ifndef SCENARIO_H
#define SCENARIO_H

#include <stddef.h>
#include <stdint.h>

#include "scenario_forms.h"
#include "words.h"

struct scenario_entry {
	enum scenario_key key;
	char *value; /* owned; spaces before it are left out */
};

struct scenario {
	char *name;                     /* owned */
	struct scenario_entry *entries; /* owned; in the order of the file */
	size_t count;
};

/* Reads LENGTH bytes of TEXT. False with what is wrong with the first line that is wrong; then,
 * too, it is to be released. */
bool scenario_parse(struct scenario *scenario, const char *name, const char *text, size_t length,
		    struct err *err);

/* The same from FOLDER/NAME.txt; the reason begins with "scenarios/NAME.txt: ". */
bool scenario_read(struct scenario *scenario, const char *folder, const char *name,
		   struct err *err);
void scenario_release(struct scenario *scenario);

/* The value of KEY, the first where there are several; NULL without any. */
const char *scenario_value(const struct scenario *scenario, enum scenario_key key);

/* The next value of KEY from entry *AT on, which then stands behind it; NULL: no more. */
const char *scenario_next(const struct scenario *scenario, enum scenario_key key, size_t *at);

/* The words of all values of KEY. */
void scenario_words(const struct scenario *scenario, enum scenario_key key, struct words *words);

/* The value of KEY as a number; OTHERWISE where it is not given. */
uint32_t scenario_number(const struct scenario *scenario, enum scenario_key key,
			 uint32_t otherwise);

/* The names of all scenarios in FOLDER, sorted: each its file's without .txt. False with the
 * reason, among them that there is none. To be released by words_release(). */
bool scenario_names(const char *folder, struct words *names, struct err *err);

#endif
