/* SPDX-License-Identifier: MIT */
/* The gaps of one side beside a plain model of them: a bit for each 2^24 sequence numbers, all of
 * them in a ring.
 *
 * Input: a byte that says whether the numbers are whole units of the model, or anything (then only
 * what holds of all gaps is looked at); a number to which they are added; then operations: what (1
 * byte), its left end and its length (4 bytes each, little-endian). */
#include "gaps_hold.h"
#include "seq.h"

enum {
	UNIT_BITS = 24,
	UNITS = 1 << (32 - UNIT_BITS),
	WINDOW = SEQ_WINDOW_MAX >> UNIT_BITS,
};

struct model {
	bool skipped[UNITS];
	uint32_t top; /* the right end of what was skipped last */
};

int LLVMFuzzerInitialize(int *argc, char ***argv)
{
	(void)argc;
	(void)argv;
	return 0;
}

static uint32_t set(struct model *model, uint32_t left, uint32_t length, bool skipped)
{
	uint32_t changed = 0;
	for (uint32_t n = 0; n < length; n++) {
		bool *unit = &model->skipped[(left + n) % UNITS];
		changed += *unit != skipped;
		*unit = skipped;
	}
	return changed;
}

/* Where the oldest begins: UNITS when there is none. */
static uint32_t oldest(const struct model *model)
{
	for (uint32_t n = 0; n < WINDOW; n++)
		if (model->skipped[(model->top - WINDOW + n) % UNITS])
			return (model->top - WINDOW + n) % UNITS;
	return UNITS;
}

/* Of too many, the oldest are forgotten. */
static void limit(struct model *model)
{
	uint32_t count = 0;
	for (uint32_t n = 0; n < UNITS; n++)
		count += model->skipped[n] && !model->skipped[(n + UNITS - 1) % UNITS];
	for (; count > GAPS_MAX; count--)
		for (uint32_t n = oldest(model); model->skipped[n % UNITS]; n++)
			model->skipped[n % UNITS] = false;
}

static void model_add(struct model *model, uint32_t left, uint32_t length)
{
	if (length == 0)
		return;
	if (length > WINDOW) {
		set(model, 0, UNITS, false);
		return;
	}
	model->top = (left + length) % UNITS;
	set(model, model->top, UNITS - WINDOW, false);
	set(model, left, length, true);
	limit(model);
}

static uint32_t model_fill(struct model *model, uint32_t left, uint32_t length)
{
	uint32_t filled = set(model, left, length, false);
	limit(model);
	return filled;
}

static void model_forget(struct model *model, uint32_t number)
{
	uint32_t first = oldest(model);
	uint32_t length = (number - first) % UNITS;
	if (first < UNITS && length <= UNITS / 2) /* at half, each is before the other */
		set(model, first, length, false);
}

static void check_same(const struct model *model, const struct gaps *gaps, uint32_t zero)
{
	static struct model told;
	memset(&told, 0, sizeof told);
	for (uint32_t g = 0; g < gaps->count; g++) {
		uint32_t left = gaps->gap[g].left - zero, right = gaps->gap[g].right - zero;
		CHECK((left | right) % (1 << UNIT_BITS) == 0);
		set(&told, left >> UNIT_BITS, (right - left) >> UNIT_BITS, true);
	}
	CHECK(memcmp(told.skipped, model->skipped, sizeof told.skipped) == 0);
}

static uint32_t number(struct input *input)
{
	uint32_t value = 0;
	for (int byte = 0; byte < 4; byte++)
		value |= (uint32_t)input_byte(input) << 8 * byte;
	return value;
}

/* In units: left and length. */
static void step_both(struct model *model, struct gaps *gaps, uint32_t zero, unsigned what,
		      uint32_t at, uint32_t length)
{
	uint32_t left = zero + (at << UNIT_BITS), right = left + (length << UNIT_BITS);
	if (what % 4 == 0) {
		model_add(model, at, length);
		gaps_add(gaps, left, right);
	} else if (what % 4 == 1) {
		model_forget(model, at);
		gaps_forget(gaps, left);
	} else {
		length %= WINDOW + 1;
		right = left + (length << UNIT_BITS);
		bool touched = gaps_touch(gaps, left, right);
		uint32_t filled = model_fill(model, at, length);
		CHECK(touched == (filled > 0));
		CHECK(gaps_fill(gaps, left, right) == filled << UNIT_BITS);
		CHECK(!gaps_touch(gaps, left, right));
	}
	check_same(model, gaps, zero);
}

static void step_alone(struct gaps *gaps, unsigned what, uint32_t left, uint32_t length)
{
	uint32_t right = left + length;
	if (what % 4 == 0) {
		gaps_add(gaps, left, right);
		if (length > 0 && length <= SEQ_WINDOW_MAX)
			CHECK(gaps_touch(gaps, left, right) && gaps_touch(gaps, right - 1, right));
	} else if (what % 4 == 1) {
		gaps_forget(gaps, left);
	} else {
		bool touched = gaps_touch(gaps, left, right);
		uint32_t filled = gaps_fill(gaps, left, right);
		CHECK(filled <= length && touched == (filled > 0));
		if (length <= SEQ_WINDOW_MAX)
			CHECK(!gaps_touch(gaps, left, right));
	}
}

int LLVMFuzzerTestOneInput(const uint8_t *bytes, size_t length)
{
	static struct model model;
	struct gaps gaps = {0};
	struct input input = {bytes, length};
	bool modelled = input_byte(&input) % 2 == 0;
	uint32_t zero = number(&input);
	memset(&model, 0, sizeof model);
	while (input.left > 0) {
		unsigned what = input_byte(&input);
		uint32_t left = number(&input), range = number(&input);
		if (modelled)
			step_both(&model, &gaps, zero, what, left % UNITS, range % UNITS);
		else
			step_alone(&gaps, what, zero + left, range >> what / 4 % 32);
		check_gaps(&gaps);
	}
	return 0;
}
