/* SPDX-License-Identifier: MIT */
#include "payload.h"

#include <stdlib.h>
#include <string.h>

#include "message.h"

enum { LETTERS = 26 };

static bool wants_newline(const struct client_settings *settings)
{
	if (settings->newline)
		return true;
	if (settings->load.no_newline || !client_awaits_echo(settings))
		return false;
	size_t length = strlen(settings->message);
	return settings->size > 0 || length == 0 || settings->message[length - 1] != '\n';
}

bool payload_init(struct payload *payload, const struct client_settings *settings, struct err *err)
{
	bool newline = wants_newline(settings);
	*payload = (struct payload){
	    .bytes = message_make(settings->message, settings->size, newline, err),
	};
	if (!payload->bytes)
		return false;
	payload->length =
	    settings->size > 0 ? (size_t)settings->size : strlen(settings->message) + newline;
	if (settings->size > 0) {
		size_t letters = payload->length - newline;
		payload->stamp = letters < PAYLOAD_STAMP_MAX ? letters : PAYLOAD_STAMP_MAX;
	}
	return true;
}

void payload_release(struct payload *payload)
{
	free(payload->bytes);
	payload->bytes = NULL;
}

/* Each letter is moved on by a digit of the number, the lowest digit first: number 0 leaves the
 * alphabet as it is, and however few letters there are, the next number is another. */
void payload_stamp(struct payload *payload, uint64_t number)
{
	if (payload->stamp == 0 || payload->stamped == number)
		return;
	size_t i = 0;
	for (uint64_t rest = number; rest > 0 && i < payload->stamp; rest /= LETTERS) {
		unsigned letter = (unsigned)i + (unsigned)(rest % LETTERS);
		payload->bytes[i++] = (char)('a' + (letter < LETTERS ? letter : letter - LETTERS));
	}
	size_t moved = i;
	for (; i < payload->moved; i++)
		payload->bytes[i] = (char)('a' + i);
	payload->moved = moved;
	payload->stamped = number;
}
