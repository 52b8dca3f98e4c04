/* SPDX-License-Identifier: MIT */
#include "report.h"

#include <inttypes.h>
#include <string.h>
#include <time.h>

#include "log.h"
#include "protocol.h"
#include "text.h"

/* The reference listing's first line: when it is out, packets are being captured. */
static void say_start(const struct sniffer_options *options, enum lang lang)
{
	char now[sizeof GOLDEN_START] = GOLDEN_START;
	time_t seconds = time(NULL);
	struct tm local;
	if (!options->canonical && localtime_r(&seconds, &local))
		strftime(now, sizeof now, "%Y/%m/%d %H:%M:%S", &local);
	log_line(lang == LANG_ZH ? "%s 开始监听%s网络接口的tcp报文"
				 : "%s listening for tcp segments on %s",
		 now, options->interface);
}

static void say_source(const struct sniffer_options *options, const struct source *source)
{
	struct text text;
	text_init(&text);
	source_describe(source, &text);
	log_line("%s %s, %s", options->read_file ? "reading from" : "listening on",
		 options->read_file ? options->read_file : options->interface,
		 text_c_string(&text));
	text_release(&text);
}

void report_start(const struct sniffer_options *options, enum lang lang,
		  const struct source *source)
{
	if (options->verbose)
		say_source(options, source);
	if (source_is_live(source) && !options->quiet)
		say_start(options, lang);
}

void report_view(const struct live_view *view, uint16_t left_out)
{
	struct text url;
	text_init(&url);
	live_view_url(view, &url);
	log_line("live view: %s", text_c_string(&url));
	if (left_out != 0)
		log_line("port %u of the live view is left out of the capture", left_out);
	text_release(&url);
}

/* What could not be used, by name. */
static void say_results(const struct statistics_event *statistics)
{
	for (int i = 0; i < DECODE_RESULT_COUNT; i++) {
		enum decode_result result = (enum decode_result)i;
		if (statistics->results[i] > 0 && decode_result_is_told(result))
			log_line("%" PRIu64 " packets skipped: %s (%s)", statistics->results[i],
				 decode_result_name(result), decode_result_meaning(result));
	}
}

static void say_statistics(const struct statistics_event *statistics, const struct source *source)
{
	log_line("%" PRIu64 " packets captured, %" PRIu64 " received by filter, %" PRIu64
		 " dropped by kernel",
		 statistics->captured, statistics->received, statistics->dropped);
	if (source_is_loopback(source))
		log_line("(on a loopback interface the kernel counts each packet twice, going out "
			 "and coming in; it is captured once)");
}

/* Who sees nothing has often listened where nothing was. */
static void say_nothing_came(const struct sniffer_options *options)
{
	if (options->filter)
		log_line("nothing on %s passed the filter: %s", options->interface,
			 options->filter);
	else if (options->port != 0)
		log_line("no packet of TCP port %" PRIu64
			 " on %s: -p 0 listens to every port, -i to another interface",
			 options->port, options->interface);
	else
		log_line("no TCP packet on %s: -i listens to another interface (-D lists them)",
			 options->interface);
}

static void say_none_matches(const struct sniffer_options *options)
{
	log_line("no connection matches%s%s%s%s", options->only ? " --only=" : "",
		 options->only ? options->only : "", options->conn ? " --conn=" : "",
		 options->conn ? options->conn : "");
}

/* Of several files, the one that it is about: "a.pcap: ", else nothing. NAME is to be
 * released. */
static const char *about(const struct sniffer_options *options, struct text *name)
{
	text_init(name);
	if (options->compare && strcmp(options->read_file, "-") == 0)
		text_string(name, "standard input: ");
	else if (options->compare)
		text_format(name, "%s: ", options->read_file);
	return text_c_string(name);
}

void report_end(const struct sniffer_options *options, const struct source *source,
		const struct statistics_event *statistics)
{
	struct text name;
	const char *file = about(options, &name);
	if (options->verbose)
		say_results(statistics);
	if (statistics->evicted > 0 && !options->quiet)
		log_line("%s%" PRIu64 " connection%s given up early (--max-connections)", file,
			 statistics->evicted, statistics->evicted == 1 ? " was" : "s were");
	if (statistics->forgot && !options->quiet)
		log_line("%sthere was no room for all that the capture proves: of some connections "
			 "states and fates are not told",
			 file);
	if (!source_is_live(source) && statistics->dropped > 0 && !options->quiet)
		log_line("%sthe capture says that %" PRIu64 " packet%s dropped when it was "
			 "made: what seems lost, or was not captured, may be among them",
			 file, statistics->dropped, statistics->dropped == 1 ? " was" : "s were");
	text_release(&name);
	if (source_is_live(source) && !options->quiet)
		say_statistics(statistics, source);
	if (source_is_live(source) && !options->quiet && statistics->captured == 0)
		say_nothing_came(options);
	else if (options->selection && !options->quiet &&
		 statistics->connections + statistics->stray == 0)
		say_none_matches(options);
}

void report_no_segment(const struct sniffer_options *options,
		       const struct statistics_event *statistics)
{
	if (options->quiet || statistics->captured == 0 || statistics->results[DECODE_SEGMENT] > 0)
		return;
	if (!options->verbose)
		say_results(statistics);
	struct text name;
	log_line("%sno TCP segment among %" PRIu64 " packet%s", about(options, &name),
		 statistics->captured, statistics->captured == 1 ? "" : "s");
	text_release(&name);
}

/* Silence would look like a capture without TCP. */
bool report_is_understood(const struct source *source, const struct statistics_event *statistics,
			  struct err *err)
{
	if (statistics->captured == 0 ||
	    statistics->results[DECODE_UNKNOWN_LINK] != statistics->captured)
		return true;
	struct text text;
	text_init(&text);
	source_describe(source, &text);
	err_set(err,
		"nothing could be read: its packets are of a link type that is not "
		"understood: %s",
		text_c_string(&text));
	text_release(&text);
	return false;
}
