/* SPDX-License-Identifier: MIT */
#include "client.h"

#include <errno.h>
#include <signal.h>
#include <string.h>

struct attempt {
	struct event_base *base;
	struct exchange_plan plan;
	struct client_outcome *outcome;
	struct exchange *exchange; /* the one that runs */
	struct event *now;         /* SIGUSR1; NULL: it does not hold */
	const struct client_hooks *hooks;
};

static void on_ended(const struct exchange_result *result, void *context);

/* Starts with the next address. An address that cannot even be tried has failed. */
static void try_next(struct attempt *attempt)
{
	struct client_outcome *outcome = attempt->outcome;
	size_t left = outcome->target.count - outcome->tried;
	/* A silent address takes no more than its share, so that the others get their turn. */
	attempt->plan.connect_ms = (attempt->plan.deadline_ms - clock_ms()) / (int64_t)left;
	const struct target_address *address = &outcome->target.addresses[outcome->tried];
	struct err err;
	attempt->exchange =
	    exchange_start(attempt->base, &attempt->plan, address, on_ended, attempt, &err);
	if (attempt->exchange)
		return;
	struct exchange_result result = {.end = EXCHANGE_UNSTARTED, .error = errno};
	if (outcome->tried == 0)
		outcome->err = err;
	on_ended(&result, attempt);
}

/* Another address may do. What fails here whatever the address is fails for good. */
static bool is_about_the_address(const struct exchange_result *result)
{
	return result->end == EXCHANGE_UNREACHED ||
	       (result->end == EXCHANGE_UNSTARTED && result->error == EAFNOSUPPORT);
}

static void on_ended(const struct exchange_result *result, void *context)
{
	struct attempt *attempt = context;
	struct client_outcome *outcome = attempt->outcome;
	bool reached = !is_about_the_address(result);
	attempt->exchange = NULL;
	/* When nobody answers, the first address's error is the one to tell. */
	if (reached || outcome->tried == 0) {
		outcome->result = *result;
		outcome->reached = outcome->tried;
	}
	outcome->tried++;
	if (!reached && outcome->tried < outcome->target.count)
		try_next(attempt);
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
	if (attempt->exchange)
		exchange_release(attempt->exchange);
}

static void plan_it(struct exchange_plan *plan, const struct client_settings *settings)
{
	*plan = (struct exchange_plan){
	    .message = settings->message,
	    .length = strlen(settings->message),
	    .wait_echo = settings->wait_echo || settings->rounds > 0,
	    .close = (enum close_how)settings->close,
	    .rounds = settings->rounds,
	    .writes = settings->writes,
	    .gap_ms = (int64_t)settings->gap_ms,
	    .interval_ms = (int64_t)settings->interval_ms,
	    .urgent = settings->urgent,
	    .hold = settings->hold,
	    .write_again = settings->write_again,
	    .dial = {.socket = settings->socket,
		     .local_address = settings->local_address,
		     .local_port = (uint16_t)settings->local_port,
		     .fast_open = settings->fast_open},
	    .holding = on_holding,
	    .deadline_ms = clock_ms() + (int64_t)settings->timeout_s * 1000,
	};
}

static bool set_up(struct attempt *attempt)
{
	attempt->base = event_base_new();
	if (!attempt->base || !attempt->plan.hold)
		return attempt->base;
	attempt->now = evsignal_new(attempt->base, SIGUSR1, on_now, attempt);
	return attempt->now && event_add(attempt->now, NULL) == 0;
}

bool client_run(const struct client_settings *settings, const struct client_hooks *hooks,
		struct client_outcome *outcome, struct err *err)
{
	*outcome = (struct client_outcome){0};
	if (!target_resolve(&outcome->target, settings->host, (uint16_t)settings->port, err))
		return false;
	if (hooks && hooks->resolved && !hooks->resolved(err))
		return false;
	struct attempt attempt = {.outcome = outcome, .hooks = hooks};
	plan_it(&attempt.plan, settings);
	bool ready = set_up(&attempt);
	if (ready) {
		try_next(&attempt);
		event_base_dispatch(attempt.base); /* returns when nothing is left to wait for */
	}
	if (attempt.now)
		event_free(attempt.now);
	if (attempt.base)
		event_base_free(attempt.base);
	return ready || err_set(err, "cannot start: %s", strerror(ENOMEM));
}
