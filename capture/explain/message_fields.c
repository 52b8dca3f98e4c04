/* SPDX-License-Identifier: MIT */
#include <string.h>

#include "messages_private.h"

enum message_field message_field_of(const char *name, const char **end)
{
	enum { NAME_ROOM = 8 };
#define FIELD_NAME(id, name) name,
	static const char names[][NAME_ROOM] = {FIELDS(FIELD_NAME)};
#undef FIELD_NAME
	char padded[NAME_ROOM] = "";
	size_t length = 0;
	for (; name[length] != '}' && name[length] != '\0'; length++)
		padded[length % NAME_ROOM] = name[length];
	*end = name + length;
	unsigned field = 0;
	while (field < FIELD_COUNT && memcmp(padded, names[field], NAME_ROOM) != 0)
		field++;
	return (enum message_field)field;
}
