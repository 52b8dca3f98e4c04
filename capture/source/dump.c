/* SPDX-License-Identifier: MIT */
#include "dump.h"

#include <errno.h>
#include <inttypes.h>
#include <stdlib.h>
#include <string.h>

#include "source_private.h"

struct dump {
	pcap_dumper_t *dumper;
	uint64_t frames;
	bool closed; /* the reader went away */
	char *path;
};

static bool fail(struct dump *dump, struct err *err)
{
	int reason = errno;
	dump->closed |= reason == EPIPE;
	return err_set(err, "cannot write %s: %s (after %" PRIu64 " packets)", dump->path,
		       strerror(reason), dump->frames);
}

struct dump *dump_open(const struct source *source, const char *path, struct err *err)
{
	struct dump *dump = calloc(1, sizeof *dump);
	char *copy = strdup(strcmp(path, "-") == 0 ? "standard output" : path);
	if (!dump || !copy) {
		free(dump);
		free(copy);
		err_set(err, "out of memory");
		return NULL;
	}
	*dump = (struct dump){.path = copy, .dumper = pcap_dump_open(source->pcap, path)};
	if (!dump->dumper) {
		err_set(err, "cannot write %s", pcap_geterr(source->pcap));
		dump_close(dump, NULL);
		return NULL;
	}
	if (!dump_flush(dump, err)) {
		dump_close(dump, NULL);
		return NULL;
	}
	return dump;
}

bool dump_frame(struct dump *dump, const struct frame *frame, struct err *err)
{
	struct pcap_pkthdr header = {
	    .ts = {.tv_sec = (time_t)(frame->time_ns / 1000000000),
		   .tv_usec = (suseconds_t)(frame->time_ns % 1000000000)},
	    .caplen = frame->captured,
	    .len = frame->length,
	};
	errno = 0;
	pcap_dump((u_char *)dump->dumper, &header, frame->bytes);
	if (ferror(pcap_dump_file(dump->dumper)))
		return fail(dump, err);
	dump->frames++;
	return true;
}

bool dump_flush(struct dump *dump, struct err *err)
{
	errno = 0;
	return pcap_dump_flush(dump->dumper) == 0 || fail(dump, err);
}

bool dump_closed(const struct dump *dump)
{
	return dump->closed;
}

bool dump_close(struct dump *dump, struct err *err)
{
	if (!dump)
		return true;
	bool done = true;
	if (dump->dumper) {
		done = dump_flush(dump, err);
		pcap_dump_close(dump->dumper);
	}
	free(dump->path);
	free(dump);
	return done;
}
