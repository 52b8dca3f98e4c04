/* SPDX-License-Identifier: MIT */
#include "message.h"

#include <stddef.h>
#include <stdlib.h>
#include <string.h>

char *message_make(const char *text, uint64_t size, bool newline, struct err *err)
{
	static const char alphabet[] = "abcdefghijklmnopqrstuvwxyz";
	size_t length = size > 0 ? (size_t)size : strlen(text) + newline;
	char *message = malloc(length + 1);
	if (!message) {
		err_set(err, "no memory for a message of %zu bytes: choose a smaller --size",
			length);
		return NULL;
	}
	if (size > 0)
		for (size_t i = 0; i < length; i++)
			message[i] = alphabet[i % (sizeof alphabet - 1)];
	else
		memcpy(message, text, strlen(text));
	if (newline)
		message[length - 1] = '\n';
	message[length] = '\0';
	return message;
}
