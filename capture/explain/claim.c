/* SPDX-License-Identifier: MIT */
#include "claim.h"

#include "claims_private.h"

#define CLAIM_NAME(id, name, grade) [id] = (name),
static const char *const names[] = {SEGMENT_CLAIMS(CLAIM_NAME) CONNECTION_CLAIMS(CLAIM_NAME)};
#undef CLAIM_NAME
#define CLAIM_GRADE(id, name, grade) [id] = GRADE_##grade,
static const uint8_t grades[] = {SEGMENT_CLAIMS(CLAIM_GRADE) CONNECTION_CLAIMS(CLAIM_GRADE)};
#undef CLAIM_GRADE
#define CLAIM_NAME(id, name) [id] = (name),
static const char *const grade_names[] = {GRADES(CLAIM_NAME)};
static const char *const unit_names[] = {UNITS(CLAIM_NAME)};
#undef CLAIM_NAME

const char *claim_name(enum claim_id id)
{
	return names[id];
}

enum grade claim_grade(enum claim_id id)
{
	return (enum grade)grades[id];
}

const char *grade_name(enum grade grade)
{
	return grade_names[grade];
}

const char *unit_name(enum unit unit)
{
	return unit_names[unit];
}

const struct claim *claim_find(const struct claim_set *set, enum claim_id id)
{
	for (size_t i = 0; i < set->count; i++)
		if (set->claim[i].id == id)
			return &set->claim[i];
	return NULL;
}

struct claim *claim_add(struct claim_set *set, enum claim_id id, enum side side, uint64_t frame)
{
	struct claim *claim = &set->claim[set->count < CLAIMS_MAX ? set->count++ : CLAIMS_MAX - 1];
	*claim = (struct claim){.id = id, .side = (uint8_t)side};
	claim_rests_on(claim, frame);
	return claim;
}

void claim_rests_on(struct claim *claim, uint64_t frame)
{
	if (frame == 0 || claim->frame_count == CLAIM_FRAMES_MAX)
		return;
	for (int i = 0; i < claim->frame_count; i++)
		if (claim->frames[i] == frame)
			return;
	claim->frames[claim->frame_count++] = frame;
}

void claim_value(struct claim *claim, enum unit unit, int64_t value)
{
	bool unknown = unit == UNIT_US && value < 0;
	claim->unit = (uint8_t)(unknown ? UNIT_NONE : unit);
	claim->value = unknown ? 0 : value;
}

void claim_more(struct claim *claim, enum unit unit, int64_t more)
{
	bool unknown = unit == UNIT_US && more < 0;
	claim->more_unit = (uint8_t)(unknown ? UNIT_NONE : unit);
	claim->more = unknown ? 0 : more;
}
