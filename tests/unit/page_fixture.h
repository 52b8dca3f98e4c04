/* SPDX-License-Identifier: MIT */
/* The page's record of a segment, for its tests. */
#ifndef PAGE_FIXTURE_H
#define PAGE_FIXTURE_H

#include "event_fixture.h"
#include "page_record.h"
#include "unit.h"

struct page_fixture {
	struct event_fixture of;
	struct evidence_step evidence; /* for those who set of.event.evidence to it */
	struct fate_event events[2];
	struct text text;
};

/* Of a segment with what an IPv4 and a TCP header hold, as a test begins; freed as it finishes. */
static inline int page_fixture_begin(void **state)
{
	struct page_fixture *fixture = calloc(1, sizeof *fixture);
	if (!fixture)
		return -1;
	event_fixture_init(&fixture->of);
	fixture->of.segment.data_offset = 5;
	fixture->of.segment.ip_ttl = 64;
	fixture->of.segment.checksum = 0xfe33;
	text_init(&fixture->text);
	*state = fixture;
	return 0;
}

static inline int page_fixture_finish(void **state)
{
	struct page_fixture *fixture = *state;
	text_release(&fixture->text);
	free(fixture);
	return 0;
}

/* Valid until the next one. */
static inline const char *page_fixture_record(struct page_fixture *fixture)
{
	text_clear(&fixture->text);
	text_page_segment(&fixture->text, &fixture->of.event);
	return text_c_string(&fixture->text);
}

static inline void page_fixture_expect(struct page_fixture *fixture, const char *member)
{
	const char *record = page_fixture_record(fixture);
	if (!strstr(record, member))
		fail_msg("no %s in %s", member, record);
}

#endif
