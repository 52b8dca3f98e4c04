/* SPDX-License-Identifier: MIT */
/* Private to write: what became of a segment on its way, as pictures draw it and name it. */
#ifndef COURSE_H
#define COURSE_H

#include "event.h"
#include "lang.h"
#include "text.h"

/* How the arrow ends. */
enum arrow {
	ARROW_ARRIVES,
	ARROW_LOST,      /* on its way, with a cross */
	ARROW_DISCARDED, /* with a cross where it arrives: its receiver's TCP drops it */
	ARROW_UNSURE,    /* dashed, with a question mark: it cannot be told whether it arrived */
};

enum { COURSE_UNTOLD = FATE_COUNT };

struct course {
	uint8_t fate;   /* enum fate, or COURSE_UNTOLD */
	uint8_t grade;  /* enum fate_grade */
	bool crossed;   /* it and the other side's SYN or FIN */
	bool syn_ack;   /* who asked for no connection may answer nothing */
	bool answered;  /* that is another frame than its own */
	uint64_t other; /* the frame of that; or the first one of a packet captured again */
};

/* From a file; live nothing of it is known when the segment comes. */
struct course course_of(const struct segment_event *event);

/* What EVENT, which is known later than FRAME passed, makes of its course. */
void course_learn(struct course *course, const struct fate_event *event);

/* "丢失" or "lost". */
const char *fate_words(enum lang lang, enum fate fate);

/* Appends "probably " where GRADE asks for it and the words of FATE do not leave it open. */
void text_doubt(struct text *text, enum lang lang, unsigned fate, enum fate_grade grade);

enum arrow course_arrow(const struct course *course);

/* Whether EVENT's segment is one packet with an earlier frame, which is drawn for both. */
static inline bool course_is_captured_again(const struct course *course)
{
	return course->fate == FATE_CAPTURE_DUPLICATE;
}

/* Whether there is anything to say about a segment with LABELS. */
bool course_is_remarkable(const struct course *course, label_set labels);

/* Appends it: "retransmission, probably lost", "重传，可能丢失". */
void text_course(struct text *text, enum lang lang, const struct course *course, label_set labels);

/* Live, a hedged state that turned out otherwise when EVENT's segment came; NULL: none did. */
const struct ends_correction *correction_of(const struct segment_event *event);

/* STATE, which was shown before and is of the end that CORRECTION tells of, as it turned out. */
void state_correct(struct end_state *state, const struct ends_correction *correction);

/* "correction: the server was not ESTABLISHED but SYN-RECEIVED" */
void text_correction(struct text *text, enum lang lang, const struct ends_correction *correction);

/* "captured twice", "可能被捕获3次". */
void text_captured(struct text *text, enum lang lang, unsigned times, enum fate_grade grade);

#endif
