/* SPDX-License-Identifier: MIT */
/* Messages on stderr. What they quote (names of files, text from a peer) is shown without
 * control characters. */
#ifndef LOG_H
#define LOG_H

/* "PROGRAM: TEXT\n" as one write, so that lines of several programs on one terminal do not mix. */
void log_error(const char *program, const char *format, ...) __attribute__((format(printf, 2, 3)));

/* "TEXT\n", without the name: for reports that are no errors. */
void log_line(const char *format, ...) __attribute__((format(printf, 1, 2)));

#endif
