// SPDX-License-Identifier: MIT
#include "states.h"

#include <errno.h>
#include <inttypes.h>
#include <linux/inet_diag.h>
#include <linux/netlink.h>
#include <linux/rtnetlink.h>
#include <linux/sock_diag.h>
#include <linux/tcp.h>
#include <stdlib.h>
#include <string.h>
#include <sys/socket.h>
#include <unistd.h>

enum {
	ANSWER_MAX = 8192,
	FILE_MAX = 32768,
	STATE_CLOSE = 7,
	STATE_LISTEN = 10,
	STATE_NEW_SYN_RECV = 12
};
enum { TIMER_RETRANSMIT = 1, TIMER_PROBE = 4 }; /* idiag_timer, net/ipv4/inet_diag.c */

struct request {
	struct nlmsghdr header;
	struct inet_diag_req_v2 body;
};

const char *state_name(uint8_t state)
{
	static const char *const names[] = {
	    NULL,         "ESTABLISHED", "SYN-SENT",     "SYN-RECEIVED", "FIN-WAIT-1",
	    "FIN-WAIT-2", "TIME-WAIT",   "CLOSED",       "CLOSE-WAIT",   "LAST-ACK",
	    "LISTEN",     "CLOSING",     "SYN-RECEIVED",
	};
	return names[state];
}

static void set_address(__be32 *to, const struct sockaddr_storage *address, bool ipv6)
{
	if (ipv6)
		memcpy(to, &((const struct sockaddr_in6 *)address)->sin6_addr, 16);
	else
		memcpy(to, &((const struct sockaddr_in *)address)->sin_addr, 4);
}

static struct request make_request(const struct network *network, enum side end,
				   uint16_t client_port)
{
	struct sockaddr_storage here, there;
	struct request request = {
	    .header = {.nlmsg_len = sizeof request,
		       .nlmsg_type = SOCK_DIAG_BY_FAMILY,
		       .nlmsg_flags = NLM_F_REQUEST},
	    .body = {.sdiag_family = network->ipv6 ? AF_INET6 : AF_INET,
		     .sdiag_protocol = IPPROTO_TCP,
		     .idiag_ext = 1 << (INET_DIAG_INFO - 1),
		     .idiag_states = ~0U},
	};
	network_address(network, end, 0, &here);
	network_address(network, end == CLIENT ? SERVER : CLIENT, 0, &there);
	struct inet_diag_sockid *id = &request.body.id;
	set_address(id->idiag_src, &here, network->ipv6);
	set_address(id->idiag_dst, &there, network->ipv6);
	id->idiag_sport = htons(end == CLIENT ? client_port : SERVER_PORT);
	id->idiag_dport = htons(end == CLIENT ? SERVER_PORT : client_port);
	id->idiag_cookie[0] = id->idiag_cookie[1] = INET_DIAG_NOCOOKIE;
	return request;
}

/* struct tcp_info, of which an older kernel gives less. */
static void read_info(const struct nlmsghdr *header, struct end_state *state)
{
	const struct rtattr *attribute =
	    (const struct rtattr *)((const char *)NLMSG_DATA(header) +
				    NLMSG_ALIGN(sizeof(struct inet_diag_msg)));
	unsigned left = header->nlmsg_len - (unsigned)NLMSG_SPACE(sizeof(struct inet_diag_msg));
	for (; RTA_OK(attribute, left); attribute = RTA_NEXT(attribute, left)) {
		struct tcp_info info = {0};
		size_t size = RTA_PAYLOAD(attribute);
		if (attribute->rta_type != INET_DIAG_INFO)
			continue;
		memcpy(&info, RTA_DATA(attribute), size < sizeof info ? size : sizeof info);
		state->has_info = true;
		state->segments_in = info.tcpi_segs_in;
		state->bytes_received = info.tcpi_bytes_received;
		state->bytes_acked = info.tcpi_bytes_acked;
	}
}

