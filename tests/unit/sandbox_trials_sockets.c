/* SPDX-License-Identifier: MIT */
/* Sockets, and what only a packet socket can do. */
#include <arpa/inet.h>
#include <errno.h>
#include <fcntl.h>
#include <linux/if_packet.h>
#include <linux/netlink.h>
#include <net/ethernet.h>
#include <netinet/in.h>
#include <netinet/tcp.h>
#include <stdbool.h>
#include <sys/socket.h>
#include <sys/syscall.h>
#include <sys/uio.h>
#include <unistd.h>

#include "sandbox_trials.h"

/* Bits of the register that do not belong to a descriptor's number, where there are any. */
#define WIDE (sizeof(long) > 4 ? 1L << (8 * sizeof(long) - 2) : 0)

#ifndef SOL_PACKET
#define SOL_PACKET 263
#endif

TRIAL(socket_ipv4, socket(AF_INET, SOCK_STREAM, 0))
TRIAL(socket_ipv6, socket(AF_INET6, SOCK_STREAM | SOCK_NONBLOCK, 0))
TRIAL(socket_udp, socket(AF_INET, SOCK_DGRAM, 0))
TRIAL(socket_raw, socket(AF_INET, SOCK_RAW, IPPROTO_TCP))
TRIAL(socket_mptcp, socket(AF_INET, SOCK_STREAM, 262 /* IPPROTO_MPTCP */))
TRIAL(socket_unix, socket(AF_UNIX, SOCK_STREAM, 0))
TRIAL(socket_netlink, socket(AF_NETLINK, SOCK_RAW, NETLINK_ROUTE))
TRIAL(socket_packet, socket(AF_PACKET, SOCK_RAW, htons(ETH_P_ALL)))
TRIAL(socket_vsock, socket(AF_VSOCK, SOCK_STREAM, 0))
TRIAL(socket_alg, socket(AF_ALG, SOCK_SEQPACKET, 0))
TRIAL(make_socket_pair, socketpair(AF_UNIX, SOCK_STREAM, 0, (int[2]){0}))
TRIAL(listen_on_socket, listen(w->tcp, 1))

static long accept_on_socket(const struct trial_world *w)
{
	int result = accept(w->listener, NULL, NULL);
	return result < 0 && errno == EAGAIN ? 0 : result;
}

static long bind_socket(const struct trial_world *w)
{
	struct sockaddr_in to = {.sin_family = AF_INET};
	return bind(w->tcp, (struct sockaddr *)&to, sizeof to);
}

/* That nobody listens there is no reason to stay inside. */
static long connect_socket(const struct trial_world *w)
{
	struct sockaddr_in to = {.sin_family = AF_INET, .sin_port = htons(9)};
	to.sin_addr.s_addr = htonl(INADDR_LOOPBACK);
	int result = connect(w->tcp, (struct sockaddr *)&to, sizeof to);
	return result != 0 && (errno == ECONNREFUSED || errno == ENETUNREACH) ? 0 : result;
}

/* TCP Fast Open (RFC 7413). */
static long connect_by_sending(const struct trial_world *w)
{
	struct sockaddr_in to = {.sin_family = AF_INET, .sin_port = htons(9)};
	to.sin_addr.s_addr = htonl(INADDR_LOOPBACK);
	long result = sendto(w->tcp, "x", 1, MSG_FASTOPEN, (struct sockaddr *)&to, sizeof to);
	if (result < 0 && errno == EOPNOTSUPP)
		errno = ENOTSUP;
	return result < 0 && (errno == ECONNREFUSED || errno == ENETUNREACH || errno == EINPROGRESS)
		   ? 0
		   : result;
}

static long send_message(const struct trial_world *w)
{
	struct msghdr message = {0};
	return sendmsg(w->tcp, &message, 0);
}

static long set(int fd, int level, int name, const void *value, socklen_t size)
{
	return setsockopt(fd, level, name, value, size);
}

TRIAL(set_nodelay, set(w->tcp, IPPROTO_TCP, TCP_NODELAY, &(int){1}, sizeof(int)))
TRIAL(set_linger, set(w->tcp, SOL_SOCKET, SO_LINGER, &(struct linger){1, 0}, sizeof(struct linger)))
TRIAL(set_mark, set(w->tcp, SOL_SOCKET, SO_PRIORITY, &(int){1}, sizeof(int)))
TRIAL(set_ulp, set(w->tcp, IPPROTO_TCP, 31 /* TCP_ULP */, "espintcp", 8))

