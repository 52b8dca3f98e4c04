/* SPDX-License-Identifier: MIT */
/* Whatever is said of a segment or a connection beyond its header is a claim: it has a name, a
 * grade, the frames that it rests on, and mostly a figure. What texts say is made from claims
 * (messages.h).
 *
 * A claim of grade "seen" or "follows" holds whatever happened outside of the capture; "probably"
 * may be wrong, and its text says so; "cannot-tell" names what a reader would ask, and that the
 * capture does not answer it. */
#ifndef CLAIM_H
#define CLAIM_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "flow.h"

#define GRADES(ROW)                                                                                \
	ROW(GRADE_SEEN, "seen")                                                                    \
	ROW(GRADE_FOLLOWS, "follows")                                                              \
	ROW(GRADE_PROBABLY, "probably")                                                            \
	ROW(GRADE_CANNOT_TELL, "cannot-tell")

#define UNITS(ROW)                                                                                 \
	ROW(UNIT_NONE, "") /* no figure */                                                         \
	ROW(UNIT_US, "us")                                                                         \
	ROW(UNIT_BYTES, "bytes")                                                                   \
	ROW(UNIT_COUNT, "count")                                                                   \
	ROW(UNIT_SEQ, "seq") /* a relative sequence number */

/* Claim, name in JSON, grade; behind it what VALUE and MORE are. */
#define SEGMENT_CLAIMS(ROW)                                                                        \
	/* opening */                                                                              \
	ROW(CLAIM_SYN, "syn", SEEN)                                                                \
	ROW(CLAIM_SYN_AGAIN, "syn-again", SEEN) /* silence; how often sent */                      \
	ROW(CLAIM_SYN_OF_SYN_ACK, "syn-of-syn-ack", PROBABLY)                                      \
	ROW(CLAIM_SYN_OTHER, "syn-other-options", CANNOT_TELL)                                     \
	ROW(CLAIM_SYN_UNSENT, "syn-once-more", CANNOT_TELL)                                        \
	ROW(CLAIM_SYN_BEFORE_OTHER, "syn-before-other", FOLLOWS)                                   \
	ROW(CLAIM_SYN_FORGED, "syn-forged", PROBABLY)                                              \
	ROW(CLAIM_SYN_DATA, "syn-data", SEEN)                                                      \
	ROW(CLAIM_SYN_WITHOUT_DATA, "syn-without-data", SEEN)                                      \
	ROW(CLAIM_COOKIE_REQUEST, "cookie-request", SEEN)                                          \
	ROW(CLAIM_COOKIE, "cookie", SEEN) /* bytes */                                              \
	ROW(CLAIM_SYN_ACK, "syn-ack", SEEN)                                                        \
	ROW(CLAIM_SYN_ACK_ALONE, "syn-ack-alone", SEEN)                                            \
	ROW(CLAIM_SYN_ACK_AGAIN, "syn-ack-again", SEEN)      /* silence; how often sent */         \
	ROW(CLAIM_SYN_ACK_HELD, "syn-ack-held", CANNOT_TELL) /* the same, its ACK was captured */  \
	ROW(CLAIM_SYN_ACK_SOON, "syn-ack-again-soon", SEEN)  /* the same, just before */           \
	ROW(CLAIM_SYN_ACK_EARLY, "syn-ack-once-more", CANNOT_TELL) /* silence */                   \
	ROW(CLAIM_SYN_ACK_DATA, "syn-ack-data", FOLLOWS)                                           \
	ROW(CLAIM_SYN_ACK_ONLY, "syn-ack-only", FOLLOWS)                                           \
	ROW(CLAIM_SYN_ACK_OTHER, "syn-ack-other-number", SEEN)                                     \
	ROW(CLAIM_HANDSHAKE_ACK, "handshake-ack", FOLLOWS)                                         \
	ROW(CLAIM_HANDSHAKE_ACK_CROSSED, "handshake-ack-simultaneous", FOLLOWS)                    \
	ROW(CLAIM_HANDSHAKE_ACK_HELD, "handshake-ack-not-taken", FOLLOWS)                          \
	ROW(CLAIM_HANDSHAKE_ACK_AGAIN, "handshake-ack-again", SEEN)                                \
	ROW(CLAIM_SYN_STRAY, "syn-stray", PROBABLY)                                                \
	ROW(CLAIM_SYN_PENDING, "syn-pending", SEEN)                                                \
	ROW(CLAIM_CHALLENGE_ACK, "challenge-ack", PROBABLY)                                        \
	/* closing */                                                                              \
	ROW(CLAIM_FIN, "fin", SEEN)                                                                \
	ROW(CLAIM_FIN_DATA, "fin-data", SEEN)                                                      \
	ROW(CLAIM_FIN_WITH_ACK, "fin-with-ack", SEEN)           /* since the other FIN */          \
	ROW(CLAIM_FIN_NO_ACK_BEFORE, "fin-no-ack-before", SEEN) /* since the other FIN */          \
	ROW(CLAIM_FIN_AFTER_ACK, "fin-after-ack", SEEN)         /* since the other FIN */          \
	ROW(CLAIM_FIN_LATE, "fin-captured-late", FOLLOWS)       /* the same */                     \
	ROW(CLAIM_FIN_OTHER_NUMBER, "fin-other-number", FOLLOWS)                                   \
	ROW(CLAIM_FIN_BEHIND_ACK, "fin-behind-its-ack", SEEN)                                      \
	ROW(CLAIM_FIN_BEFORE_OTHER, "fin-before-other", FOLLOWS)                                   \
	ROW(CLAIM_FIN_AGAIN, "fin-again", SEEN)             /* silence; how often sent */          \
	ROW(CLAIM_FIN_ACKED_ALONE, "fin-acked-alone", SEEN) /* since the FIN */                    \
	ROW(CLAIM_LAST_ACK, "last-ack", FOLLOWS)                                                   \
	ROW(CLAIM_LAST_ACK_CROSSED, "last-ack-crossed", FOLLOWS)                                   \
	ROW(CLAIM_FIN_ACKED_CROSSED, "fin-acked-crossed", FOLLOWS)                                 \
	ROW(CLAIM_FIN_ACKED_AGAIN, "fin-acked-again", SEEN)                                        \
	ROW(CLAIM_FIN_ACKED_ONCE_MORE, "fin-acked-once-more", SEEN)                                \
	ROW(CLAIM_FIN_ACKED_WITH_DATA, "fin-acked-with-data", FOLLOWS)                             \
	ROW(CLAIM_DATA_AFTER_FIN, "data-after-fin", SEEN)                                          \
	/* data and ACKs */                                                                        \
	ROW(CLAIM_DATA, "data", SEEN)                                                              \
	ROW(CLAIM_FRAGMENT, "first-fragment", SEEN) /* bytes in it */                              \
	ROW(CLAIM_DATA_FILLS_WINDOW, "data-fills-window", SEEN)                                    \
	ROW(CLAIM_URGENT, "urgent", SEEN) /* relative number of the last urgent byte */            \
	ROW(CLAIM_ACK, "ack", FOLLOWS)                                                             \
	ROW(CLAIM_ACK_OF_SYN_ONLY, "ack-of-no-bytes", SEEN)                                        \
	ROW(CLAIM_ACK_DELAYED, "delayed-ack", PROBABLY)   /* what is more than a round trip */     \
	ROW(CLAIM_ACK_LATE, "ack-late", CANNOT_TELL)      /* the same */                           \
	ROW(CLAIM_ACK_LATE_AGAIN, "ack-late-again", SEEN) /* the same, once more */                \
	ROW(CLAIM_ACK_DUPLICATE, "duplicate-ack", SEEN)                                            \
	ROW(CLAIM_ACK_SACK, "sack", FOLLOWS)                   /* left edge, right edge */         \
	ROW(CLAIM_ACK_SACK_FIN, "sack-fin", FOLLOWS)           /* the FIN's number, twice */       \
	ROW(CLAIM_ACK_SACK_DATA_FIN, "sack-data-fin", FOLLOWS) /* without the FIN */               \
	ROW(CLAIM_ACK_LACKS, "still-lacks", FOLLOWS)           /* first number, last */            \
	ROW(CLAIM_ACK_LACKS_TOO, "still-lacks-too", FOLLOWS)   /* the same */                      \
	ROW(CLAIM_ACK_LACKS_FROM, "still-lacks-from", FOLLOWS)                                     \
	ROW(CLAIM_ACK_TWICE, "d-sack", FOLLOWS)                   /* the same */                   \
	ROW(CLAIM_ACK_FIN_TWICE, "d-sack-fin", FOLLOWS)           /* the FIN's number, twice */    \
	ROW(CLAIM_ACK_DATA_FIN_TWICE, "d-sack-data-fin", FOLLOWS) /* without the FIN */            \
	ROW(CLAIM_ACK_SYN_TWICE, "d-sack-syn", FOLLOWS)           /* the SYN's number, twice */    \
	ROW(CLAIM_RENEGED, "reneged", PROBABLY)                   /* first number, last */         \
	ROW(CLAIM_ACK_ONCE_MORE, "ack-once-more", SEEN)                                            \
	ROW(CLAIM_ACK_OVERTAKEN, "ack-overtaken", FOLLOWS)                                         \
	ROW(CLAIM_ACK_OLD, "old-ack", PROBABLY)                                                    \
	ROW(CLAIM_ACK_OF_OLDER, "ack-of-older", PROBABLY)                                          \
	ROW(CLAIM_ACK_UNSEEN, "ack-unseen", SEEN)                                                  \
	ROW(CLAIM_ACK_OF_NOTHING, "ack-of-nothing-seen", SEEN)                                     \
	ROW(CLAIM_OLDER, "of-older-connection", PROBABLY)                                          \
	ROW(CLAIM_NO_ACK, "no-ack", SEEN)                                                          \
	ROW(CLAIM_OUTSIDE_WINDOW, "outside-window", PROBABLY)                                      \
	ROW(CLAIM_BEFORE_ANSWER, "before-answer", PROBABLY)                                        \
	/* windows and probes */                                                                   \
	ROW(CLAIM_ZERO_WINDOW, "zero-window", SEEN)                                                \
	ROW(CLAIM_WINDOW_OPENS, "window-opens", SEEN)    /* bytes; how long it was shut */         \
	ROW(CLAIM_WINDOW_CHANGE, "window-change", SEEN)  /* bytes */                               \
	ROW(CLAIM_WINDOW_PROBE, "window-probe", FOLLOWS) /* silence */                             \
	ROW(CLAIM_WINDOW_PROBE_ACK, "window-probe-ack", SEEN)                                      \
	ROW(CLAIM_KEEP_ALIVE, "keep-alive", PROBABLY) /* silence */                                \
	ROW(CLAIM_OLD_NUMBER, "old-number", SEEN)                                                  \
	ROW(CLAIM_KEEP_ALIVE_ACK, "keep-alive-ack", SEEN)                                          \
	/* sent again, or late */                                                                  \
	ROW(CLAIM_AGAIN_ACKED, "sent-again-acked", SEEN)                                           \
	ROW(CLAIM_ACKED_BEFORE, "acknowledged-before", CANNOT_TELL)                                \
	ROW(CLAIM_AGAIN_SACK, "sent-again-sack", FOLLOWS)       /* left edge, right edge */        \
	ROW(CLAIM_AGAIN_DUPACKS, "sent-again-dupacks", FOLLOWS) /* how many */                     \
	ROW(CLAIM_AGAIN_PARTIAL, "sent-again-partial-ack", PROBABLY)                               \
	ROW(CLAIM_AGAIN_TIMEOUT, "sent-again-timeout", PROBABLY)  /* silence; how often sent */    \
	ROW(CLAIM_AGAIN_DOUBLED, "sent-again-backoff", PROBABLY)  /* the same */                   \
	ROW(CLAIM_AGAIN_PROBE, "sent-again-loss-probe", PROBABLY) /* silence */                    \
	ROW(CLAIM_AGAIN_TIMER, "sent-again-timer", CANNOT_TELL)   /* silence; how often sent */    \
	ROW(CLAIM_AGAIN_SYN_ONLY, "sent-again-syn-acked", FOLLOWS)                                 \
	ROW(CLAIM_AGAIN, "sent-again", CANNOT_TELL) /* silence; how often sent */                  \
	ROW(CLAIM_AGAIN_NEW, "new-bytes", SEEN)     /* first new number; last */                   \
	ROW(CLAIM_AGAIN_FIN, "first-fin", SEEN)                                                    \
	ROW(CLAIM_LATE, "out-of-order", SEEN)                                                      \
	ROW(CLAIM_OVERTAKEN, "overtaken", FOLLOWS)                                                 \
	ROW(CLAIM_LOST_BEFORE, "lost-before", PROBABLY)                                            \
	ROW(CLAIM_JUMP, "numbers-jump", SEEN) /* first skipped number, last */                     \
	ROW(CLAIM_CAPTURED_TWICE, "captured-twice", PROBABLY)                                      \
	ROW(CLAIM_CAPTURED_ELSEWHERE, "captured-elsewhere", SEEN) /* on another link, before */    \
	ROW(CLAIM_DOUBLED, "doubled", PROBABLY)                                                    \
	ROW(CLAIM_LOST, "lost", PROBABLY)                                                          \
	ROW(CLAIM_PART_LOST, "part-lost", PROBABLY)                                                \
	ROW(CLAIM_LOST_OR_ANSWER, "lost-or-answer", FOLLOWS)                                       \
	ROW(CLAIM_PROBABLY_LOST, "lost-or-answer-probably", PROBABLY)                              \
	ROW(CLAIM_NO_ANSWER, "no-answer", SEEN)                                                    \
	ROW(CLAIM_DISCARDED, "discarded", PROBABLY)                                                \
	ROW(CLAIM_BAD_CHECKSUM, "bad-checksum", PROBABLY)                                          \
	ROW(CLAIM_ONE_ARRIVED, "one-arrived", FOLLOWS) /* from the first to the last; how many */  \
	ROW(CLAIM_CROSSED, "crossed", FOLLOWS)                                                     \
	ROW(CLAIM_SAME_PACKET, "same-packet", CANNOT_TELL)                                         \
	/* resets */                                                                               \
	ROW(CLAIM_REFUSED, "refused", FOLLOWS)                                                     \
	ROW(CLAIM_RESET_OPENING, "reset-opening", SEEN)                                            \
	ROW(CLAIM_RESET_SYN_RECEIVED, "reset-of-syn-received", SEEN)                               \
	ROW(CLAIM_RESET_NO_CONNECTION, "reset-no-connection", PROBABLY)                            \
	ROW(CLAIM_RESET_ANSWERS, "reset-answers", PROBABLY)                                        \
	ROW(CLAIM_RESET_ANSWERS_OLD, "reset-answers-old-ack", PROBABLY)                            \
	ROW(CLAIM_RESET_ANSWERS_ANEW, "reset-answers-anew", PROBABLY)                              \
	ROW(CLAIM_RESET_ANSWERS_EARLIER, "reset-answers-earlier", PROBABLY) /* of how many */      \
	ROW(CLAIM_RESET_ANSWERS_PROBE, "reset-answers-keep-alive", FOLLOWS)                        \
	ROW(CLAIM_RESET_GIVES_UP, "reset-gives-up", PROBABLY) /* how many went unanswered */       \
	ROW(CLAIM_RESET_AFTER_FIN, "reset-after-fin", SEEN)                                        \
	ROW(CLAIM_RESET_MAY_ANSWER, "reset-may-answer", CANNOT_TELL)                               \
	ROW(CLAIM_RESET_UNHEARD, "reset-unheard", CANNOT_TELL)                                     \
	ROW(CLAIM_RESET, "reset", SEEN)                                                            \
	ROW(CLAIM_RESET_IN_NAME, "reset-in-name", SEEN)                                            \
	ROW(CLAIM_RESET_FORGED, "reset-forged", PROBABLY)                                          \
	ROW(CLAIM_RESET_ANSWERS_COPY, "reset-answers-copy", CANNOT_TELL) /* of how many */         \
	ROW(CLAIM_RESET_AGAIN, "reset-again", SEEN)                                                \
	ROW(CLAIM_RESET_GUESS, "reset-guess", PROBABLY) /* numbers beyond the other */             \
	ROW(CLAIM_RESET_TOO, "reset-too", SEEN)                                                    \
	ROW(CLAIM_RESET_FIRST, "reset-first", SEEN)                                                \
	ROW(CLAIM_RESET_WITH_SYN, "reset-with-syn", SEEN)                                          \
	ROW(CLAIM_RESET_AFTER_CLOSE, "reset-after-close", SEEN)                                    \
	ROW(CLAIM_RESET_IGNORED, "reset-ignored", PROBABLY)                                        \
	ROW(CLAIM_RESET_IN_SYN_SENT, "reset-in-syn-sent", PROBABLY)                                \
	ROW(CLAIM_RESET_CHALLENGED, "reset-challenged", PROBABLY)                                  \
	ROW(CLAIM_RESET_BEHIND_UNSEEN, "reset-behind-unseen", CANNOT_TELL)                         \
	ROW(CLAIM_RESET_IN_FIN_WAIT_2, "reset-in-fin-wait-2", CANNOT_TELL)                         \
	ROW(CLAIM_RESET_NOT_TAKEN, "reset-not-taken", PROBABLY)                                    \
	ROW(CLAIM_RESET_PASSED_OVER, "reset-passed-over", FOLLOWS)                                 \
	ROW(CLAIM_RESET_REASON, "reset-reason", SEEN) /* bytes */                                  \
	ROW(CLAIM_RESET_TTL, "reset-ttl", PROBABLY)                                                \
	/* times */                                                                                \
	ROW(CLAIM_CLOCK_BACK, "clock-back", SEEN) /* how far */                                    \
	ROW(CLAIM_CLOCK_JUMP, "clock-jump", SEEN) /* the same */

