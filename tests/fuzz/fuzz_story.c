/* SPDX-License-Identifier: MIT */
/* The reader of stories, and the capture made of what it read; and the check against lines of JSON,
 * which stand behind a zero byte. */
#include "fuzz.h"
#include "story.h"

int LLVMFuzzerInitialize(int *argc, char ***argv)
{
	(void)argc;
	(void)argv;
	return 0;
}

int LLVMFuzzerTestOneInput(const uint8_t *bytes, size_t length)
{
	static struct story story;
	struct err err;
	struct text out;
	struct input input = {bytes, length};
	const uint8_t *zero = length ? memchr(bytes, 0, length) : NULL;
	size_t told = zero ? (size_t)(zero - bytes) : length;
	uint8_t *text = input_copy(&input, &told);
	size_t rest = input.left;
	uint8_t *json = input_copy(&input, &rest);
	text_init(&out);
	if (story_read(&story, (char *)text, told, &err)) {
		text_story_pcap(&out, &story);
		text_clear(&out);
		story_check(&story, (char *)json, rest, &out);
		text_clear(&out);
		text_story_filled(&out, &story, (char *)json, rest);
	} else {
		CHECK(err.text[0] != '\0');
	}
	story_release(&story);
	text_release(&out);
	free(text);
	free(json);
	return 0;
}
