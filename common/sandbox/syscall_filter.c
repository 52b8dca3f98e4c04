/* SPDX-License-Identifier: MIT */
#include "syscall_filter.h"

#ifdef HAVE_SECCOMP
#include <errno.h>
#include <seccomp.h>
#include <unistd.h>

/* -EDOM, -EINVAL: this architecture does not have it, or cannot look at its arguments. */
static bool is_added(int result)
{
	return result != -ENOMEM && result != -EFAULT;
}

/* Where sockets go by way of socketcall(2) (32-bit x86, s390), libseccomp numbers them from -101
 * on: the first argument tells which it is, and the others stand in memory, where no filter looks.
 */
static bool allow_socketcall(scmp_filter_ctx context, int number)
{
	enum { FIRST = -101, LAST = -120 };
	if (number > FIRST || number < LAST)
		return true;
	const struct scmp_arg_cmp which = {
	    .arg = 0, .op = SCMP_CMP_EQ, .datum_a = (scmp_datum_t)(FIRST - number + 1)};
	return is_added(
	    seccomp_rule_add_array(context, SCMP_ACT_ALLOW, SCMP_SYS(socketcall), 1, &which));
}

/* FIRST (-1: whatever it is): what the first argument has to be. It is an int, in a register that
 * is wider: the rest may hold anything. */
static bool allow(scmp_filter_ctx context, int number, const struct syscall_rule *rule, int first)
{
	struct scmp_arg_cmp all[SYSCALL_CONDITIONS + 1];
	unsigned count = 0;
	if (first >= 0)
		all[count++] = SCMP_CMP(0, SCMP_CMP_MASKED_EQ, UINT32_MAX, (scmp_datum_t)first);
	for (size_t i = 0; i < SYSCALL_CONDITIONS; i++)
		if (rule->when[i].mask != 0)
			all[count++] = SCMP_CMP(rule->when[i].argument, SCMP_CMP_MASKED_EQ,
						rule->when[i].mask, rule->when[i].value);
	return is_added(seccomp_rule_add_array(context, SCMP_ACT_ALLOW, number, count, all)) &&
	       allow_socketcall(context, number);
}

static bool allow_outputs(scmp_filter_ctx context, int number, const struct syscall_rule *rule,
			  const struct sandbox *sandbox)
{
	bool added = allow(context, number, rule, STDOUT_FILENO) &&
		     allow(context, number, rule, STDERR_FILENO);
	for (size_t i = 0; i < sandbox->output_count; i++)
		added = allow(context, number, rule, sandbox->outputs[i]) && added;
	return added;
}

static bool add(scmp_filter_ctx context, const struct syscall_rule *rule,
		const struct sandbox *sandbox)
{
	int number = seccomp_syscall_resolve_name(rule->name);
	if (number == __NR_SCMP_ERROR)
		return true; /* younger than this libseccomp */
	switch (rule->verdict) {
	case SYSCALL_ALLOW:
		return allow(context, number, rule, -1);
	case SYSCALL_OUTPUT:
		return allow_outputs(context, number, rule, sandbox);
	case SYSCALL_ITSELF:
		return allow(context, number, rule, getpid());
	case SYSCALL_REFUSE:
		return is_added(
		    seccomp_rule_add(context, SCMP_ACT_ERRNO((unsigned)rule->error), number, 0));
	case SYSCALL_KILL:
		return is_added(seccomp_rule_add(context, SCMP_ACT_KILL_PROCESS, number, 0));
	}
	return false;
}

static bool add_table(scmp_filter_ctx context, const struct syscall_table *table,
		      const struct sandbox *sandbox)
{
	bool added = true;
	for (size_t i = 0; i < table->count; i++)
		if (table->rules[i].profiles & 1U << sandbox->profile)
			added = add(context, &table->rules[i], sandbox) && added;
	return added;
}

static bool build(scmp_filter_ctx context, const struct sandbox *sandbox)
{
	/* Threads that run already get it too; and it must not slow down what it allows. */
	seccomp_attr_set(context, SCMP_FLTATR_CTL_TSYNC, 1);
	seccomp_attr_set(context, SCMP_FLTATR_CTL_OPTIMIZE, 2);
	seccomp_attr_set(context, SCMP_FLTATR_CTL_SSB, 1);
	return add_table(context, &syscalls_allowed, sandbox) &&
	       add_table(context, &syscalls_refused, sandbox);
}

const char *syscall_filter_load(const struct sandbox *sandbox)
{
	scmp_filter_ctx context = seccomp_init(SCMP_ACT_ERRNO(ENOSYS));
	if (!context)
		return "no memory for the filter";
	bool loaded = build(context, sandbox) && seccomp_load(context) == 0;
	seccomp_release(context);
	return loaded ? NULL : "the kernel does not take the filter";
}

const char *syscall_filter_library(void)
{
#define TEXT(x) #x
#define VERSION(major, minor, micro) "libseccomp " TEXT(major) "." TEXT(minor) "." TEXT(micro)
	return VERSION(SCMP_VER_MAJOR, SCMP_VER_MINOR, SCMP_VER_MICRO);
}
#else
const char *syscall_filter_load(const struct sandbox *sandbox)
{
	(void)sandbox;
#ifdef SANDBOX_SANITIZED
	return "built with sanitizers";
#else
	return "built without libseccomp";
#endif
}

const char *syscall_filter_library(void)
{
	return "no libseccomp";
}
#endif