/* Where nobody may have one, this is not tried. */
static bool no_packet_socket(const struct trial_world *w)
{
	errno = ENOTSUP;
	return w->packet_socket < 0;
}

#define PACKET_TRIAL(name, expression) TRIAL(name, no_packet_socket(w) ? -1 : (long)(expression))

static const char frame[64] = {0};

static long inject(int fd)
{
	struct iovec piece = {(void *)frame, sizeof frame};
	return writev(fd, &piece, 1);
}

static long send_frame(int fd)
{
	struct sockaddr_ll to = {.sll_family = AF_PACKET, .sll_ifindex = 1, .sll_halen = 6};
	return sendto(fd, frame, sizeof frame, 0, (struct sockaddr *)&to, sizeof to);
}

PACKET_TRIAL(inject_by_write, write(w->packet_socket, frame, sizeof frame))
PACKET_TRIAL(inject_by_writev, inject(w->packet_socket))
PACKET_TRIAL(inject_by_send, send_frame(w->packet_socket))
PACKET_TRIAL(inject_by_sendfile, syscall(SYS_sendfile, w->packet_socket, w->output, 0, 10))
PACKET_TRIAL(inject_by_splice, splice(w->pipe[0], NULL, w->packet_socket, NULL, 10, 0))
PACKET_TRIAL(write_with_wide_number,
	     syscall(SYS_write, WIDE | w->packet_socket, frame, sizeof frame))
PACKET_TRIAL(be_promiscuous,
	     set(w->packet_socket, SOL_PACKET, PACKET_ADD_MEMBERSHIP,
		 &(struct packet_mreq){1, PACKET_MR_PROMISC, 0, {0}}, sizeof(struct packet_mreq)))
PACKET_TRIAL(fan_out, set(w->packet_socket, SOL_PACKET, PACKET_FANOUT, &(int){1}, sizeof(int)))
PACKET_TRIAL(drop_filter,
	     set(w->packet_socket, SOL_SOCKET, SO_DETACH_FILTER, &(int){0}, sizeof(int)))
PACKET_TRIAL(ask_packet_socket,
	     getsockopt(w->packet_socket, SOL_PACKET, PACKET_STATISTICS, &(struct tpacket_stats){0},
			&(socklen_t){sizeof(struct tpacket_stats)}))
static const struct trial rows[] = {
    ROW(socket_ipv4, "C"),
    ROW(socket_ipv6, "C"),
    ARGUMENT_ROW(socket_udp, ""),
    ARGUMENT_ROW(socket_raw, ""),
    ARGUMENT_ROW(socket_mptcp, ""),
    ARGUMENT_ROW(socket_unix, ""),
    ARGUMENT_ROW(socket_netlink, ""),
    ARGUMENT_ROW(socket_packet, ""),
    ARGUMENT_ROW(socket_vsock, ""),
    ARGUMENT_ROW(socket_alg, ""),
    ROW(make_socket_pair, ""),
    ROW(listen_on_socket, ""),
    ROW(accept_on_socket, "SV"),
    LOCKED_ROW(bind_socket, "C", 4, "FPSV"),
    LOCKED_ROW(connect_socket, "C", 4, "FPSV"),
    ARGUMENT_ROW(connect_by_sending, "C"),
    ROW(send_message, ""),
    ARGUMENT_ROW(set_nodelay, "C"),
    ROW(set_linger, "SC"),
    ARGUMENT_ROW(set_mark, ""),
    ARGUMENT_ROW(set_ulp, ""),
    PACKET_ROW(inject_by_write, ""),
    PACKET_ROW(inject_by_writev, ""),
    PACKET_ROW(inject_by_send, ""),
    PACKET_ROW(inject_by_sendfile, ""),
    PACKET_ROW(inject_by_splice, ""),
    PACKET_ROW(write_with_wide_number, ""),
    PACKET_ROW(be_promiscuous, ""),
    PACKET_ROW(fan_out, ""),
    PACKET_ROW(drop_filter, ""),
    PACKET_ROW(ask_packet_socket, "P"),
};
const struct trial_table socket_trials = {rows, sizeof rows / sizeof rows[0]};
