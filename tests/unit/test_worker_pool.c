/* SPDX-License-Identifier: MIT */
#include <errno.h>
#include <poll.h>
#include <pthread.h>
#include <signal.h>

#include "unit.h"

#include "asleep.h"
#include "loopback.h"
#include "worker_pool.h"

enum { THREADS = 3, CLIENTS = 24, PLACES = 4 };

/* A crew that runs in the thread of the test, and clients in a thread beside it. */
struct fixture {
	struct server_settings settings;
	struct event_base *base;
	struct output_queue *output;
	int null; /* the output */
	struct worker_pool *pool;
	struct sockaddr_in address;
	bool accept_paused;
	int served; /* by the clients */
	struct server_totals totals;
};

static void begin(struct fixture *fixture)
{
	static const struct log_style style = {LANG_EN, false};
	struct err err;
	fixture->settings.addresses = (struct option_list){{"127.0.0.1"}, 1};
	fixture->settings.backlog = CLIENTS;
	fixture->base = event_base_new();
	fixture->null = open("/dev/null", O_WRONLY | O_CLOEXEC);
	fixture->output = output_queue_new(fixture->null, LANG_EN, fixture->base, NULL, NULL);
	fixture->pool = worker_pool_new(&fixture->settings, &style, fixture->base, fixture->output,
					fixture->accept_paused, &err);
	assert_non_null(fixture->pool);
	fixture->address = (struct sockaddr_in){
	    .sin_family = AF_INET,
	    .sin_addr.s_addr = htonl(INADDR_LOOPBACK),
	    .sin_port = htons(worker_pool_listen_sockets(fixture->pool)->at[0].port),
	};
}

static void run_with(struct fixture *fixture, void *(*clients)(void *fixture))
{
	pthread_t thread;
	struct err err;
	assert_int_equal(pthread_create(&thread, NULL, clients, fixture), 0);
	assert_true(worker_pool_run(fixture->pool, &err));
	pthread_join(thread, NULL);
	worker_pool_totals(fixture->pool, &fixture->totals);
}

static void finish(struct fixture *fixture)
{
	worker_pool_free(fixture->pool);
	output_queue_free(fixture->output);
	event_base_free(fixture->base);
	close(fixture->null);
}

static void run(struct fixture *fixture, void *(*clients)(void *fixture))
{
	begin(fixture);
	run_with(fixture, clients);
	finish(fixture);
}

static bool hears_line(int fd)
{
	char got[8];
	return recv(fd, got, sizeof got, 0) == 5;
}

/* False: all threads have done what there was to do, and no line has come. */
static bool has_heard_line(int fd)
{
	struct pollfd ready = {.fd = fd, .events = POLLIN};
	until_asleep(getpid());
	return poll(&ready, 1, 0) == 1 && hears_line(fd);
}

static bool is_served(int fd)
{
	return send(fd, "line\n", 5, MSG_NOSIGNAL) == 5 && hears_line(fd);
}

static void *come_all_at_once(void *context)
{
	struct fixture *fixture = context;
	int fds[CLIENTS];
	for (int i = 0; i < CLIENTS; i++)
		fds[i] = loopback_connect(&fixture->address);
	for (int i = 0; i < CLIENTS; i++)
		fixture->served += is_served(fds[i]);
	for (int i = 0; i < CLIENTS / 2; i++)
		close(fds[i]);
	worker_pool_tell(fixture->pool, WORKER_DRAIN);
	char got;
	for (int i = CLIENTS / 2; i < CLIENTS; i++) {
		fixture->served += recv(fds[i], &got, 1, 0) == 0;
		close(fds[i]);
	}
	return NULL;
}

/* Everybody is served, by whichever thread; at the end each hears our FIN; and the sums are right.
 */
static void serves_with_one_thread_and_with_several(void **state)
{
	(void)state;
	static const uint64_t threads[] = {0, 1, 2, THREADS};
	for (size_t i = 0; i < COUNT_OF(threads); i++) {
		struct fixture fixture = {.settings.threads = threads[i]};
		run(&fixture, come_all_at_once);
		assert_int_equal(fixture.served, CLIENTS + CLIENTS / 2);
		assert_int_equal(fixture.totals.connections, CLIENTS);
		assert_int_equal(fixture.totals.received, 5 * CLIENTS);
		assert_int_equal(fixture.totals.echoed, 5 * CLIENTS);
		assert_int_equal(fixture.totals.truncated, 0);
	}
}