#define CONNECTION_CLAIMS(ROW)                                                                     \
	/* opening: time from the first SYN; how often it was sent */                              \
	ROW(CLAIM_OPENED, "opened", SEEN)                                                          \
	ROW(CLAIM_OPENED_AT_MOST, "opened-at-most", SEEN)                                          \
	ROW(CLAIM_OPENED_AGAIN, "opened-after-repetition", SEEN)                                   \
	ROW(CLAIM_OPENED_ANSWER_AGAIN, "opened-after-repeated-answer", SEEN)                       \
	ROW(CLAIM_OPENED_HELD, "opened-held", SEEN)           /* at the earliest */                \
	ROW(CLAIM_SYN_ACK_REPEATED, "syn-ack-repeated", SEEN) /* how often sent */                 \
	ROW(CLAIM_SYN_REPEATED, "syn-repeated", SEEN)         /* the same */                       \
	ROW(CLAIM_SERVER_UNTOLD, "opened-at-server-untold", CANNOT_TELL)                           \
	ROW(CLAIM_OPENED_UNSEEN, "opened-syn-not-captured", SEEN)                                  \
	ROW(CLAIM_OPENED_SIMULTANEOUSLY, "opened-simultaneously", SEEN)                            \
	ROW(CLAIM_OPENED_FAST, "opened-fast", SEEN)                                                \
	ROW(CLAIM_OPENED_BEFORE, "opened-before", SEEN)                                            \
	ROW(CLAIM_ROUND_TRIP, "round-trip", SEEN) /* time */                                       \
	ROW(CLAIM_NOT_OPENED_REFUSED, "not-opened-refused", SEEN)                                  \
	ROW(CLAIM_NOT_OPENED_REFUSED_AGAIN, "not-opened-refused-again", SEEN)                      \
	ROW(CLAIM_NOT_OPENED_UNANSWERED, "not-opened-unanswered", SEEN) /* how often tried */      \
	ROW(CLAIM_NOT_OPENED_INCOMPLETE, "not-opened-incomplete", SEEN)                            \
	ROW(CLAIM_OPENING_ONE_WAY, "opening-one-way", CANNOT_TELL)           /* how often sent */  \
	ROW(CLAIM_OPENING_ONE_WAY_RST, "opening-one-way-reset", CANNOT_TELL) /* the same */        \
	ROW(CLAIM_NOT_OPENED_BROKEN_OFF, "not-opened-broken-off", SEEN)                            \
	ROW(CLAIM_NOT_OPENED_FORGED, "not-opened-forged-rst", PROBABLY)                            \
	ROW(CLAIM_NOT_OPENED_ANSWERED, "not-opened-answered-by-rst", PROBABLY)                     \
	ROW(CLAIM_NOT_OPENED_UNSEEN, "not-opened-answer-unseen", FOLLOWS)                          \
	ROW(CLAIM_NO_CONNECTION, "no-connection", PROBABLY)                                        \
	ROW(CLAIM_STRAY, "stray", SEEN)                                                            \
	ROW(CLAIM_ROLES_GUESSED, "roles-guessed", SEEN)                                            \
	ROW(CLAIM_ANSWER_TIMES, "answer-times", SEEN) /* of the SYN; of data, the least */         \
	ROW(CLAIM_MANY_TWICE, "many-captured-twice", PROBABLY) /* how many segments */             \
	/* losses and their repair: how often; the longest time that it took */                    \
	ROW(CLAIM_LOSSES, "losses", PROBABLY)                 /* how many segments */              \
	ROW(CLAIM_LOSSES_IN_PART, "losses-in-part", PROBABLY) /* the same */                       \
	ROW(CLAIM_LOSSES_BEFORE, "losses-before", PROBABLY)   /* the same; until repaired */       \
	ROW(CLAIM_NOT_CAPTURED, "not-captured", FOLLOWS)      /* bytes */                          \
	ROW(CLAIM_REPAIRED_FAST, "repaired-fast", FOLLOWS)                                         \
	ROW(CLAIM_REPAIRED_PARTIAL, "repaired-partial-ack", PROBABLY)                              \
	ROW(CLAIM_REPAIRED_TIMEOUT, "repaired-timeout", PROBABLY)                                  \
	ROW(CLAIM_REPAIRED_BACKOFF, "repaired-backoff", PROBABLY)                                  \
	ROW(CLAIM_BACKED_OFF, "backed-off", PROBABLY)                                              \
	ROW(CLAIM_REPAIRED_PROBE, "repaired-loss-probe", PROBABLY)                                 \
	ROW(CLAIM_REPAIRED_TIMER, "repaired-timer", CANNOT_TELL)                                   \
	ROW(CLAIM_REPAIRED_SYN_ONLY, "repaired-syn-acked", FOLLOWS)                                \
	ROW(CLAIM_REPAIRED, "repaired", CANNOT_TELL)                                               \
	ROW(CLAIM_NEEDLESS, "got-twice", FOLLOWS) /* how many D-SACKs */                           \
	/* windows and waits */                                                                    \
	ROW(CLAIM_WINDOW_SHUT, "window-shut", SEEN)             /* how long; probes */             \
	ROW(CLAIM_WINDOW_STILL_SHUT, "window-still-shut", SEEN) /* probes */                       \
	ROW(CLAIM_WAITED, "waited-for-acks", PROBABLY)          /* how long in all; how often */   \
	/* what changed nothing */                                                                 \
	ROW(CLAIM_RESET_PASSED, "reset-passed", PROBABLY)                                          \
	ROW(CLAIM_RESET_NOT_MOVED, "reset-passed-for-sure", FOLLOWS)                               \
	ROW(CLAIM_SYN_PASSED, "syn-passed", PROBABLY)                                              \
	ROW(CLAIM_CHALLENGED, "challenged", PROBABLY)                                              \
	/* the end */                                                                              \
	ROW(CLAIM_GAVE_UP_PROBES, "gave-up-probing", PROBABLY)  /* how many unanswered */          \
	ROW(CLAIM_GAVE_UP, "gave-up", PROBABLY)                 /* the same */                     \
	ROW(CLAIM_NEVER_ACKED, "never-acknowledged", SEEN)      /* bytes; how often sent */        \
	ROW(CLAIM_NO_ACK_BEFORE_RST, "no-ack-before-rst", SEEN) /* bytes; how often sent */        \
	ROW(CLAIM_ACKED_IN_PART, "acknowledged-in-part", SEEN)  /* bytes */                        \
	ROW(CLAIM_CLOSED_3, "closed-3-segment", SEEN) /* since the first FIN; the round trip */    \
	ROW(CLAIM_CLOSED_NO_ACK, "closed-no-ack-before", SEEN)          /* the same */             \
	ROW(CLAIM_CLOSED_FIN_LATE, "closed-fin-captured-late", FOLLOWS) /* since the first FIN */  \
	ROW(CLAIM_CLOSED_AT_ONCE, "closed-at-once", PROBABLY) /* beyond the round trip */          \
	ROW(CLAIM_MAY_DELAY, "ack-of-fin-may-wait", SEEN)                                          \
	ROW(CLAIM_ACK_MISSED, "ack-of-fin-not-captured", PROBABLY)                                 \
	ROW(CLAIM_FIN_UNANSWERED, "fin-unanswered", CANNOT_TELL) /* how often sent */              \
	ROW(CLAIM_FIN_REPEATED, "fin-repeated", SEEN)            /* how often sent */              \
	ROW(CLAIM_CLOSED_4, "closed-4-segment", SEEN) /* FIN to its ACK; from there to the FIN */  \
	ROW(CLAIM_CLOSED_SIMULTANEOUSLY, "closed-simultaneously", FOLLOWS)                         \
	ROW(CLAIM_CLOSED_BOTH, "closed-both", SEEN)                                                \
	ROW(CLAIM_CLOSED_HALF, "closed-half", SEEN) /* since the first FIN */                      \
	ROW(CLAIM_ABORTED, "aborted", SEEN)                                                        \
	ROW(CLAIM_ENDED_BY_ANSWER, "ended-by-answer", PROBABLY)                                    \
	ROW(CLAIM_ABORTED_IN_NAME, "aborted-in-name", PROBABLY)                                    \
	ROW(CLAIM_ABORTED_BOTH, "aborted-both", SEEN)                                              \
	ROW(CLAIM_RESET_ONE_WAY, "reset-one-way", CANNOT_TELL)                                     \
	ROW(CLAIM_RESET_TAKEN, "reset-taken", PROBABLY)                                            \
	ROW(CLAIM_ABORTED_AFTER_FIN, "aborted-after-fin", SEEN)                                    \
	ROW(CLAIM_ABORTED_SOON, "aborted-too-soon", PROBABLY)                                      \
	ROW(CLAIM_ABORTED_FORGED, "aborted-forged", PROBABLY)                                      \
	ROW(CLAIM_ABORTED_DOUBTFUL, "aborted-doubtful", CANNOT_TELL)                               \
	ROW(CLAIM_ABORTED_BY_FIRST, "aborted-by-first", SEEN)                                      \
	ROW(CLAIM_RESET_BY_FIRST, "reset-by-first", CANNOT_TELL)                                   \
	ROW(CLAIM_ANSWERED_BY_RST, "answered-by-rst", PROBABLY)                                    \
	ROW(CLAIM_FIRST_ANSWERED, "first-answered-by-rst", PROBABLY)                               \
	ROW(CLAIM_DATA_BEYOND_FIN, "data-beyond-fin-answered", PROBABLY)                           \
	ROW(CLAIM_ABORTED_BEHIND_FIN, "aborted-behind-fin", SEEN)                                  \
	ROW(CLAIM_RESET_BEHIND_FIN, "reset-behind-fin", CANNOT_TELL)                               \
	ROW(CLAIM_ANSWERED_BEHIND_FIN, "answered-behind-fin", PROBABLY)                            \
	ROW(CLAIM_FIN_ANSWERED, "fin-answered-by-rst", PROBABLY)                                   \
	ROW(CLAIM_ONE_FIN, "one-fin", SEEN)                                                        \
	ROW(CLAIM_ONE_FIN_ACKED, "one-fin-acknowledged", FOLLOWS)                                  \
	ROW(CLAIM_ONE_FIN_CAPTURED, "one-fin-captured", SEEN)                                      \
	ROW(CLAIM_FINS_LEFT, "fins-not-acknowledged", SEEN)                                        \
	ROW(CLAIM_NOT_CLOSED, "not-closed", SEEN)                                                  \
	ROW(CLAIM_CLOSE_DROPPED, "close-of-dropped-fin", CANNOT_TELL)                              \
	ROW(CLAIM_CLOSE_ONE_WAY, "close-one-way", CANNOT_TELL)                                     \
	ROW(CLAIM_CLOSE_UNSEEN, "close-unseen", CANNOT_TELL)                                       \
	ROW(CLAIM_GIVEN_UP, "given-up-early", SEEN)                                                \
	ROW(CLAIM_TIMES_ODD, "times-odd", SEEN) /* how far */

