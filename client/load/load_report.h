/* SPDX-License-Identifier: MIT */
/* What the client says about a load. */
#ifndef LOAD_REPORT_H
#define LOAD_REPORT_H

#include "client_settings.h"
#include "lang.h"
#include "load_result.h"
#include "text.h"

/* Appends the readable summary, a line for each thing:
 *
 *   target       127.0.0.1:8079
 *   load         64 connections, 12 bytes per request, echo compared, closed loop
 *   requests     1000000 in 8.12 s, 123152 per second
 *   connections  64
 *   bytes        12000000 sent, 1477824 per second; 12000000 received, 1477824 per second
 *   latency      p50 412 µs, p90 630 µs, p99 1.02 ms, p99.9 2.11 ms, max 4.04 ms
 *   slow         for want of local ports: ... (load_is_short_of_ports() alone)
 *   failed       2: reset 1, mismatch 1
 */
void load_report(const struct client_settings *settings, const struct load_result *result,
		 enum lang lang, struct text *text);

/* Appends the same as one JSON object and a newline; its fields are those of
 * tests/schema/load.json. */
void load_json(const struct client_settings *settings, const struct load_result *result,
	       struct text *text);

/* Appends, for a load that is no success, what failed, why, and the remedy, as one line without its
 * newline. Nothing for a success. */
void load_error_text(const struct client_settings *settings, const struct load_result *result,
		     struct text *text);

/* Appends what went wrong: "mismatch at byte 10 of connection 3: sent 'l', got 'x'". */
void load_failure_text(const struct client_settings *settings, const struct load_result *result,
		       const struct load_failure *failure, struct text *text);

/* Appends "412 µs": three digits, with the unit that fits. */
void text_duration_ns(struct text *text, uint64_t nanoseconds);

/* Of a kind of failure, for JSON: "timed_out". */
const char *load_error_name(enum load_error kind);

/* Whether the search for free local ports took a twentieth of the load's time or more. */
bool load_is_short_of_ports(const struct load_result *result);

/* Appends that, how long it took, and the remedy. */
void load_slow_text(const struct client_settings *settings, const struct load_result *result,
		    enum lang lang, struct text *text);

/* COUNT in the time of the load, for a second. */
double load_per_second(const struct load_result *result, uint64_t count);

#endif
