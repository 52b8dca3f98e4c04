/* SPDX-License-Identifier: MIT */
#include "client.h"

#include <errno.h>
#include <string.h>

struct attempt {
	struct event_base *base;
	struct exchange_plan plan;
	struct client_outcome *outcome;
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
	if (exchange_start(attempt->base, &attempt->plan, address, on_ended, attempt))
		return;
	struct exchange_result result = {.end = EXCHANGE_UNREACHED, .error = errno};
	on_ended(&result, attempt);
}

static void on_ended(const struct exchange_result *result, void *context)
{
	struct attempt *attempt = context;
	struct client_outcome *outcome = attempt->outcome;
	bool reached = result->end != EXCHANGE_UNREACHED;
	/* When nobody answers, the first address's error is the one to tell. */
	if (reached || outcome->tried == 0) {
		outcome->result = *result;
		outcome->reached = outcome->tried;
	}
	outcome->tried++;
	if (!reached && outcome->tried < outcome->target.count)
		try_next(attempt);
}

bool client_run(const struct client_settings *settings, struct client_outcome *outcome,
		struct err *err)
{
	*outcome = (struct client_outcome){0};
	if (!target_resolve(&outcome->target, settings->host, (uint16_t)settings->port, err))
		return false;
	struct attempt attempt = {
	    .base = event_base_new(),
	    .plan = {.message = settings->message,
		     .length = strlen(settings->message),
		     .wait_echo = settings->wait_echo,
		     .close = (enum close_how)settings->close,
		     .deadline_ms = clock_ms() + (int64_t)settings->timeout_s * 1000},
	    .outcome = outcome,
	};
	if (!attempt.base)
		return err_set(err, "cannot start: %s", strerror(ENOMEM));
	try_next(&attempt);
	event_base_dispatch(attempt.base); /* returns when nothing is left to wait for */
	event_base_free(attempt.base);
	return true;
}
