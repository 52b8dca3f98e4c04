/* SPDX-License-Identifier: MIT */
/* Private to the tests: reads single fields of the sniffer's NDJSON, one object a line. Objects in
 * it are flat but for arrays of words and one object of numbers. */
#ifndef JSON_LINE_H
#define JSON_LINE_H

#include <stdbool.h>
#include <stddef.h>

/* The value of KEY in the object of LENGTH bytes at LINE, as text in VALUE (cut to SIZE - 1): a
 * string without its quotes and as it is escaped, an array's strings joined with commas, anything
 * else as it stands. False, and "" in VALUE, when there is no such key. */
bool json_field(const char *line, size_t length, const char *key, char *value, size_t size);

/* True when the field KEY has the value EXPECTED. */
bool json_field_is(const char *line, size_t length, const char *key, const char *expected);

#endif
