/* SPDX-License-Identifier: MIT */
#include "invocation.h"

#include <errno.h>
#include <limits.h>
#include <string.h>
#include <unistd.h>

static const char command[] = "handshake-";

bool invocation_is_installed(void)
{
	return strncmp(program_invocation_short_name, command, sizeof command - 1) == 0;
}

const char *invocation_prefix(const char *name)
{
	return invocation_is_installed() &&
		       strcmp(program_invocation_short_name + sizeof command - 1, name) == 0
		   ? "handshake "
		   : "";
}

const char *invocation_demo(void)
{
	return invocation_is_installed() ? "handshake demo" : "./run_demo.sh";
}

/* Whether no shell reads more into it than a word. */
static bool is_plain(const char *word)
{
	return word[strspn(word, "abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ"
				 "0123456789/._+-")] == '\0';
}

bool invocation_path(struct text *text)
{
	char path[PATH_MAX];
	ssize_t length = readlink("/proc/self/exe", path, sizeof path - 1);
	if (length <= 0)
		return false;
	path[length] = '\0';
	if (is_plain(path)) {
		text_string(text, path);
		return true;
	}
	text_char(text, '"');
	for (const char *at = path; *at; at++) {
		if (strchr("\"\\$`", *at))
			text_char(text, '\\');
		text_char(text, *at);
	}
	text_char(text, '"');
	return true;
}
