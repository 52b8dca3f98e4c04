/* SPDX-License-Identifier: MIT */
/* Payload as text: read back it is the very bytes, and no byte of it is a control. */
#include "escape.h"
#include "fuzz.h"

int LLVMFuzzerInitialize(int *argc, char ***argv)
{
	(void)argc;
	(void)argv;
	return 0;
}

static uint8_t digit(char c)
{
	CHECK((c >= '0' && c <= '9') || (c >= 'a' && c <= 'f'));
	return (uint8_t)(c <= '9' ? c - '0' : c - 'a' + 10);
}

/* What stands at *AT, which goes behind it. */
static uint8_t read_back(const char **at, const char *end)
{
	uint8_t byte = (uint8_t) * (*at)++;
	CHECK(byte >= 0x20 && byte != 0x7f);
	if (byte != '\\')
		return byte;
	CHECK(*at < end);
	switch (*(*at)++) {
	case '\\':
		return '\\';
	case 'n':
		return '\n';
	case 't':
		return '\t';
	case 'r':
		return '\r';
	case 'x':
		CHECK(end - *at >= 2);
		*at += 2;
		return (uint8_t)(digit((*at)[-2]) << 4 | digit((*at)[-1]));
	default:
		break;
	}
	CHECK(false && "an escape that is none");
	return 0;
}

int LLVMFuzzerTestOneInput(const uint8_t *bytes, size_t length)
{
	struct input input = {bytes, length};
	struct text text;
	text_init(&text);
	uint8_t *copy = input_copy(&input, &length);
	text_escaped(&text, copy, length);
	const char *at = length > 0 ? text.bytes : "", *end = at + text.length;
	for (size_t i = 0; i < length; i++) {
		CHECK(at < end);
		CHECK(read_back(&at, end) == copy[i]);
	}
	CHECK(at == end);
	text_release(&text);
	free(copy);
	return 0;
}
