// SPDX-License-Identifier: MIT
#include "network.h"

#include <arpa/inet.h>
#include <errno.h>
#include <fcntl.h>
#include <linux/ethtool.h>
#include <linux/if_ether.h>
#include <linux/if_packet.h>
#include <linux/netlink.h>
#include <linux/sockios.h>
#include <net/if.h>
#include <sched.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/ioctl.h>
#include <sys/socket.h>
#include <sys/wait.h>
#include <unistd.h>

#include "user_network.h"

enum { RECEIVE_BUFFER = 16 << 20 };

static const char *const addresses[2][SIDES] = {{"192.0.2.1", "192.0.2.2"},
						{"2001:db8::1", "2001:db8::2"}};

static int this_namespace(void)
{
	return open("/proc/thread-self/ns/net", O_RDONLY | O_CLOEXEC);
}

void network_enter(const struct network *network, enum side end)
{
	if (setns(network->ends[end], CLONE_NEWNET) != 0)
		abort(); /* it is ours, and open */
}

void network_leave(const struct network *network)
{
	if (setns(network->inside, CLONE_NEWNET) != 0)
		abort();
}

socklen_t network_address(const struct network *network, enum side end, uint16_t port,
			  struct sockaddr_storage *address)
{
	const char *text = addresses[network->ipv6][end];
	*address = (struct sockaddr_storage){0};
	if (network->ipv6) {
		struct sockaddr_in6 *six = (struct sockaddr_in6 *)address;
		six->sin6_family = AF_INET6;
		six->sin6_port = htons(port);
		inet_pton(AF_INET6, text, &six->sin6_addr);
		return sizeof *six;
	}
	struct sockaddr_in *four = (struct sockaddr_in *)address;
	four->sin_family = AF_INET;
	four->sin_port = htons(port);
	inet_pton(AF_INET, text, &four->sin_addr);
	return sizeof *four;
}

static bool run_ip(const struct network *network, enum side end, const char *commands)
{
	network_enter(network, end);
	FILE *ip = popen("PATH=$PATH:/usr/sbin:/sbin exec ip -batch - >&2", "w");
	network_leave(network);
	return ip && fputs(commands, ip) >= 0 && pclose(ip) == 0;
}

/* ip(8) in END's namespace makes the pair and gives our end of it to us, PARENT. */
static bool make_pair(const struct network *network, enum side end, pid_t parent)
{
	char commands[256];
	snprintf(commands, sizeof commands,
		 "link set lo up\n"
		 "link add name eth0 address 02:00:00:00:00:0%d type veth peer name %s netns %d\n"
		 "link set dev eth0 addrgenmode none\n",
		 (int)end + 1, path_side_name(end), (int)parent);
	return run_ip(network, end, commands);
}

/* All neighbours are told, so that nothing but TCP has to cross. */
static bool set_addresses(const struct network *network, enum side end)
{
	char commands[512];
	const enum side other = end == CLIENT ? SERVER : CLIENT;
	snprintf(commands, sizeof commands,
		 "link set dev eth0 up\n"
		 "address add %s/24 dev eth0\n"
		 "address add %s/64 dev eth0 nodad\n"
		 "neighbour add %s lladdr 02:00:00:00:00:0%d dev eth0\n"
		 "neighbour add %s lladdr 02:00:00:00:00:0%d dev eth0\n",
		 addresses[0][end], addresses[1][end], addresses[0][other], (int)other + 1,
		 addresses[1][other], (int)other + 1);
	return run_ip(network, end, commands);
}

/* Each segment crosses as it is, with its checksum. In END's namespace. */
static bool switch_offloads_off(void)
{
	static const uint32_t commands[] = {ETHTOOL_STXCSUM, ETHTOOL_STSO, ETHTOOL_SGSO,
					    ETHTOOL_SGRO};
	int fd = socket(AF_INET, SOCK_DGRAM | SOCK_CLOEXEC, 0);
	bool done = fd >= 0;
	for (size_t i = 0; done && i < sizeof commands / sizeof *commands; i++) {
		struct ethtool_value value = {.cmd = commands[i]};
		struct ifreq request = {.ifr_name = "eth0", .ifr_data = (void *)&value};
		done = ioctl(fd, SIOCETHTOOL, &request) == 0;
	}
	if (fd >= 0)
		close(fd);
	return done;
}

static bool set_sysctls(const struct plan *plan, enum side end, struct err *err)
{
	for (size_t i = 0; i < plan->sysctls_count; i++) {
		char file[96];
		const struct sysctl *sysctl = &plan->sysctls[i];
		snprintf(file, sizeof file, "/proc/sys/net/ipv4/%s", sysctl->name);
		if (sysctl->end == end && !user_network_write(file, sysctl->value))
			return err_set(err, "cannot write %s to %s: %s", sysctl->value, file,
				       strerror(errno));
	}
	return true;
}

bool network_mark(const struct network *network, enum side end, uint32_t number)
{
	unsigned char frame[MARKER_LENGTH] = {[12] = MARKER_TYPE >> 8, [13] = MARKER_TYPE & 0xff};
	memcpy(frame + 14, &number, sizeof number);
	return send(network->markers[end], frame, sizeof frame, 0) == sizeof frame;
}

