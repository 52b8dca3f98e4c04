/* SPDX-License-Identifier: MIT */
#include "writers.h"

void writers_add(struct writers *writers, struct writer *writer)
{
	writers->all[writers->count++] = writer;
}

bool writers_want_segments(const struct writers *writers)
{
	for (size_t i = 0; i < writers->count; i++)
		if (writer_wants_segments(writers->all[i]))
			return true;
	return false;
}

bool writers_want_evidence(const struct writers *writers)
{
	for (size_t i = 0; i < writers->count; i++)
		if (writer_wants_evidence(writers->all[i]))
			return true;
	return false;
}

bool writers_want_rows(const struct writers *writers)
{
	for (size_t i = 0; i < writers->count; i++)
		if (writer_wants_rows(writers->all[i]))
			return true;
	return false;
}

bool writers_have_table(const struct writers *writers)
{
	for (size_t i = 0; i < writers->count; i++)
		if (writers->all[i]->format == &writer_connections)
			return true;
	return false;
}

void writers_resize(const struct writers *writers, unsigned columns)
{
	for (size_t i = 0; i < writers->count; i++)
		writer_resize(writers->all[i], columns);
}

void writers_begin(const struct writers *writers)
{
	for (size_t i = 0; i < writers->count; i++)
		writer_begin(writers->all[i]);
}

void writers_segment(const struct writers *writers, const struct segment_event *event)
{
	for (size_t i = 0; i < writers->count; i++)
		writer_segment(writers->all[i], event);
}

void writers_fates(const struct writers *writers, const struct fates_event *event)
{
	for (size_t i = 0; i < writers->count; i++)
		writer_fates(writers->all[i], event);
}

void writers_connection(const struct writers *writers, const struct connection_event *event)
{
	for (size_t i = 0; i < writers->count; i++)
		writer_connection(writers->all[i], event);
}

bool writers_flush(const struct writers *writers)
{
	bool left = false;
	for (size_t i = 0; i < writers->count; i++)
		if (writers->all[i]->format->flush)
			left |= writers->all[i]->format->flush(writers->all[i]);
	return left;
}
