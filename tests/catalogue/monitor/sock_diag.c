/* SPDX-License-Identifier: MIT */
#include "sock_diag.h"

#include <arpa/inet.h>
#include <errno.h>
#include <linux/inet_diag.h>
#include <linux/netlink.h>
#include <linux/sock_diag.h>
#include <netinet/in.h>
#include <string.h>
#include <sys/socket.h>
#include <unistd.h>

enum {
	ANSWER_MAX = 32 * 1024, /* the kernel fills no larger piece */
	STATES = 0x1fff & ~1,   /* 1 (ESTABLISHED) to 12 (NEW_SYN_RECV) */
	REQUESTS_MAX = 100,
};

/* The kernel walks its whole table of connections for each request. Only this request, which is the
 * older of the two that there are, asks for both IP versions at once. */
struct request {
	struct nlmsghdr header;
	struct inet_diag_req body;
};

bool sock_diag_open(struct sock_diag *diag, struct err *err)
{
	*diag = (struct sock_diag){.fd = -1};
	diag->fd = socket(AF_NETLINK, SOCK_RAW | SOCK_CLOEXEC, NETLINK_SOCK_DIAG);
	if (diag->fd >= 0)
		return true;
	diag->missing = errno == EPROTONOSUPPORT || errno == EAFNOSUPPORT;
	return err_set(err, "cannot ask the kernel for its sockets (sock_diag): %s",
		       strerror(errno));
}

void sock_diag_close(struct sock_diag *diag)
{
	if (diag->fd >= 0)
		close(diag->fd);
	diag->fd = -1;
}

static bool ask(struct sock_diag *diag, struct err *err)
{
	struct request request = {
	    .header = {.nlmsg_len = sizeof request,
		       .nlmsg_type = TCPDIAG_GETSOCK,
		       .nlmsg_flags = NLM_F_REQUEST | NLM_F_DUMP,
		       .nlmsg_seq = ++diag->sequence},
	    .body = {.idiag_states = STATES},
	};
	struct sockaddr_nl kernel = {.nl_family = AF_NETLINK};
	if (sendto(diag->fd, &request, sizeof request, 0, (struct sockaddr *)&kernel,
		   sizeof kernel) == sizeof request)
		return true;
	return err_set(err, "cannot ask the kernel for its sockets: %s", strerror(errno));
}

/* ADDRESS and PORT as the kernel gives them, in network order. */
static struct endpoint endpoint_of(const struct inet_diag_msg *message, const __be32 *address,
				   __be16 port)
{
	static const uint8_t mapped[12] = {[10] = 0xff, [11] = 0xff};
	struct endpoint endpoint = {.port = ntohs(port), .version = 4};
	if (message->idiag_family == AF_INET) {
		memcpy(endpoint.address, address, 4);
	} else if (memcmp(address, mapped, sizeof mapped) == 0) {
		memcpy(endpoint.address, address + 3, 4);
	} else {
		memcpy(endpoint.address, address, 16);
		endpoint.version = 6;
	}
	return endpoint;
}

static bool add_socket(struct socket_table *table, const struct nlmsghdr *header, struct err *err)
{
	struct inet_diag_msg message;
	if (header->nlmsg_len < NLMSG_LENGTH(sizeof message))
		return err_set(err, "the kernel's list of sockets cannot be read: cut off");
	memcpy(&message, NLMSG_DATA(header), sizeof message);
	if (!socket_state_name(message.idiag_state))
		return true;
	struct socket_row row = {
	    .local = endpoint_of(&message, message.id.idiag_src, message.id.idiag_sport),
	    .state = message.idiag_state,
	};
	if (row.state != SOCKET_LISTEN)
		row.peer = endpoint_of(&message, message.id.idiag_dst, message.id.idiag_dport);
	return socket_table_add(table, &row) || err_set(err, "out of memory");
}

static bool refused(struct sock_diag *diag, const struct nlmsghdr *header, struct err *err)
{
	struct nlmsgerr error = {0};
	if (header->nlmsg_len >= NLMSG_LENGTH(sizeof error))
		memcpy(&error, NLMSG_DATA(header), sizeof error);
	diag->missing = error.error == -ENOENT || error.error == -EOPNOTSUPP;
	if (diag->missing)
		return err_set(err, "this kernel does not tell its TCP sockets: no tcp_diag "
				    "(root loads it with 'modprobe tcp_diag')");
	return err_set(err, "cannot ask the kernel for its sockets: %s", strerror(-error.error));
}

/* Reads the pieces of the answer to the last request, until the kernel says that it was all. */
static bool read_answer(struct sock_diag *diag, struct socket_table *table, struct err *err)
{
	_Alignas(struct nlmsghdr) char answer[ANSWER_MAX];
	for (;;) {
		ssize_t got = recv(diag->fd, answer, sizeof answer, 0);
		if (got < 0 && errno == EINTR)
			continue;
		if (got <= 0)
			return err_set(err, "cannot read the kernel's list of sockets: %s",
				       got < 0 ? strerror(errno) : "it ended");
		unsigned left = (unsigned)got;
		const struct nlmsghdr *header = (const struct nlmsghdr *)answer;
		for (; NLMSG_OK(header, left); header = NLMSG_NEXT(header, left)) {
			if (header->nlmsg_seq != diag->sequence)
				continue;
			if (header->nlmsg_type == NLMSG_DONE)
				return true;
			if (header->nlmsg_type == NLMSG_ERROR)
				return refused(diag, header, err);
			if (!add_socket(table, header, err))
				return false;
		}
	}
}

/* The kernel collects the sockets of a hash chain and then tells them one by one. One that
 * meanwhile ended, or gave its place to a TIME-WAIT socket (FIN-WAIT-2 without a program is one,
 * too), is told as CLOSED or without its port, and what took its place not at all. */
static bool has_ending(const struct socket_table *table)
{
	for (size_t i = 0; i < table->count; i++)
		if (table->rows[i].state == SOCKET_CLOSED || table->rows[i].local.port == 0)
			return true;
	return false;
}

bool sock_diag_list(struct sock_diag *diag, struct socket_table *table, struct err *err)
{
	for (int i = 0; i < REQUESTS_MAX; i++) {
		socket_table_clear(table);
		if (!ask(diag, err) || !read_answer(diag, table, err))
			return false;
		if (!has_ending(table)) {
			socket_table_sort(table);
			return true;
		}
	}
	return err_set(err, "a socket ended during each of %d readings of the kernel's list",
		       REQUESTS_MAX);
}
