/* SPDX-License-Identifier: MIT */
#include <errno.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

#include "source_private.h"

enum { LARGE_READ = 1024 * 1024 };

static FILE *open_stream(const char *path, struct err *err)
{
	struct stat about;
	bool standard = strcmp(path, "-") == 0;
	/* Our own descriptor, for libpcap closes what it reads. */
	FILE *stream = standard ? fdopen(dup(STDIN_FILENO), "rb") : fopen(path, "rb");
	if (!stream) {
		err_set(err, "cannot read %s: %s", path, strerror(errno));
		return NULL;
	}
	if (fstat(fileno(stream), &about) == 0 && S_ISDIR(about.st_mode)) {
		fclose(stream);
		err_set(err, "cannot read %s: it is a directory, not a capture file", path);
		return NULL;
	}
	setvbuf(stream, NULL, _IOFBF, LARGE_READ);
	return stream;
}

struct source *source_open_file(const char *path, const char *filter, struct err *err)
{
	char reason[PCAP_ERRBUF_SIZE] = "";
	FILE *stream = open_stream(path, err);
	if (!stream)
		return NULL;
	pcap_t *pcap =
	    pcap_fopen_offline_with_tstamp_precision(stream, PCAP_TSTAMP_PRECISION_NANO, reason);
	if (!pcap) {
		fclose(stream);
		err_set(err, "cannot read %s: not a pcap or pcapng capture: %s", path, reason);
		return NULL;
	}
	struct source *source =
	    source_new(pcap, strcmp(path, "-") == 0 ? "standard input" : path, err);
	if (source && filter && !source_compile(source, filter, err)) {
		source_close(source);
		return NULL;
	}
	return source;
}
