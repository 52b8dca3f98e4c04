/* SPDX-License-Identifier: MIT */
/* A unit program: the groups of one library, all or those named. Of several, each runs in a child
   of its own: none sees what another did to its process (signals, limits, locale, seccomp). */
#include <stdbool.h>
#include <stdio.h>
#include <sys/wait.h>
#include <unistd.h>

#include "unit.h"

struct group {
	const char *name;
	int (*run)(void);
};

#define GROUP(name) {#name, test_##name},
static const struct group groups[] = {
#include "groups.h"
};
#undef GROUP

static const struct group *group_of(const char *name)
{
	for (size_t i = 0; i < COUNT_OF(groups); i++)
		if (strcmp(groups[i].name, name) == 0)
			return &groups[i];
	return NULL;
}

static bool passes_in_child(const struct group *group)
{
	int status;
	fflush(NULL);
	pid_t child = fork();
	if (child == 0)
		exit(group->run() == 0 ? EXIT_SUCCESS : EXIT_FAILURE);
	if (child < 0 || waitpid(child, &status, 0) != child) {
		perror(group->name);
		return false;
	}
	if (WIFSIGNALED(status))
		fprintf(stderr, "%s: %s\n", group->name, strsignal(WTERMSIG(status)));
	return WIFEXITED(status) && WEXITSTATUS(status) == EXIT_SUCCESS;
}

static int run_several(const struct group *const *chosen, size_t count)
{
	struct text failed;
	text_init(&failed);
	for (size_t i = 0; i < count; i++)
		if (!passes_in_child(chosen[i])) {
			text_string(&failed, " ");
			text_string(&failed, chosen[i]->name);
		}
	bool passed = failed.length == 0;
	if (!passed)
		fprintf(stderr, "failed:%s\n", text_c_string(&failed));
	text_release(&failed);
	return passed ? EXIT_SUCCESS : EXIT_FAILURE;
}

static int list_groups(void)
{
	for (size_t i = 0; i < COUNT_OF(groups); i++)
		puts(groups[i].name);
	return EXIT_SUCCESS;
}

int main(int argc, char **argv)
{
	const struct group *chosen[COUNT_OF(groups)];
	size_t count = 0;
	if (argc == 2 && strcmp(argv[1], "--list") == 0)
		return list_groups();
	for (int i = 1; i < argc; i++) {
		const struct group *group = group_of(argv[i]);
		if (!group || count == COUNT_OF(groups)) {
			fprintf(stderr, "usage: %s [--list | GROUP...]\n", argv[0]);
			return 2;
		}
		chosen[count++] = group;
	}
	if (argc == 1)
		for (; count < COUNT_OF(groups); count++)
			chosen[count] = &groups[count];
	if (count == 1)
		return chosen[0]->run() == 0 ? EXIT_SUCCESS : EXIT_FAILURE;
	return run_several(chosen, count);
}
