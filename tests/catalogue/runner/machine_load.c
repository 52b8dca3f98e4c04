/* SPDX-License-Identifier: MIT */
#include "machine_load.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <time.h>
#include <unistd.h>

/* What an emulated processor, or a very old one, takes twenty times as long for. */
enum { LOOP_ROUNDS = 40 * 1000 * 1000, LOOP_USUAL_MS = 50, LOOP_SLOW_MS = 1000 };

int64_t machine_now_us(void)
{
	struct timespec now;
	clock_gettime(CLOCK_MONOTONIC, &now);
	return (int64_t)now.tv_sec * 1000000 + now.tv_nsec / 1000;
}

/* The first line of PATH; false where this kernel has none. */
static bool first_line(const char *path, char line[256])
{
	FILE *file = fopen(path, "re");
	bool read = file && fgets(line, 256, file);
	if (file)
		fclose(file);
	return read;
}

/* Milliseconds that PID waited for a processor so far; 0 where the kernel does not tell
 * (CONFIG_SCHED_INFO). */
static int64_t machine_waited_ms(pid_t pid)
{
	char path[64], line[256];
	long long ran, waited;
	snprintf(path, sizeof path, "/proc/%d/schedstat", (int)pid);
	if (pid == 0 || !first_line(path, line) || sscanf(line, "%lld %lld", &ran, &waited) != 2)
		return 0;
	return waited / 1000000;
}

/* Milliseconds so far; -1 where the kernel does not tell. */
static int64_t pressure_so_far(enum pressure what)
{
	static const char *const paths[] = {[PRESSURE_CPU] = "/proc/pressure/cpu",
					    [PRESSURE_IO] = "/proc/pressure/io",
					    [PRESSURE_STEAL] = "/proc/stat"};
	char line[256];
	long long steal;
	if (!first_line(paths[what], line))
		return -1;
	if (what == PRESSURE_STEAL)
		return sscanf(line, "cpu %*u %*u %*u %*u %*u %*u %*u %lld", &steal) == 1
			   ? steal * 1000 / sysconf(_SC_CLK_TCK)
			   : 0;
	const char *total = strstr(line, "total=");
	return total ? strtoll(total + strlen("total="), NULL, 10) / 1000 : -1;
}

static void slow_processor(struct text *why)
{
	struct timespec began, ended;
	volatile uint32_t hash = 2166136261u;
	uint32_t value = hash;
	clock_gettime(CLOCK_THREAD_CPUTIME_ID, &began);
	for (uint32_t i = 0; i < LOOP_ROUNDS; i++)
		value = (value ^ i) * 16777619u;
	hash = value;
	clock_gettime(CLOCK_THREAD_CPUTIME_ID, &ended);
	int64_t ms = ((int64_t)ended.tv_sec - began.tv_sec) * 1000 +
		     (ended.tv_nsec - began.tv_nsec) / 1000000;
	if (ms >= LOOP_SLOW_MS)
		text_format(why, "this processor takes %lld ms for what takes others %d ms",
			    (long long)ms, LOOP_USUAL_MS);
}

void machine_load_begin(struct machine_load *load)
{
	*load = (struct machine_load){
	    .began_us = machine_now_us(),
	    .measured = {.processors = sysconf(_SC_NPROCESSORS_CONF),
			 .slow_processor = slow_processor},
	};
	for (int what = 0; what < PRESSURES; what++)
		load->before[what] = pressure_so_far((enum pressure)what);
	for (int i = 0; i < PROGRAM_COUNT; i++)
		load->server_before[i] = -1;
}

void machine_load_end(struct machine_load *load)
{
	struct lateness_measured *measured = &load->measured;
	measured->took = (machine_now_us() - load->began_us) / 1000;
	measured->pressure_known = load->before[PRESSURE_CPU] >= 0;
	for (int what = 0; what < PRESSURES; what++) {
		int64_t now = pressure_so_far((enum pressure)what);
		measured->pressed[what] =
		    load->before[what] >= 0 && now >= 0 ? now - load->before[what] : 0;
	}
}

void machine_load_listens(struct machine_load *load, enum program_id program, pid_t pid)
{
	load->server_before[program] = machine_waited_ms(pid);
}

void machine_load_ends(struct machine_load *load, enum program_id program, pid_t pid)
{
	if (load->server_before[program] < 0 || pid == 0)
		return;
	load->measured.waited[program] = machine_waited_ms(pid) - load->server_before[program];
	load->server_before[program] = -1;
}

void machine_load_vain(struct machine_load *load, unsigned patience_s,
		       const pid_t pids[PROGRAM_COUNT], struct text *why)
{
	const int64_t enough = (int64_t)patience_s * 200; /* a fifth of the time */
	for (int i = 0; i < PROGRAM_COUNT; i++) {
		int64_t waited = machine_waited_ms(pids[i]);
		if (waited < enough)
			continue;
		text_format(why, "the %s waited %lld ms for a processor",
			    program_id_name((enum program_id)i), (long long)waited);
		return;
	}
	machine_load_end(load);
	const int64_t *pressed = load->measured.pressed;
	if (pressed[PRESSURE_STEAL] >= enough)
		text_format(why, "the hypervisor took %lld ms", (long long)pressed[PRESSURE_STEAL]);
	else if (pressed[PRESSURE_IO] >= enough * 2)
		text_format(why, "programs waited for a disk for %lld ms",
			    (long long)pressed[PRESSURE_IO]);
	else
		load->measured.slow_processor(why);
}
