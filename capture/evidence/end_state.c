/* SPDX-License-Identifier: MIT */
#include "end_state.h"

#define END_STATE_NAMES(state, name) [state] = {name "?", name},
static const char *const names[TCP_STATE_COUNT][2] = {TCP_STATES(END_STATE_NAMES)};
#undef END_STATE_NAMES

const char *end_state_name(struct end_state state)
{
	return state.state < TCP_STATE_COUNT ? names[state.state][state.proven] : "–";
}
