/* SPDX-License-Identifier: MIT */
#include "single.h"

#include <errno.h>
#include <signal.h>
#include <string.h>

struct attempt {
	struct event_base *base;
	struct session_plan plan;
	struct single_outcome *outcome;
	struct client_session *session; /* the one that runs */
	struct event *now;              /* SIGUSR1; NULL: it does not hold */
	const struct single_hooks *hooks;
};

static void on_ended(const struct session_result *result, void *context);

/* Starts with the next address. An address that cannot even be tried has failed. */
static void try_next(struct attempt *attempt)
{
	struct single_outcome *outcome = attempt->outcome;
	size_t left = outcome->target.count - outcome->tried;
	/* A silent address takes no more than its share, so that the others get their turn. */
	attempt->plan.connect_ms = (attempt->plan.deadline_ms - clock_ms()) / (int64_t)left;
	const struct server_address *address = &outcome->target.addresses[outcome->tried];
	struct err err;
	attempt->session =
	    client_session_start(attempt->base, &attempt->plan, address, on_ended, attempt, &err);
	if (attempt->session)
		return;
	struct session_result result = {.end = SESSION_UNSTARTED, .error = errno};
	if (outcome->tried == 0)
		outcome->err = err;
	on_ended(&result, attempt);
}

/* Another address may do. What fails here whatever the address is fails for good. */
static bool is_about_the_address(const struct session_result *result)
{
	return result->end == SESSION_UNREACHED ||
	       (result->end == SESSION_UNSTARTED && result->error == EAFNOSUPPORT);
}

static void on_ended(const struct session_result *result, void *context)
{
	struct attempt *attempt = context;
	struct single_outcome *outcome = attempt->outcome;
	bool reached = !is_about_the_address(result);
	attempt->session = NULL;
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
	if (attempt->session)
		client_session_release(attempt->session);
}

static void plan_it(struct session_plan *plan, const struct client_settings *settings)
{
	*plan = (struct session_plan){
	    .message = settings->message,
	    .length = strlen(settings->message),
	    .wait_echo = settings->wait_echo || settings->rounds > 0,
	    .close = (enum close_mode)settings->close,
	    .rounds = settings->rounds,
	    .writes = settings->writes,
	    .gap_ms = (int64_t)settings->gap_ms,
	    .interval_ms = (int64_t)settings->interval_ms,
	    .urgent = settings->urgent,
	    .hold = settings->hold,
	    .write_after_close = settings->write_after_close,
	    .connect = {.socket = settings->socket,
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

bool single_run(const struct client_settings *settings, const struct single_hooks *hooks,
		struct single_outcome *outcome, struct err *err)
{
	*outcome = (struct single_outcome){0};
	if (!resolve_host(&outcome->target, settings->host, (uint16_t)settings->port, err))
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
