/* SPDX-License-Identifier: MIT */
#include "link_filters.h"

#include <stdlib.h>
#include <string.h>

#include "decode.h"
#include "source_private.h"

/* libpcap's optimizer takes the square of a filter's length, and there are twelve to compile. */
enum { OPTIMIZED_MAX = 256 };

struct link_filter {
	int link_type;
	bool compiled;
	struct bpf_program program;
	struct err reason; /* why it was not */
};

struct link_filters {
	size_t count;
	struct link_filter all[];
};

/* Compiles for a capture file of the link type, without a packet: what pcap_open_dead(3) makes
 * would take filters that only a live capture can answer. */
static bool compile(struct link_filter *one, const char *filter)
{
	struct {
		uint32_t magic;
		uint16_t major, minor;
		uint32_t zone, accuracy, snaplen, link_type;
	} header = {0xa1b23c4d, 2, 4, 0, 0, 262144, (uint32_t)one->link_type};
	_Static_assert(sizeof header == RECORD_FILE_HEADER, "as it stands in a file");
	char reason[PCAP_ERRBUF_SIZE] = "out of memory";
	FILE *file = fmemopen(&header, sizeof header, "r");
	pcap_t *pcap = file ? pcap_fopen_offline(file, reason) : NULL;
	if (!pcap) {
		if (file)
			fclose(file);
		return err_set(&one->reason, "cannot compile a filter: %s", reason);
	}
	one->compiled = source_compile(pcap, filter, strlen(filter) <= OPTIMIZED_MAX, &one->program,
				       &one->reason);
	pcap_close(pcap);
	return one->compiled;
}

/* What is wrong for two link types that have little in common is wrong for all of them; and a
 * name server that does not answer is not asked twelve times for the address of a host. */
static bool compile_all(struct link_filters *filters, const char *filter, struct err *err)
{
	enum { ASKED = 2 };
	bool any = false;
	for (size_t i = 0; i < filters->count; i++) {
		any |= compile(&filters->all[i], filter);
		if (i + 1 == ASKED && !any &&
		    strcmp(filters->all[0].reason.text, filters->all[1].reason.text) == 0)
			break;
	}
	if (!any && err)
		*err = filters->all[0].reason;
	return any;
}

struct link_filters *link_filters_new(const char *filter, struct err *err)
{
	size_t count;
	const int *link_types = decode_link_types(&count);
	struct link_filters *filters = calloc(1, sizeof *filters + count * sizeof filters->all[0]);
	if (!filters) {
		err_set(err, "out of memory for the filter");
		return NULL;
	}
	filters->count = count;
	for (size_t i = 0; i < count; i++)
		filters->all[i].link_type = link_types[i];
	if (compile_all(filters, filter, err))
		return filters;
	link_filters_free(filters);
	return NULL;
}

void link_filters_free(struct link_filters *filters)
{
	if (!filters)
		return;
	for (size_t i = 0; i < filters->count; i++)
		if (filters->all[i].compiled)
			pcap_freecode(&filters->all[i].program);
	free(filters);
}

const struct bpf_program *link_filters_find(const struct link_filters *filters, int link_type,
					    struct err *err)
{
	for (size_t i = 0; i < filters->count; i++) {
		const struct link_filter *one = &filters->all[i];
		if (one->link_type != link_type)
			continue;
		if (one->compiled)
			return &one->program;
		if (err)
			*err = one->reason;
		return NULL;
	}
	err_set(err,
		"cannot filter packets of link type %d, which is none of those that are decoded: "
		"-p 0 without filter words reads them",
		link_type);
	return NULL;
}
