/* SPDX-License-Identifier: MIT */
#include <string.h>

#include "messages_private.h"

enum message_field message_field_of(const char *name, size_t length)
{
	enum { NAME_ROOM = 8 };
#define FIELD_NAME(id, name) name,
	static const char names[][NAME_ROOM] = {FIELDS(FIELD_NAME)};
#undef FIELD_NAME
	char padded[NAME_ROOM] = "";
	memcpy(padded, name, length < NAME_ROOM ? length : NAME_ROOM);
	unsigned field = 0;
	while (field < FIELD_COUNT && memcmp(padded, names[field], NAME_ROOM) != 0)
		field++;
	return (enum message_field)field;
}
