/* SPDX-License-Identifier: MIT */
#include "verdicts.h"

#include <string.h>

#include "sentence.h"

/* Each step mixes what came before into the high bits, and these down. */
static uint64_t mix(uint64_t hash, const char *words, size_t length)
{
	uint64_t eight = 0;
	memcpy(&eight, words, length);
	hash = (hash ^ eight) * UINT64_C(0x9e3779b97f4a7c15);
	return hash ^ hash >> 32;
}

static uint32_t hash_of(const char *words, size_t length)
{
	enum { EIGHT = sizeof(uint64_t) };
	uint64_t hash = length;
	for (; length >= EIGHT; words += EIGHT, length -= EIGHT)
		hash = mix(hash, words, EIGHT);
	return (uint32_t)(length > 0 ? mix(hash, words, length) : hash);
}

enum verdict_news verdicts_take(struct verdicts *verdicts, uint32_t connection, const char *words,
				size_t length)
{
	uint32_t hash = hash_of(words, length);
	for (unsigned i = 0; i < VERDICTS_TOLD_MAX; i++) {
		if (verdicts->told[i].connection != connection)
			continue;
		if (verdicts->told[i].hash == hash)
			return VERDICT_TOLD;
		verdicts->told[i].hash = hash;
		return VERDICT_CHANGED;
	}
	verdicts->told[verdicts->next].connection = connection;
	verdicts->told[verdicts->next].hash = hash;
	verdicts->next = (verdicts->next + 1) % VERDICTS_TOLD_MAX;
	return VERDICT_FIRST;
}

bool verdicts_is_due(const struct verdicts *verdicts, const struct flow *flow)
{
	if (!(flow->flags & (FLOW_CLOSED | FLOW_RESET)))
		return true;
	if (verdicts->late != flow->number)
		return false;
	for (unsigned i = 0; i < VERDICTS_TOLD_MAX; i++)
		if (verdicts->told[i].connection == flow->number)
			return true;
	return false;
}

bool text_new_verdict(struct text *text, enum lang lang, struct verdicts *verdicts,
		      const struct flow *flow, bool timeless)
{
	text_clear(text);
	text_string(text, lang == LANG_ZH ? "结论：" : "verdict: ");
	text_verdict(text, lang, flow, timeless);
	return text->failed ||
	       verdicts_take(verdicts, flow->number, text->bytes, text->length) != VERDICT_TOLD;
}

void text_verdict_title(struct text *text, enum lang lang, const struct endpoint ends[2],
			bool changed)
{
	static const char *const titles[][2] = {
	    [LANG_ZH] = {"# 结论", "# 更正：结论"},
	    [LANG_EN] = {"# verdict", "# correction: the verdict"},
	};
	bool zh = lang == LANG_ZH;
	text_string(text, titles[lang][changed]);
	if (ends) {
		text_string(text, zh ? "（" : " of ");
		text_endpoint(text, &ends[0]);
		text_string(text, "-->");
		text_endpoint(text, &ends[1]);
		text_string(text, zh ? "）" : "");
	}
	text_string(text, zh ? "：" : ": ");
}
