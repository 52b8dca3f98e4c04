/* SPDX-License-Identifier: MIT */
#include "file_limit.h"

#include <inttypes.h>
#include <sys/resource.h>

enum { OTHERS = 16 }; /* standard streams, epoll, signals, a name server */

bool file_limit_raise(uint64_t connections, struct err *err)
{
	struct rlimit limit;
	rlim_t wanted = (rlim_t)connections + OTHERS;
	if (getrlimit(RLIMIT_NOFILE, &limit) != 0 || limit.rlim_cur >= wanted)
		return true;
	rlim_t allowed = limit.rlim_max;
	limit.rlim_cur = wanted;
	if (limit.rlim_max < wanted)
		limit.rlim_max = wanted; /* root may */
	if (setrlimit(RLIMIT_NOFILE, &limit) == 0)
		return true;
	return err_set(err,
		       "%" PRIu64 " connections need %ju open files, and this process may have "
		       "%ju: take fewer --connections, or let root raise the limit "
		       "('ulimit -Hn %ju' in the shell that starts it)",
		       connections, (uintmax_t)wanted, (uintmax_t)allowed, (uintmax_t)wanted);
}
