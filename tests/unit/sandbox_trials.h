/* SPDX-License-Identifier: MIT */
/* Ways out of a sandbox, a row each. They are tried in a child, for there is no way back in. */
#ifndef SANDBOX_TRIALS_H
#define SANDBOX_TRIALS_H

#include <stddef.h>
#include <sys/types.h>

/* What a trial works on, opened before the sandbox is entered. */
struct trial_world {
	pid_t victim;      /* another process of the same user */
	int pipe[2];       /* none of which is an output */
	int packet_socket; /* -1: this user may have none */
	int tcp;           /* a socket that is not connected */
	int listener;      /* a socket that listens, and does not block */
	int output;        /* a file that is an output */
	char folder[32];   /* that everybody may write to */
};

/* Returns at least 0 when it got out, else -1 with errno, as a system call does. ENOTSUP: it could
 * not be tried. */
typedef long trial_fn(const struct trial_world *world);

struct trial {
	const char *name;
	trial_fn *run;
	/* Profiles, by letters: F a file is read, P packets are captured, S server, C client, V
	 * view. */
	const char *allowed; /* this is what they do; it is closed to all others */
	int landlock;        /* Landlock closes it too since this version; 0: never */
	const char *locked;  /* ... to these */
	const char *tried;   /* in these */
};

struct trial_table {
	const struct trial *rows;
	size_t count;
};

extern const struct trial_table process_trials, socket_trials, kernel_trials;

/* A function that is one expression. W: the world. */
#define TRIAL(name, expression)                                                                    \
	static long name(const struct trial_world *w)                                              \
	{                                                                                          \
		(void)w;                                                                           \
		return (long)(expression);                                                         \
	}
#define WITHOUT_ARGUMENTS(name) TRIAL(try_##name, syscall(SYS_##name, 0, 0, 0, 0, 0, 0))

#define LOCKED_ROW(name, allowed, landlock, locked)                                                \
	{                                                                                          \
#name, name, allowed, landlock, locked, "FPSCV"                                    \
	}
/* Where sockets go by way of socketcall(2), no filter sees the arguments of what is allowed at all.
 */
#if defined __i386__ || defined __s390__
#define ARGUMENT_ROW(name, allowed)                                                                \
	{                                                                                          \
#name, name, allowed, 0, "", "FPV"                                                 \
	}
#else
#define ARGUMENT_ROW ROW
#endif

/* Only the sniffer has a packet socket. */
#define PACKET_ROW(name, allowed)                                                                  \
	{                                                                                          \
#name, name, allowed, 0, "", "FP"                                                  \
	}
#define ROW(name, allowed) LOCKED_ROW(name, allowed, 0, "")

/* Reading is not closed by Landlock where sanitizers read /proc at the end. */
#if defined __SANITIZE_ADDRESS__ || defined __SANITIZE_THREAD__
#define READ_ROW(name, allowed, landlock, locked) ROW(name, allowed)
#else
#define READ_ROW LOCKED_ROW
#endif

#endif
