/* SPDX-License-Identifier: MIT */
#include "fate.h"

const char *fate_name(enum fate fate)
{
#define FATE_NAME(fate, name) name,
	static const char *const names[] = {FATES(FATE_NAME)};
#undef FATE_NAME
	return names[fate];
}

const char *fate_grade_name(enum fate_grade grade)
{
	static const char *const names[] = {"seen", "follows", "probably", "cannot-tell"};
	_Static_assert(sizeof names / sizeof names[0] == FATE_GRADES, "a name for each grade");
	return names[grade];
}

const char *fate_event_kind_name(enum fate_event_kind kind)
{
	static const char *const names[] = {"fate",   "crossed",   "lost-before",
					    "missed", "not-taken", "forged"};
	_Static_assert(sizeof names / sizeof names[0] == FATE_EVENT_KINDS, "a name for each kind");
	return names[kind];
}
