/* SPDX-License-Identifier: MIT */
#include "load.h"

#include <errno.h>
#include <event2/event.h>
#include <signal.h>
#include <stdlib.h>
#include <string.h>

#include "clock.h"
#include "file_limit.h"
#include "load_scheduler.h"

enum {
	TICK_MS = 100,
	SWEEPS = 8, /* in the time that a request may take */
};

struct load {
	struct load_scheduler scheduler;
	struct load_hooks hooks;
	struct event_base *base;
	struct event *sweep, *deadline, *progress, *interrupt, *terminate;
};

/* ---- what comes by time and by signal ---- */

static void on_sweep(evutil_socket_t fd, short what, void *context)
{
	(void)fd;
	(void)what;
	struct load *load = context;
	load_scheduler_sweep(&load->scheduler);
}

static void on_deadline(evutil_socket_t fd, short what, void *context)
{
	(void)fd;
	(void)what;
	struct load *load = context;
	load_scheduler_stop(&load->scheduler);
}

static void on_progress(evutil_socket_t fd, short what, void *context)
{
	(void)fd;
	(void)what;
	struct load *load = context;
	const struct load_scheduler *scheduler = &load->scheduler;
	if (scheduler->ending)
		return;
	scheduler->result->elapsed_ns = clock_monotonic_ns() - scheduler->start;
	load->hooks.tick(scheduler->result, load->hooks.context);
}

static void on_signal(evutil_socket_t number, short what, void *context)
{
	(void)number;
	(void)what;
	struct load *load = context;
	load_abort(&load->scheduler, LOAD_INTERRUPTED);
}

/* ---- the beginning and the end ---- */

static bool set_up_events(struct load *load, const struct client_settings *settings)
{
	struct event_config *config = event_config_new();
	if (!config)
		return false;
	event_config_set_flag(config, EVENT_BASE_FLAG_NOLOCK);
	/* Otherwise what is due comes up to a millisecond late. */
	if (settings->load.rate > 0)
		event_config_set_flag(config, EVENT_BASE_FLAG_PRECISE_TIMER);
	load->base = event_base_new_with_config(config);
	event_config_free(config);
	if (!load->base)
		return false;
	load->sweep = event_new(load->base, -1, EV_PERSIST, on_sweep, load);
	load->deadline = event_new(load->base, -1, 0, on_deadline, load);
	load->progress = event_new(load->base, -1, EV_PERSIST, on_progress, load);
	load->interrupt = evsignal_new(load->base, SIGINT, on_signal, load);
	load->terminate = evsignal_new(load->base, SIGTERM, on_signal, load);
	return load->sweep && load->deadline && load->progress && load->interrupt &&
	       load->terminate;
}

static bool start_events(struct load *load, const struct client_settings *settings)
{
	const struct timeval sweep =
	    clock_timeval_ns((int64_t)settings->timeout_s * NS_PER_S / SWEEPS);
	const struct timeval duration = {.tv_sec = (time_t)settings->load.duration_s};
	const struct timeval tick = {.tv_usec = TICK_MS * 1000L};
	bool timed = settings->load.duration_s > 0 && settings->load.rate == 0;
	return event_add(load->sweep, &sweep) == 0 &&
	       (!timed || event_add(load->deadline, &duration) == 0) &&
	       (!load->hooks.tick || event_add(load->progress, &tick) == 0) &&
	       event_add(load->interrupt, NULL) == 0 && event_add(load->terminate, NULL) == 0;
}

static void load_free(struct load *load)
{
	struct event *const events[] = {load->sweep, load->deadline, load->progress,
					load->interrupt, load->terminate};
	load_scheduler_release(&load->scheduler);
	for (size_t i = 0; i < sizeof events / sizeof events[0]; i++)
		if (events[i])
			event_free(events[i]);
	if (load->base)
		event_base_free(load->base);
	free(load);
}

/* Whatever is needed beside sockets. */
static bool prepare(struct load *load, const struct client_settings *settings,
		    struct load_result *result, struct err *err)
{
	return resolve_host(&result->addresses, settings->host, (uint16_t)settings->port, err) &&
	       file_limit_raise(settings->load.connections, err) &&
	       load_scheduler_init(&load->scheduler, settings, result, err) &&
	       (!load->hooks.resolved || load->hooks.resolved(err));
}

static bool start(struct load *load, const struct client_settings *settings, struct err *err)
{
	return (set_up_events(load, settings) &&
		load_scheduler_start(&load->scheduler, load->base) &&
		start_events(load, settings)) ||
	       err_set(err, "cannot start: %s", strerror(ENOMEM));
}

bool load_run(const struct client_settings *settings, const struct load_hooks *hooks,
	      struct load_result *result, struct err *err)
{
	*result = (struct load_result){.end = LOAD_COMPLETE};
	struct load *load = calloc(1, sizeof *load);
	if (!load)
		return err_set(err, "cannot start: %s", strerror(ENOMEM));
	if (hooks)
		load->hooks = *hooks;
	bool ran = prepare(load, settings, result, err) && start(load, settings, err);
	if (ran)
		event_base_dispatch(load->base);
	load_free(load);
	return ran;
}
