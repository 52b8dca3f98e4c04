/* SPDX-License-Identifier: MIT */
#include "one_processor.h"

#include <errno.h>
#include <sched.h>
#include <string.h>

enum { PROCESSORS_MAX = 8192 }; /* of any Linux (CONFIG_NR_CPUS) */

/* A set of the size that the kernel may want. */
union processors {
	cpu_set_t set;
	unsigned char bytes[PROCESSORS_MAX / 8];
};

bool one_processor_take(unsigned place, struct err *err)
{
	union processors allowed = {0}, one = {0};
	const size_t size = sizeof allowed;
	if (sched_getaffinity(0, size, &allowed.set) != 0)
		return err_set(err, "cannot ask for the processors: %s", strerror(errno));
	unsigned nth = place % (unsigned)CPU_COUNT_S(size, &allowed.set);
	for (size_t i = 0; i < PROCESSORS_MAX; i++)
		if (CPU_ISSET_S(i, size, &allowed.set) && nth-- == 0)
			CPU_SET_S(i, size, &one.set);
	if (sched_setaffinity(0, size, &one.set) != 0)
		return err_set(err, "cannot choose a processor: %s", strerror(errno));
	return true;
}
