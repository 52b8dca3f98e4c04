/* SPDX-License-Identifier: MIT */
/* socket_table.c and sock_diag.c. The latter is asked about sockets of this very process. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <arpa/inet.h>
#include <cmocka.h>
#include <net/if.h>
#include <netinet/in.h>
#include <sched.h>
#include <signal.h>
#include <string.h>
#include <sys/ioctl.h>
#include <sys/prctl.h>
#include <sys/socket.h>
#include <sys/wait.h>
#include <time.h>
#include <unistd.h>

#include "sock_diag.h"
#include "socket_table.h"

static struct endpoint local_endpoint(uint16_t port)
{
	return (struct endpoint){.address = {127, 0, 0, 1}, .port = port, .version = 4};
}

/* PEER 0: a listener. */
static void add(struct socket_table *table, uint16_t local, uint16_t peer, uint32_t state)
{
	struct socket_row row = {.local = local_endpoint(local), .state = state};
	if (peer != 0)
		row.peer = local_endpoint(peer);
	assert_true(socket_table_add(table, &row));
}

static void expect_differences(const struct socket_table *before, const struct socket_table *after,
			       const char *expected)
{
	struct text text;
	text_init(&text);
	bool differ = socket_table_differences(before, after, "1.5", &text);
	assert_string_equal(text_c_string(&text), expected);
	assert_int_equal(differ, *expected != '\0');
	text_release(&text);
}

static void test_names(void **state)
{
	(void)state;
	assert_string_equal(socket_state_name(1), "ESTABLISHED");
	assert_string_equal(socket_state_name(SOCKET_LISTEN), "LISTEN");
	assert_string_equal(socket_state_name(SOCKET_CLOSED), "CLOSED");
	assert_string_equal(socket_state_name(12), socket_state_name(3));
	assert_null(socket_state_name(0));
	assert_null(socket_state_name(13)); /* bound and no more */
	assert_null(socket_state_name(UINT32_MAX));
}

static void test_differences(void **state)
{
	(void)state;
	struct socket_table before, after;
	socket_table_init(&before);
	socket_table_init(&after);
	expect_differences(&before, &after, "");
	add(&after, 8079, 0, SOCKET_LISTEN);
	add(&after, 5000, 8079, 2);
	socket_table_sort(&after);
	expect_differences(&before, &after,
			   "1.5 127.0.0.1:5000 127.0.0.1:8079 SYN-SENT\n"
			   "1.5 127.0.0.1:8079 * LISTEN\n");
	expect_differences(&after, &after, "");

	add(&before, 5000, 8079, 6);
	add(&before, 6000, 8079, 1);
	socket_table_sort(&before);
	expect_differences(&before, &after,
			   "1.5 127.0.0.1:5000 127.0.0.1:8079 SYN-SENT\n"
			   "1.5 127.0.0.1:6000 127.0.0.1:8079 CLOSED\n"
			   "1.5 127.0.0.1:8079 * LISTEN\n");
	socket_table_clear(&after);
	expect_differences(&before, &after,
			   "1.5 127.0.0.1:5000 127.0.0.1:8079 CLOSED\n"
			   "1.5 127.0.0.1:6000 127.0.0.1:8079 CLOSED\n");
	socket_table_release(&after);
	socket_table_release(&before);
}

/* However they come, one row remains of those with the same ends: of a request and its socket the
 * socket. And the table grows. */
static void test_sort(void **state)
{
	(void)state;
	enum { MANY = 1000 };
	struct socket_table none, table;
	socket_table_init(&none);
	socket_table_init(&table);
	socket_table_sort(&none);
	for (int i = 0; i < MANY; i++) {
		add(&table, 8079, 0, SOCKET_LISTEN);
		add(&table, 8079, 7000, i % 2 ? 3 : 1);
	}
	socket_table_sort(&table);
	assert_int_equal(table.count, 2);
	expect_differences(&none, &table,
			   "1.5 127.0.0.1:8079 * LISTEN\n"
			   "1.5 127.0.0.1:8079 127.0.0.1:7000 ESTABLISHED\n");
	socket_table_release(&table);
}

static uint32_t state_of(const struct socket_table *table, const struct endpoint *local,
			 const struct endpoint *peer)
{
	for (size_t i = 0; i < table->count; i++)
		if (endpoint_equal(&table->rows[i].local, local) &&
		    endpoint_equal(&table->rows[i].peer, peer))
			return table->rows[i].state;
	return 0;
}

static uint16_t port_of(int fd)
{
	struct sockaddr_storage address;
	socklen_t length = sizeof address;
	struct endpoint endpoint;
	assert_int_equal(getsockname(fd, (struct sockaddr *)&address, &length), 0);
	assert_true(endpoint_from_sockaddr(&endpoint, (struct sockaddr *)&address));
	return endpoint.port;
}

/* In a network of its own the kernel has no sockets to tell but ours: how long a list takes does
 * not depend on what else the machine does. Where there is none, on the network as it is. */
static int enter_own_network(void **state)
{
	(void)state;
	if (unshare(CLONE_NEWNET) != 0 && unshare(CLONE_NEWUSER | CLONE_NEWNET) != 0)
		return 0;
	struct ifreq lo = {.ifr_name = "lo", .ifr_flags = IFF_UP};
	int fd = socket(AF_INET, SOCK_DGRAM, 0);
	int result = fd < 0 ? -1 : ioctl(fd, SIOCSIFFLAGS, &lo);
	close(fd);
	return result;
}

