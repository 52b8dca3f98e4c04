/* SPDX-License-Identifier: MIT */
#include "source.h"

#include <errno.h>
#include <stdlib.h>
#include <string.h>
#include <sys/select.h>

#include "source_private.h"

struct source *source_new(size_t size, const struct source_ops *ops, const char *name,
			  struct err *err)
{
	struct source *source = calloc(1, size);
	char *copy = strdup(name);
	if (!source || !copy) {
		free(source);
		free(copy);
		err_set(err, "out of memory");
		return NULL;
	}
	source->ops = ops;
	source->name = copy;
	source->pipe = -1;
	return source;
}

void source_set_pcap(struct source *source, pcap_t *pcap)
{
	source->pcap = pcap;
	source->link_type = link_type_of(pcap_datalink(pcap));
	source->tick_ns = pcap_get_tstamp_precision(pcap) == PCAP_TSTAMP_PRECISION_NANO ? 1 : 1000;
}

void source_close(struct source *source)
{
	if (!source)
		return;
	source->ops->close(source);
	free(source->name);
	free(source);
}

bool source_compile(pcap_t *pcap, const char *filter, bool optimize, struct bpf_program *program,
		    struct err *err)
{
	enum { SHOWN = 160 }; /* the reason stands behind it and is not to be cut off */
	if (pcap_compile(pcap, program, filter, optimize, PCAP_NETMASK_UNKNOWN) == 0)
		return true;
	return err_set_usage(err, "bad filter '%.*s%s': %s", SHOWN, filter,
			     strlen(filter) > SHOWN ? "..." : "", pcap_geterr(pcap));
}

bool source_select(int fd, int64_t timeout_ns, const sigset_t *mask, struct err *err)
{
	fd_set readable;
	FD_ZERO(&readable);
	if (fd >= FD_SETSIZE)
		return err_set(err, "cannot wait for packets: too many open files");
	if (fd >= 0)
		FD_SET(fd, &readable);
	struct timespec limit = {.tv_sec = (time_t)(timeout_ns / NS_PER_S),
				 .tv_nsec = (long)(timeout_ns % NS_PER_S)};
	if (pselect(fd + 1, &readable, NULL, NULL, timeout_ns < 0 ? NULL : &limit, mask) >= 0 ||
	    errno == EINTR)
		return true;
	return err_set(err, "cannot wait for packets: %s", strerror(errno));
}

bool source_begin(struct source *source, struct err *err)
{
	return !source->ops->begin || source->ops->begin(source, err);
}

enum source_status source_next(struct source *source, struct frame *frame, struct err *err)
{
	return source->ops->next(source, frame, err);
}

bool source_peek(struct source *source, unsigned distance, struct frame *frame)
{
	return source->ops->peek && source->ops->peek(source, distance, frame);
}

bool source_skip(struct source *source)
{
	return source->ops->skip(source);
}

bool source_wait(struct source *source, const sigset_t *mask, struct err *err)
{
	return source->ops->wait(source, mask, err);
}

bool source_wait_unless(struct source *source, const volatile sig_atomic_t *stop, struct err *err)
{
	sigset_t ours, before;
	sigemptyset(&ours);
	sigaddset(&ours, SIGINT);
	sigaddset(&ours, SIGTERM);
	sigprocmask(SIG_BLOCK, &ours, &before);
	bool done = (stop && *stop) || source_wait(source, &before, err);
	sigprocmask(SIG_SETMASK, &before, NULL);
	return done;
}

void source_drain(struct source *source)
{
	source->ops->drain(source);
}

bool source_can_rewind(const struct source *source)
{
	return source->ops->can_rewind && source->ops->can_rewind(source);
}

bool source_rewind(struct source *source, struct err *err)
{
	return source->ops->rewind(source, err);
}

bool source_position(const struct source *source, uint64_t *position, uint64_t *size)
{
	return source->ops->position && source->ops->position(source, position, size);
}

bool source_statistics(struct source *source, struct source_statistics *statistics, struct err *err)
{
	*statistics = (struct source_statistics){0};
	return !source->ops->statistics || source->ops->statistics(source, statistics, err);
}

bool source_is_live(const struct source *source)
{
	return source->live;
}

bool source_is_loopback(const struct source *source)
{
	return source->loopback;
}

void source_describe(const struct source *source, struct text *text)
{
	int dlt = pcap_datalink(source->pcap);
	const char *name = pcap_datalink_val_to_name(dlt);
	if (name)
		text_format(text, "link-type %s (%s)", name, pcap_datalink_val_to_description(dlt));
	else
		text_format(text, "link-type %d", source->link_type);
	text_format(text, ", snapshot length %d bytes", pcap_snapshot(source->pcap));
}

const char *source_library_version(void)
{
	return pcap_lib_version();
}
