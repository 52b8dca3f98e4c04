/* SPDX-License-Identifier: MIT */
/* JSON (RFC 8259) without white space, appended to a text.
 *
 * Strings are UTF-8: what a stranger sent goes through escape.h first, as everywhere. What JSON
 * does not allow in a string is escaped here. */
#ifndef JSON_H
#define JSON_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "text.h"

struct json {
	struct text *text; /* borrowed */
	bool comma;        /* what comes next has something before it */
	/* `<` is escaped too, so that a string cannot end the <script> in which it stands. */
	bool in_script;
};

/* An object or array begins, with its '{' or '[', where a value may stand. */
void json_open(struct json *json, char bracket);

/* It ends, with its '}' or ']'. */
void json_close(struct json *json, char bracket);

/* The name of a member, one of our own words that needs no escaping; its value follows. */
void json_key(struct json *json, const char *name);

void json_number(struct json *json, uint64_t number);
void json_real(struct json *json, double number, int decimals);
void json_bool(struct json *json, bool value);
void json_null(struct json *json);
void json_string(struct json *json, const char *string);

/* A string that is appended to the text between both; MARK, which json_string_begin() returned,
 * says where it began. */
size_t json_string_begin(struct json *json);
void json_string_end(struct json *json, size_t mark);

/* Members with their values. KNOWN: otherwise null. */
void json_number_member(struct json *json, const char *name, uint64_t number);
void json_known_member(struct json *json, const char *name, bool known, uint64_t number);
void json_string_member(struct json *json, const char *name, const char *string);

/* A line of NDJSON, an object that begins with {"v":1,"event":NAME; its other members follow. */
struct json json_event_begin(struct text *text, const char *name);
void json_event_end(struct json *json);

/* For what is written millions of times, at a pointer (put.h): the literal that json_key(NAME)
 * appends behind another member, and its value's first quotation mark where that is a string. */
#define JSON_KEY(name) ",\"" name "\":"
#define JSON_STRING_KEY(name) JSON_KEY(name) "\""

/* Escapes what the text has behind MARK. Without memory it is dropped. */
void json_escape(struct text *text, size_t mark, bool in_script);

#endif