/* A listener for both IP versions; skips the test where there is no IPv6. */
static int listen_on_both(void)
{
	struct sockaddr_in6 any = {.sin6_family = AF_INET6};
	int off = 0, fd = socket(AF_INET6, SOCK_STREAM, 0);
	if (fd < 0)
		skip();
	setsockopt(fd, IPPROTO_IPV6, IPV6_V6ONLY, &off, sizeof off);
	if (bind(fd, (struct sockaddr *)&any, sizeof any) == 0 && listen(fd, 8) == 0)
		return fd;
	close(fd);
	skip();
	return -1;
}

/* Opens DIAG and fills TABLE; skips the test where the kernel does not tell its sockets. */
static void first_list(struct sock_diag *diag, struct socket_table *table)
{
	struct err err;
	assert_true(sock_diag_open(diag, &err));
	socket_table_init(table);
	bool listed = sock_diag_list(diag, table, &err);
	if (!listed && diag->missing)
		skip();
	assert_true(listed);
}

static int connect_to(uint16_t port)
{
	struct sockaddr_in to = {.sin_family = AF_INET, .sin_port = htons(port)};
	to.sin_addr.s_addr = htonl(INADDR_LOOPBACK);
	int fd = socket(AF_INET, SOCK_STREAM, 0);
	assert_true(fd >= 0);
	assert_int_equal(connect(fd, (struct sockaddr *)&to, sizeof to), 0);
	return fd;
}

/* An IPv4 connection is one, though its server's socket is of IPv6; and the server's program need
 * not have taken it. */
static void test_both_versions(void **state)
{
	(void)state;
	struct sock_diag diag;
	struct socket_table table;
	struct err err;
	int listener = listen_on_both();
	int client = connect_to(port_of(listener));
	struct endpoint any = {.port = port_of(listener), .version = 6}, nobody = {0};
	struct endpoint server_end = local_endpoint(any.port);
	struct endpoint client_end = local_endpoint(port_of(client));

	first_list(&diag, &table);
	assert_int_equal(state_of(&table, &any, &nobody), SOCKET_LISTEN);
	assert_int_equal(state_of(&table, &client_end, &server_end), 1);
	assert_int_equal(state_of(&table, &server_end, &client_end), 1);

	/* An orphan: its program has closed it, but its FIN is answered by an ACK at most. */
	close(client);
	assert_true(sock_diag_list(&diag, &table, &err));
	const char *orphan = socket_state_name(state_of(&table, &client_end, &server_end));
	assert_true(orphan && strncmp(orphan, "FIN-WAIT-", 9) == 0);
	close(listener); /* resets what nobody took */
	assert_true(sock_diag_list(&diag, &table, &err));
	assert_int_equal(state_of(&table, &any, &nobody), 0);
	assert_int_equal(state_of(&table, &client_end, &server_end), 0);
	socket_table_release(&table);
	sock_diag_close(&diag);
}

/* Opens and resets connections until it is killed, or its parent ends. */
static void open_and_reset(int listener, uint16_t port)
{
	struct linger reset = {.l_onoff = 1};
	prctl(PR_SET_PDEATHSIG, SIGKILL);
	for (;;) {
		int client = connect_to(port), server = accept(listener, NULL, NULL);
		assert_true(server >= 0);
		assert_int_equal(setsockopt(client, SOL_SOCKET, SO_LINGER, &reset, sizeof reset),
				 0);
		close(client);
		close(server);
	}
}

/* The kernel tells a socket that ends while it is told as closed, or without its port: such a row
 * is in no list. */
static void test_sockets_that_end(void **state)
{
	(void)state;
	enum { LISTS = 500, ENOUGH_S = 20 };
	struct sock_diag diag;
	struct socket_table table;
	struct err err;
	int listener = listen_on_both();
	first_list(&diag, &table);
	pid_t child = fork();
	assert_true(child >= 0);
	if (child == 0)
		open_and_reset(listener, port_of(listener));
	size_t ending = 0;
	bool listed = true;
	time_t end = time(NULL) + ENOUGH_S; /* a busy machine makes fewer */
	for (int i = 0; i < LISTS && listed && (i == 0 || time(NULL) < end); i++) {
		listed = sock_diag_list(&diag, &table, &err);
		for (size_t k = 0; k < table.count; k++)
			ending +=
			    table.rows[k].state == SOCKET_CLOSED || table.rows[k].local.port == 0;
	}
	kill(child, SIGKILL);
	int status;
	assert_int_equal(waitpid(child, &status, 0), child);
	assert_true(WIFSIGNALED(status)); /* it was still at it */
	assert_true(listed);
	assert_int_equal(ending, 0);
	socket_table_release(&table);
	sock_diag_close(&diag);
	close(listener);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
	    cmocka_unit_test(test_names),
	    cmocka_unit_test(test_differences),
	    cmocka_unit_test(test_sort),
	    cmocka_unit_test_setup(test_both_versions, enter_own_network),
	    cmocka_unit_test(test_sockets_that_end),
	};
	return cmocka_run_group_tests(tests, NULL, NULL);
}