bool network_is_marker(const unsigned char *bytes, size_t length, uint32_t *number)
{
	if (length < MARKER_LENGTH || bytes[12] != MARKER_TYPE >> 8 ||
	    bytes[13] != (MARKER_TYPE & 0xff))
		return false;
	memcpy(number, bytes + 14, sizeof *number);
	return true;
}

/* It sends and never receives. In END's namespace. */
static int open_marker(void)
{
	int fd = socket(AF_PACKET, SOCK_RAW | SOCK_CLOEXEC, 0);
	struct sockaddr_ll address = {.sll_family = AF_PACKET,
				      .sll_ifindex = (int)if_nametoindex("eth0")};
	if (fd >= 0 && bind(fd, (struct sockaddr *)&address, sizeof address) == 0)
		return fd;
	return -1;
}

/* What is asked or set in an end's namespace. */
static bool open_end(struct network *network, const struct plan *plan, enum side end,
		     struct err *err)
{
	network_enter(network, end);
	user_network_write("/proc/sys/net/ipv6/conf/eth0/router_solicitations",
			   "0"); /* where there is IPv6 */
	bool set = plan->gso || switch_offloads_off() ||
		   err_set(err, "cannot switch offloads off: %s", strerror(errno));
	set = set && set_sysctls(plan, end, err);
	network->diag[end] = socket(AF_NETLINK, SOCK_RAW | SOCK_CLOEXEC, NETLINK_SOCK_DIAG);
	network->markers[end] = open_marker();
	network->snmp[end] = open("/proc/thread-self/net/snmp", O_RDONLY | O_CLOEXEC);
	network->netstat[end] = open("/proc/thread-self/net/netstat", O_RDONLY | O_CLOEXEC);
	network_leave(network);
	if (network->diag[end] < 0 || network->markers[end] < 0 || network->snmp[end] < 0 ||
	    network->netstat[end] < 0)
		return err_set(err, "cannot ask the kernel about an end: %s", strerror(errno));
	return set;
}

static bool open_packets(struct network *network, enum side end, struct err *err)
{
	const int on = 1, buffer = RECEIVE_BUFFER;
	int fd = socket(AF_PACKET, SOCK_RAW | SOCK_CLOEXEC | SOCK_NONBLOCK, 0);
	struct sockaddr_ll address = {.sll_family = AF_PACKET,
				      .sll_protocol = htons(ETH_P_ALL),
				      .sll_ifindex = (int)if_nametoindex(path_side_name(end))};
	network->packets[end] = fd;
	if (fd < 0 || setsockopt(fd, SOL_PACKET, PACKET_VNET_HDR, &on, sizeof on) != 0 ||
	    setsockopt(fd, SOL_PACKET, PACKET_IGNORE_OUTGOING, &on, sizeof on) != 0 ||
	    /* The queue of an interface that was up before its peer drops frames until a thread of
	     * the kernel has seen the change. */
	    setsockopt(fd, SOL_PACKET, PACKET_QDISC_BYPASS, &on, sizeof on) != 0 ||
	    setsockopt(fd, SOL_SOCKET, SO_TIMESTAMPNS, &on, sizeof on) != 0 ||
	    setsockopt(fd, SOL_SOCKET, SO_RCVBUF, &buffer, sizeof buffer) != 0 ||
	    bind(fd, (struct sockaddr *)&address, sizeof address) != 0)
		return err_set(err, "cannot open a packet socket: %s", strerror(errno));
	int query = socket(AF_INET, SOCK_DGRAM | SOCK_CLOEXEC, 0);
	struct ifreq request = {.ifr_flags = IFF_UP};
	snprintf(request.ifr_name, sizeof request.ifr_name, "%s", path_side_name(end));
	bool up = query >= 0 && ioctl(query, SIOCSIFFLAGS, &request) == 0;
	if (query >= 0)
		close(query);
	return up || err_set(err, "cannot set an interface up: %s", strerror(errno));
}

bool network_open(struct network *network, const struct plan *plan, bool *skip, struct err *err)
{
	*skip = !user_network_enter();
	if (*skip)
		return err_set(err, "a user namespace of its own is refused: %s", strerror(errno));
	return network_open_inside(network, plan, skip, err);
}

bool network_open_inside(struct network *network, const struct plan *plan, bool *skip,
			 struct err *err)
{
	*network = (struct network){.ipv6 = plan->ipv6};
	network->inside = this_namespace();
	for (enum side end = CLIENT; end < SIDES; end++) {
		bool made = unshare(CLONE_NEWNET) == 0;
		network->ends[end] = this_namespace();
		network_leave(network);
		*skip = !made || !make_pair(network, end, getpid());
		if (*skip)
			return err_set(err, "no pair of veth interfaces can be made (ip, veth)");
		if (!open_packets(network, end, err) || !open_end(network, plan, end, err))
			return false;
		if (!set_addresses(network, end))
			return err_set(err, "the addresses cannot be set");
	}
	return true;
}

void network_close(struct network *network)
{
	for (enum side end = CLIENT; end < SIDES; end++) {
		const int fds[] = {network->ends[end],    network->packets[end],
				   network->markers[end], network->diag[end],
				   network->snmp[end],    network->netstat[end]};
		for (size_t i = 0; i < sizeof fds / sizeof *fds; i++)
			if (fds[i] > 0)
				close(fds[i]);
	}
	if (network->inside > 0)
		close(network->inside);
	*network = (struct network){0};
}
