/* SPDX-License-Identifier: MIT */
#include "interface.h"

#include <net/if.h>
#include <string.h>
#include <sys/ioctl.h>
#include <sys/socket.h>
#include <unistd.h>

#include "invocation.h"
#include "source_private.h"

/* The ways to capture without the right, by what exists here. */
static bool tell_remedies(const char *interface, const char *prefix, struct err *err)
{
	struct text path;
	text_init(&path);
	if (!invocation_path(&path))
		text_string(&path, "sniffer");
	err_set(err,
		"cannot capture on %s: no permission (it takes CAP_NET_RAW): run %s (needs no "
		"root), or 'sudo setcap cap_net_raw+ep %s', or 'sudo %ssniffer'",
		interface, invocation_demo(), text_c_string(&path), prefix);
	text_release(&path);
	return false;
}

/* Why an interface cannot be opened, and what to do. */
static bool tell(const char *interface, pcap_t *pcap, int status, struct err *err)
{
	const char *reason = pcap_geterr(pcap), *prefix = invocation_prefix("sniffer");
	if (*interface == '\0')
		return err_set(err,
			       "cannot capture on an interface without a name: '%ssniffer -D' "
			       "lists those that there are",
			       prefix);
	switch (status) {
	case PCAP_ERROR_PERM_DENIED:
	case PCAP_ERROR_PROMISC_PERM_DENIED:
		return tell_remedies(interface, prefix, err);
	case PCAP_ERROR_NO_SUCH_DEVICE:
		return err_set(err,
			       "cannot capture on %s: no such interface: '%ssniffer -D' lists them",
			       interface, prefix);
	case PCAP_ERROR_IFACE_NOT_UP:
		return err_set(err,
			       "cannot capture on %s: the interface is down: 'ip link set %s up' "
			       "(as root) brings it up",
			       interface, interface);
	default:
		return err_set(err, "cannot capture on %s: %s", interface,
			       *reason ? reason : pcap_statustostr(status));
	}
}

int interface_flags(int control, const char *interface)
{
	struct ifreq request = {0};
	strncpy(request.ifr_name, interface, sizeof request.ifr_name - 1);
	bool known = control >= 0 && ioctl(control, SIOCGIFFLAGS, &request) == 0;
	return known ? (unsigned short)request.ifr_flags : -1;
}

bool source_sees_loopback(const char *interface)
{
	int control = socket(AF_INET, SOCK_DGRAM | SOCK_CLOEXEC, 0);
	int flags = interface_flags(control, interface);
	if (control >= 0)
		close(control);
	return strcmp(interface, "any") == 0 || (flags >= 0 && (flags & IFF_LOOPBACK));
}

/* Says how PCAP is to capture; the status of the first that it refuses. */
static int prepare(pcap_t *pcap, const struct source_live_options *options, uint64_t ring_bytes,
		   bool promiscuous)
{
	uint32_t snapshot = options->snapshot > 0 ? options->snapshot : SNAPSHOT_MAX;
	int status = pcap_set_snaplen(pcap, (int)snapshot);
	if (status == 0)
		status = pcap_set_timeout(pcap, (int)interface_block_ms(options));
	if (status == 0)
		status = pcap_set_buffer_size(pcap, (int)ring_bytes);
	if (status == 0)
		status = pcap_set_promisc(pcap, promiscuous);
	if (status == 0)
		status = pcap_set_tstamp_precision(pcap, PCAP_TSTAMP_PRECISION_NANO);
	/* Then it stays at micro. */
	return status == PCAP_ERROR_TSTAMP_PRECISION_NOTSUP ? 0 : status;
}

/* Captures on the interface, or says in *STATUS why not. Positive statuses are warnings: it
 * captures all the same. */
static pcap_t *activate(const struct source_live_options *options, uint64_t ring_bytes,
			bool promiscuous, int *status, struct err *err)
{
	const char *interface = options->interface;
	char reason[PCAP_ERRBUF_SIZE] = "";
	pcap_t *pcap = pcap_create(interface, reason);
	*status = PCAP_ERROR;
	if (!pcap) {
		err_set(err, "cannot capture on %s: %s", interface, reason);
		return NULL;
	}
	*status = prepare(pcap, options, ring_bytes, promiscuous);
	if (*status == 0)
		*status = pcap_activate(pcap);
	if (*status >= 0)
		return pcap;
	tell(interface, pcap, *status, err);
	pcap_close(pcap);
	return NULL;
}

/* From here on nobody can see more than the filter lets through. What has no such lock is no packet
 * socket. */
static void lock_filter(int fd)
{
	int on = 1;
	(void)setsockopt(fd, SOL_SOCKET, SO_LOCK_FILTER, &on, sizeof on);
}

/* libpcap can filter only what captures already: until it does, nothing passes. */
static void count_before(pcap_t *pcap, struct pcap_stat *before)
{
	struct bpf_insn reject[] = {BPF_STMT(BPF_RET | BPF_K, 0)};
	struct bpf_program nothing = {.bf_len = 1, .bf_insns = reject};
	*before = (struct pcap_stat){0};
	if (pcap_setfilter(pcap, &nothing) == 0)
		(void)pcap_stats(pcap, before);
}

bool interface_set_filter(pcap_t *pcap, const char *interface, const char *filter,
			  struct pcap_stat *before, struct err *err)
{
	struct bpf_program program;
	if (!source_compile(pcap, filter, true, &program, err))
		return false;
	count_before(pcap, before);
	bool done = pcap_setfilter(pcap, &program) == 0;
	pcap_freecode(&program);
	lock_filter(pcap_fileno(pcap));
	return done || err_set(err, "cannot filter on %s: %s", interface, pcap_geterr(pcap));
}

bool interface_set_nonblock(pcap_t *pcap, const char *interface, struct err *err)
{
	char reason[PCAP_ERRBUF_SIZE] = "";
	return pcap_setnonblock(pcap, 1, reason) == 0 ||
	       err_set(err, "cannot capture on %s: %s", interface, reason);
}

pcap_t *interface_open(const struct source_live_options *options, uint64_t ring_bytes,
		       bool loopback, struct err *err)
{
	int status;
	pcap_t *pcap = activate(options, ring_bytes, !loopback, &status, err);
	if (!pcap && status == PCAP_ERROR_PROMISC_PERM_DENIED)
		pcap = activate(options, ring_bytes, false, &status, err);
	return pcap;
}
