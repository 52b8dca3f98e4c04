/* SPDX-License-Identifier: MIT */
#include "syscall_filter.h"

#ifdef HAVE_SECCOMP
#include <errno.h>
#include <seccomp.h>
#include <unistd.h>

static bool add(scmp_filter_ctx context, const struct syscall_rule *rule)
{
	int number = seccomp_syscall_resolve_name(rule->name);
	if (number == __NR_SCMP_ERROR)
		return true; /* younger than this libseccomp */
	int result = 0;
	switch (rule->verdict) {
	case SYSCALL_ALLOW:
		result = seccomp_rule_add(context, SCMP_ACT_ALLOW, number, 0);
		break;
	case SYSCALL_ALLOW_IF_EQUAL:
		result = seccomp_rule_add(
		    context, SCMP_ACT_ALLOW, number, 1,
		    SCMP_CMP(rule->argument, SCMP_CMP_MASKED_EQ, rule->mask, rule->value));
		break;
	case SYSCALL_REFUSE:
		result = seccomp_rule_add(context, SCMP_ACT_ERRNO(rule->value), number, 0);
		break;
	case SYSCALL_KILL:
		result = seccomp_rule_add(context, SCMP_ACT_KILL_PROCESS, number, 0);
		break;
	}
	/* -EDOM, -EINVAL: this architecture does not have it, or cannot look at its arguments */
	return result != -ENOMEM && result != -EFAULT;
}

/* A signal to itself is how abort(3) ends the process; one to others is none of its business. */
static bool add_abort(scmp_filter_ctx context)
{
	const struct scmp_arg_cmp itself = {
	    .arg = 0, .op = SCMP_CMP_EQ, .datum_a = (scmp_datum_t)getpid()};
	return seccomp_rule_add_array(context, SCMP_ACT_ALLOW, SCMP_SYS(tgkill), 1, &itself) == 0;
}

static bool build(scmp_filter_ctx context, enum sandbox_profile profile)
{
	bool built = true;
	for (size_t i = 0; i < syscall_rule_count; i++)
		if (syscall_rules[i].profiles & 1U << profile)
			built = add(context, &syscall_rules[i]) && built;
	/* Threads that run already get it too; and it must not slow down what it allows. */
	seccomp_attr_set(context, SCMP_FLTATR_CTL_TSYNC, 1);
	seccomp_attr_set(context, SCMP_FLTATR_CTL_OPTIMIZE, 2);
	seccomp_attr_set(context, SCMP_FLTATR_CTL_SSB, 1);
	return built && add_abort(context);
}

const char *syscall_filter_load(enum sandbox_profile profile)
{
	scmp_filter_ctx context = seccomp_init(SCMP_ACT_ERRNO(ENOSYS));
	if (!context)
		return "the kernel has no seccomp";
	bool loaded = build(context, profile) && seccomp_load(context) == 0;
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
const char *syscall_filter_load(enum sandbox_profile profile)
{
	(void)profile;
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