static bool read_answer(const struct nlmsghdr *header, struct end_state *state, struct err *err)
{
	struct inet_diag_msg message;
	struct nlmsgerr error;
	*state = (struct end_state){.state = STATE_CLOSE};
	if (header->nlmsg_type == NLMSG_ERROR) {
		memcpy(&error, NLMSG_DATA(header), sizeof error);
		return error.error == -ENOENT ||
		       err_set(err, "cannot ask for a connection: %s", strerror(-error.error));
	}
	memcpy(&message, NLMSG_DATA(header), sizeof message);
	if (message.idiag_state == 0 || message.idiag_state > STATE_NEW_SYN_RECV)
		return err_set(err, "the kernel tells of a state %d", (int)message.idiag_state);
	state->state = message.idiag_state;
	state->waits =
	    message.idiag_timer == TIMER_RETRANSMIT || message.idiag_timer == TIMER_PROBE;
	if (state->state != STATE_LISTEN)
		read_info(header, state);
	return true;
}

bool states_ask(const struct network *network, enum side end, uint16_t client_port,
		struct end_state *state, struct err *err)
{
	_Alignas(struct nlmsghdr) char answer[ANSWER_MAX];
	const struct request request = make_request(network, end, client_port);
	const struct nlmsghdr *header = (const struct nlmsghdr *)answer;
	int fd = network->diag[end];
	if (send(fd, &request, sizeof request, 0) != sizeof request)
		return err_set(err, "cannot ask for a connection: %s", strerror(errno));
	ssize_t got = recv(fd, answer, sizeof answer, 0);
	if (got < 0 || !NLMSG_OK(header, (unsigned)got))
		return err_set(err, "no answer about a connection: %s", strerror(errno));
	return read_answer(header, state, err);
}

static char *read_file(int fd, char *text)
{
	ssize_t got = pread(fd, text, FILE_MAX - 2, 0);
	text[got < 0 ? 0 : got] = '\0';
	return text;
}

uint64_t counters_segments_in(const struct network *network, enum side end)
{
	char text[FILE_MAX];
	const char *line = strstr(read_file(network->snmp[end], text), "\nTcp: ");
	uint64_t value = 0;
	line = line ? strstr(line + 1, "\nTcp: ") : NULL;
	if (line) /* InSegs is the tenth */
		sscanf(line, "\nTcp: %*d %*d %*d %*d %*d %*d %*d %*d %*d %" SCNu64, &value);
	return value;
}

/* Two lines that begin with PREFIX, one of names and one of values; returns how many there were. */
static size_t write_changes(char *text, const char *prefix, uint64_t *kept, size_t room, FILE *file,
			    bool *comma)
{
	size_t count = 0;
	char *names = strstr(text, prefix);
	char *values = names ? strstr(names + 1, prefix) : NULL;
	if (!values)
		return 0;
	*values = '\0';
	names += strlen(prefix);
	values += strlen(prefix);
	for (char *name; count < room && (name = strtok_r(names, " \n", &names)); count++) {
		uint64_t value = strtoull(values, &values, 10);
		if (value != kept[count])
			fprintf(file, "%s\"%s\":%" PRId64, *comma ? "," : "", name,
				(int64_t)(value - kept[count]));
		*comma = *comma || value != kept[count];
		kept[count] = value;
	}
	return count;
}

void counters_write_changes(const struct network *network, enum side end, struct counters *counters,
			    FILE *file)
{
	char text[FILE_MAX];
	bool comma = false;
	/* "\nTcp: " is not to be found in front of the first line, which is Ip's. */
	size_t used = write_changes(read_file(network->snmp[end], text),
				    "\nTcp: ", counters->values, COUNTERS_MAX, file, &comma);
	text[0] = '\n';
	read_file(network->netstat[end], text + 1);
	write_changes(text, "\nTcpExt: ", counters->values + used, COUNTERS_MAX - used, file,
		      &comma);
}
