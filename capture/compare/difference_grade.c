/* SPDX-License-Identifier: MIT */
/* Names and grades of differences. */
#include "difference_reason.h"
#include "differences.h"

const char *difference_name(enum difference_id id)
{
#define DIFFERENCE_NAME(id, name) [id] = (name),
	static const char *const names[] = {DIFFERENCES(DIFFERENCE_NAME)};
#undef DIFFERENCE_NAME
	return names[id];
}

bool difference_says_reason(const struct difference *difference)
{
	switch (difference->id) {
	case DIFFERENCE_REPEATED:
	case DIFFERENCE_REPAIR:
	case DIFFERENCE_INTERVAL:
	case DIFFERENCE_SEGMENT_ONLY:
	case DIFFERENCE_PROBE:
	case DIFFERENCE_RESET:
	case DIFFERENCE_RST_ONLY:
	case DIFFERENCE_RESET_FOR_FIN:
		return true;
	case DIFFERENCE_ACK_AGAIN:
		return difference->reason == REASON_CAPTURED_TWICE ||
		       difference->reason == REASON_DOUBLED;
	case DIFFERENCE_MOVED:
		return difference->reason == REASON_OVERTAKEN ||
		       difference->reason == REASON_LOST_BEFORE;
	case DIFFERENCE_TIME:
		return difference->reason == REASON_DELAYED_ACK;
	default:
		return false;
	}
}

static enum grade grade_of_fate(unsigned fate)
{
	return fate == FATE_ARRIVED || fate == FATE_LOST_OR_ANSWER ? GRADE_FOLLOWS : GRADE_PROBABLY;
}

static bool is_syn_ack(const struct difference *difference)
{
	const unsigned syn_ack = TCP_FLAG_SYN | TCP_FLAG_ACK;
	return (difference->flags[difference->in] & syn_ack) == syn_ack;
}

static enum grade grade_of_outcome(unsigned outcome)
{
	switch (outcome) {
	case OUTCOME_PROBABLY_NOT_TAKEN:
		return GRADE_PROBABLY;
	case OUTCOME_CANNOT_TELL:
		return GRADE_CANNOT_TELL;
	case OUTCOME_NOT_TOLD:
		return GRADE_SEEN;
	default:
		return GRADE_FOLLOWS;
	}
}

static enum grade surer_not(enum grade a, enum grade b)
{
	return a > b ? a : b;
}

enum grade difference_grade(const struct difference *difference)
{
	enum grade grade = GRADE_SEEN;
	if (difference->id == DIFFERENCE_FATE || difference->id == DIFFERENCE_PLACE)
		return GRADE_PROBABLY;
	if (difference->id == DIFFERENCE_STATES)
		return GRADE_FOLLOWS;
	if (difference_says_reason(difference))
		grade = difference_reason_grade((enum compare_reason)difference->reason);
	if (difference->id == DIFFERENCE_REPAIR || difference->id == DIFFERENCE_INTERVAL)
		grade = surer_not(
		    grade, difference_reason_grade((enum compare_reason)difference->other_reason));
	if (difference->fate == FATE_LOST_OR_ANSWER && is_syn_ack(difference))
		return grade; /* that no answer was captured, is seen */
	if (difference->fate < FATE_COUNT && difference->fate != FATE_UNKNOWN &&
	    grade_of_fate(difference->fate) > grade)
		grade = grade_of_fate(difference->fate);
	if (difference->id == DIFFERENCE_RST_ONLY && grade_of_outcome(difference->outcome) > grade)
		grade = grade_of_outcome(difference->outcome);
	return grade;
}
