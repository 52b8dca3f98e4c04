/* SPDX-License-Identifier: MIT */
#include "options_check.h"

#include <inttypes.h>
#include <string.h>

#include "common_options.h"
#include "writer.h"

/* What the outputs that were asked for heed together: bits of writer_format.heeds. */
static unsigned heeded(const struct sniffer_options *values)
{
	unsigned bits = 0;
	if (values->format >= 0)
		bits |= writer_formats[values->format]->heeds;
	else if (!values->write_file)
		bits |= writer_formats[0]->heeds;
	if (values->compare && (bits & HEEDS_ASCII))
		bits |= HEEDS_WRAP; /* of the sentences */
	if (values->connections)
		bits |= writer_connections.heeds;
	if (values->http)
		bits |= HEEDS_RELATIVE | HEEDS_CANONICAL | HEEDS_TITLE;
	return bits;
}

/* -t as often as it was given. */
static const char *times_word(const struct sniffer_options *values)
{
	static const char *const words[] = {"", "-t", "-tt", "-ttt", "-tttt", "-ttttt"};
	size_t last = sizeof words / sizeof words[0] - 1;
	return words[values->times < last ? values->times : last];
}

/* An option that nothing heeds would be silently without effect. */
static bool check_heeded(const struct sniffer_options *values, int color, struct err *err)
{
	const struct {
		bool given;
		unsigned bit;
		const char *name;
	} options[] = {
	    {color == COLOR_ALWAYS, HEEDS_COLOR, "--color=always"},
	    {values->phases, HEEDS_PHASES, "--phases"},
	    {values->explain, HEEDS_EXPLAIN, "--explain"},
	    {values->ascii, HEEDS_ASCII, "--ascii"},
	    {values->wrap, HEEDS_WRAP, "--wrap"},
	    {values->time_scale, HEEDS_TIME_SCALE, "--time-scale"},
	    {values->title != NULL, HEEDS_TITLE, "--title"},
	    {values->payload != NULL, HEEDS_PAYLOAD, "--payload"},
	    {values->times > 1, HEEDS_TIMES, times_word(values)},
	    {values->relative, HEEDS_RELATIVE, "--relative"},
	    {values->canonical, HEEDS_CANONICAL, "--canonical"},
	};
	bool only_written = values->format < 0 && values->write_file;
	const struct writer_format *format =
	    writer_formats[values->format < 0 ? 0 : values->format];
	unsigned bits = heeded(values);
	for (size_t i = 0; i < sizeof options / sizeof options[0]; i++)
		if (options[i].given && !(bits & options[i].bit))
			return only_written ? err_set(err, "%s has no effect on -w without -f",
						      options[i].name)
					    : err_set(err, "%s has no effect on -f %s",
						      options[i].name, format->name);
	return true;
}

/* What is read, or listed, and with what. */
static bool check_source(const struct sniffer_options *values, int operands, struct err *err)
{
	bool port = values->port != PORT_NOT_GIVEN;
	if (values->list_interfaces && operands > 0)
		return err_set(err, "-D lists the interfaces, and nothing else");
	if (port && values->port != 0 && operands > 0)
		return err_set(err,
			       "filter words replace -p: write 'port %" PRIu64 "' among the words",
			       values->port);
	return true;
}

/* tcpdump's default of old, which has room for the headers of most segments. */
static bool check_snapshot(const struct sniffer_options *values, struct err *err)
{
	enum { SNAPSHOT_LEAST = 68 };
	return values->snapshot == 0 || values->snapshot >= SNAPSHOT_LEAST ||
	       err_set(err,
		       "-s %" PRIu64 " leaves no room for the headers of a segment: 0 (all) or "
		       "%d bytes at the least",
		       values->snapshot, SNAPSHOT_LEAST);
}

/* -U is about what goes out with each packet: lines, and the file of -w. */
static bool check_unbuffered(const struct sniffer_options *values, struct err *err)
{
	if (!values->unbuffered || values->write_file || values->format < 0)
		return true;
	const struct writer_format *format = writer_formats[values->format];
	if (format->document)
		return err_set(err, "-U has no effect on -f %s, which is one document",
			       format->name);
	return format != &writer_none ||
	       err_set(err, "-U has no effect on -f none without -w: nothing goes out before the "
			    "end");
}

/* What a connection became is known when it has ended: of a file that can be read twice, of all,
 * and of others where nothing is shown before. */
static bool check_selection(const struct sniffer_options *values, struct err *err)
{
	const char *name = values->only ? "--only" : "--conn";
	if (!values->only && !values->conn)
		return true;
	bool shows = values->format < 0 || writer_formats[values->format] != &writer_none ||
		     values->write_file || values->http;
	if (!shows && !values->connections)
		return err_set(err, "%s has no effect on -f none without --connections", name);
	bool once = !values->read_file || strcmp(values->read_file, "-") == 0;
	return !values->only || !once || !shows ||
	       err_set(err, "--only asks what became of a connection, which is not known when its "
			    "segments are shown: give -r FILE, or -f none --connections");
}

static bool check_output(const struct sniffer_options *values, struct err *err)
{
	bool shows = values->format >= 0 || values->connections;
	if (values->times > TIMES_SINCE_FIRST)
		return err_set(err, "-t is given %u times: -ttttt is the last", values->times);
	if (values->times > 1 && values->canonical)
		return err_set(err,
			       "%s and --canonical exclude each other: --canonical omits times",
			       times_word(values));
	if (values->format >= 0 && writer_formats[values->format]->document && values->connections)
		return err_set(err, "-f %s is one document: --connections cannot stand beside it",
			       writer_formats[values->format]->name);
	if (values->format >= 0 && strcmp(writer_formats[values->format]->name, "json") == 0 &&
	    values->connections)
		return err_set(err, "-f json has an event for each connection: --connections would "
				    "put a table between its lines");
	if (values->write_file && strcmp(values->write_file, "-") == 0 && shows)
		return err_set(err,
			       "-w - and %s cannot be combined: both write to standard "
			       "output",
			       values->format >= 0 ? "-f" : "--connections");
	if (values->vlan && values->write_file && !shows && !values->http)
		return err_set(err, "--vlan has no effect on -w without -f");
	return check_unbuffered(values, err) && check_selection(values, err);
}

bool sniffer_options_check(const struct sniffer_options *values, int color, int operands,
			   struct err *err)
{
	return check_source(values, operands, err) && check_snapshot(values, err) &&
	       check_output(values, err) && check_heeded(values, color, err);
}
