/* SPDX-License-Identifier: MIT */
#include "single.h"

#include <errno.h>
#include <signal.h>
#include <string.h>

#include "clock.h"

struct attempt {
	struct event_base *base;
	struct client_session_plan plan;
	struct single_outcome *outcome;
	struct client_session *session; /* the one that runs */
	struct event *now;              /* SIGUSR1; NULL: it does not hold */
	const struct single_hooks *hooks;
};

static void on_ended(const struct client_session_result *result, void *context);

/* Starts with ADDRESS. An address that cannot even be tried has failed. */
static void try_address(struct attempt *attempt, const struct server_address *address)
{
	struct single_outcome *outcome = attempt->outcome;
	struct client_session_plan *plan = &attempt->plan;
	/* A silent address takes no more than its share, so that the others get their turn. */
	size_t left = outcome->addresses.count - outcome->addresses.tried + 1;
	int64_t end = plan->started + plan->transfer.timeout_ns;
	plan->connect_ns = (end - clock_monotonic_ns()) / (int64_t)left;
	struct err err;
	attempt->session =
	    client_session_start(attempt->base, plan, address, on_ended, attempt, &err);
	if (attempt->session)
		return;
	const struct client_session_result result = {
	    .transfer = {.failure = FAILURE_UNSTARTED, .error = errno}};
	if (outcome->addresses.tried == 1)
		outcome->err = err;
	on_ended(&result, attempt);
}

static void on_ended(const struct client_session_result *result, void *context)
{
	struct attempt *attempt = context;
	struct single_outcome *outcome = attempt->outcome;
	const struct server_address *next = NULL;
	bool reached = !transfer_failure_is_of_address(&result->transfer);
	attempt->session = NULL;
	/* When nobody answers, the first address's error is the one to tell. */
	if (reached || outcome->addresses.tried == 1)
		outcome->result = *result;
	if (!reached)
		next = server_addresses_next(&outcome->addresses);
	if (next)
		try_address(attempt, next);
	else if (attempt->now)
		event_del(attempt->now); /* or the loop would wait for it */
}

static void on_holding(void *context)
{
	const struct attempt *attempt = context;
	if (attempt->hooks && attempt->hooks->holding)
		attempt->hooks->holding();
}

static void on_now(evutil_socket_t number, short what, void *context)
{
	(void)number;
	(void)what;
	struct attempt *attempt = context;
	if (attempt->session)
		client_session_release(attempt->session);
}

static void plan_it(struct client_session_plan *plan, const struct client_settings *settings)
{
	*plan = (struct client_session_plan){
	    .transfer = {.message = {.message = settings->message,
				     .length = strlen(settings->message),
				     .count = settings->rounds,
				     .writes = settings->writes},
			 .wait_echo = settings->wait_echo || settings->rounds > 0,
			 .close = (enum close_mode)settings->close,
			 .urgent = settings->urgent,
			 .hold = settings->hold,
			 .write_after_close = settings->write_after_close,
			 .gap_ns = (int64_t)settings->gap_ms * NS_PER_MS,
			 .interval_ns = (int64_t)settings->interval_ms * NS_PER_MS,
			 .timeout_ns = (int64_t)settings->timeout_s * NS_PER_S},
	    .connect = {.socket = settings->socket,
			.local_address = settings->local_address,
			.local_port = (uint16_t)settings->local_port,
			.fast_open = settings->fast_open},
	    .started = clock_monotonic_ns(),
	    .holding = on_holding,
	};
}

static bool set_up(struct attempt *attempt)
{
	attempt->base = event_base_new();
	if (!attempt->base || !attempt->plan.transfer.hold)
		return attempt->base;
	attempt->now = evsignal_new(attempt->base, SIGUSR1, on_now, attempt);
	return attempt->now && event_add(attempt->now, NULL) == 0;
}

bool single_run(const struct client_settings *settings, const struct single_hooks *hooks,
		struct single_outcome *outcome, struct err *err)
{
	*outcome = (struct single_outcome){0};
	if (!resolve_host(&outcome->addresses, settings->host, (uint16_t)settings->port, err))
		return false;
	if (hooks && hooks->resolved && !hooks->resolved(err))
		return false;
	struct attempt attempt = {.outcome = outcome, .hooks = hooks};
	plan_it(&attempt.plan, settings);
	bool ready = set_up(&attempt);
	if (ready) {
		try_address(&attempt, server_addresses_next(&outcome->addresses));
		event_base_dispatch(attempt.base); /* returns when nothing is left to wait for */
	}
	if (attempt.now)
		event_free(attempt.now);
	if (attempt.base)
		event_base_free(attempt.base);
	return ready || err_set(err, "cannot start: %s", strerror(ENOMEM));
}