#define CLAIM_ENUM(id, name) id,
enum grade { GRADES(CLAIM_ENUM) GRADE_COUNT };
enum unit { UNITS(CLAIM_ENUM) UNIT_KINDS };
#undef CLAIM_ENUM
#define CLAIM_ENUM(id, name, grade) id,
enum claim_id { SEGMENT_CLAIMS(CLAIM_ENUM) CONNECTION_CLAIMS(CLAIM_ENUM) CLAIM_IDS };
#undef CLAIM_ENUM

enum { CLAIM_FRAMES_MAX = 3 };

struct claim {
	enum claim_id id;
	uint8_t side; /* enum side: who it is about */
	uint8_t frame_count;
	uint8_t unit, more_unit; /* enum unit, of the figures */
	int64_t value, more;
	uint64_t frames[CLAIM_FRAMES_MAX]; /* the one it is about, then those that it rests on */
};

enum { CLAIMS_MAX = 12 };

/* In the order of their importance; what does not fit is left out. */
struct claim_set {
	size_t count;
	struct claim claim[CLAIMS_MAX];
};

const char *claim_name(enum claim_id id);
enum grade claim_grade(enum claim_id id);
const char *grade_name(enum grade grade);
const char *unit_name(enum unit unit);

/* The first claim of that kind; NULL when there is none. */
const struct claim *claim_find(const struct claim_set *set, enum claim_id id);

#endif