/* Each comes when those before it are served, until one is not; then one leaves. */
static void *come_one_by_one(void *context)
{
	struct fixture *fixture = context;
	int fds[CLIENTS];
	int count = 0;
	bool heard = true;
	while (heard && count < CLIENTS) {
		fds[count] = loopback_connect(&fixture->address);
		send(fds[count], "line\n", 5, MSG_NOSIGNAL);
		heard = count < PLACES ? hears_line(fds[count]) : has_heard_line(fds[count]);
		count++;
	}
	fixture->served = count - 1;
	close(fds[0]);
	fixture->served += hears_line(fds[count - 1]);
	for (int i = 1; i < count; i++)
		close(fds[i]);
	worker_pool_tell(fixture->pool, WORKER_DRAIN);
	return NULL;
}

/* The limit is one for all threads: four are served whichever queues they are in, and the fifth is
 * when one of them leaves, be it another thread's. */
static void threads_share_the_places(void **state)
{
	(void)state;
	struct fixture fixture = {.settings = {.threads = THREADS, .max_connections = PLACES}};
	run(&fixture, come_one_by_one);
	assert_int_equal(fixture.served, PLACES + 1);
	assert_int_equal(fixture.totals.connections, PLACES + 1);
}

static void *knock(void *context)
{
	struct fixture *fixture = context;
	int fd = loopback_connect(&fixture->address);
	send(fd, "line\n", 5, MSG_NOSIGNAL);
	fixture->served -= has_heard_line(fd);
	worker_pool_tell(fixture->pool, WORKER_ACCEPT);
	fixture->served += hears_line(fd);
	close(fd);
	worker_pool_tell(fixture->pool, WORKER_STOP);
	return NULL;
}

static void all_open_their_doors_together(void **state)
{
	(void)state;
	struct fixture fixture = {.settings.threads = THREADS, .accept_paused = true};
	run(&fixture, knock);
	assert_int_equal(fixture.served, 1);
}

static void *break_the_loop(void *context)
{
	struct fixture *fixture = context;
	int fd = loopback_connect(&fixture->address);
	fixture->served = is_served(fd);
	kill(getpid(), SIGTERM);
	char got;
	fixture->served += recv(fd, &got, 1, 0) <= 0;
	close(fd);
	return NULL;
}

static void on_signal(evutil_socket_t number, short what, void *context)
{
	(void)number;
	(void)what;
	event_base_loopbreak(context);
}

/* The server's thread leaves its loop, because the output fails or for whatever reason: nobody goes
 * on without it. */
static void all_end_with_the_servers_own_loop(void **state)
{
	(void)state;
	struct fixture fixture = {.settings.threads = THREADS};
	begin(&fixture);
	struct event *event = evsignal_new(fixture.base, SIGTERM, on_signal, fixture.base);
	event_add(event, NULL);
	run_with(&fixture, break_the_loop);
	assert_int_equal(fixture.served, 2);
	event_free(event);
	finish(&fixture);
}

static void tells_why_it_cannot_listen(void **state)
{
	(void)state;
	static const struct log_style style = {LANG_EN, false};
	struct sockaddr_in address;
	int other = loopback_listen(&address);
	struct event_base *base = event_base_new();
	for (uint64_t threads = 1; threads <= 2; threads++) {
		const struct server_settings settings = {.addresses = {{"127.0.0.1"}, 1},
							 .port = ntohs(address.sin_port),
							 .threads = threads};
		struct err err;
		assert_null(worker_pool_new(&settings, &style, base, NULL, false, &err));
		assert_non_null(strstr(err.text, strerror(EADDRINUSE)));
	}
	event_base_free(base);
	close(other);
}

int test_worker_pool(void)
{
	signal(SIGPIPE, SIG_IGN);
	const struct CMUnitTest tests[] = {
	    cmocka_unit_test(serves_with_one_thread_and_with_several),
	    cmocka_unit_test(threads_share_the_places),
	    cmocka_unit_test(all_open_their_doors_together),
	    cmocka_unit_test(all_end_with_the_servers_own_loop),
	    cmocka_unit_test(tells_why_it_cannot_listen),
	};
	return run_group(tests, NULL, NULL);
}
