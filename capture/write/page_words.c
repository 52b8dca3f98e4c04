/* SPDX-License-Identifier: MIT */
#include "page_words.h"

#include "connection_field.h"
#include "course.h"
#include "messages.h"

static void pair(struct json *json, const char *chinese, const char *english)
{
	json_open(json, '[');
	json_string(json, chinese);
	json_string(json, english);
	json_close(json, ']');
}

static void labels(struct json *json)
{
	json_key(json, "label_words");
	json_open(json, '[');
	for (int i = 0; i < LABEL_COUNT; i++)
		pair(json, label_words(LANG_ZH, (enum label)i),
		     label_words(LANG_EN, (enum label)i));
	json_close(json, ']');
}

static void fates(struct json *json)
{
	json_key(json, "fates");
	json_open(json, '[');
	for (int i = 0; i < FATE_COUNT; i++)
		json_string(json, fate_name((enum fate)i));
	json_close(json, ']');
	json_key(json, "fate_words");
	json_open(json, '[');
	for (int i = 0; i < FATE_COUNT; i++)
		pair(json, fate_words(LANG_ZH, (enum fate)i), fate_words(LANG_EN, (enum fate)i));
	json_close(json, ']');
}

static void openings(struct json *json)
{
	json_key(json, "open_words");
	json_open(json, '{');
	for (int i = 0; i < OPEN_NAME_COUNT; i++) {
		enum open_name name = (enum open_name)i;
		json_key(json, open_name(name));
		pair(json, open_words(LANG_ZH, name), open_words(LANG_EN, name));
	}
	json_close(json, '}');
}

static void closings(struct json *json)
{
	json_key(json, "close_words");
	json_open(json, '{');
	for (int i = 0; i < CLOSE_NAME_COUNT; i++) {
		enum close_name name = (enum close_name)i;
		json_key(json, close_name(name));
		pair(json, close_words(LANG_ZH, name), close_words(LANG_EN, name));
	}
	json_close(json, '}');
	json_key(json, "closer_words");
	json_open(json, '{');
	for (int i = 0; i < CLOSER_COUNT; i++) {
		enum closer closer = (enum closer)i;
		json_key(json, closer_name(closer));
		pair(json, closer_words(LANG_ZH, closer), closer_words(LANG_EN, closer));
	}
	json_close(json, '}');
}

/* What a connection can be selected by, as with --only. */
static void fields(struct json *json)
{
	static const char *const kinds[] = {
	    [FIELD_NUMBER] = "number", [FIELD_TIME] = "time", [FIELD_NAME] = "name",
	    [FIELD_LABEL] = "label",   [FIELD_END] = "end",
	};
	const struct connection_field *field;
	json_key(json, "fields");
	json_open(json, '[');
	for (size_t i = 0; (field = connection_field_at(i)); i++) {
		json_open(json, '{');
		json_string_member(json, "name", field->name);
		if (field->other)
			json_string_member(json, "other", field->other);
		json_string_member(json, "kind", kinds[field->kind]);
		json_number_member(json, "least", field->least);
		json_number_member(json, "most", field->most);
		json_key(json, "names");
		json_open(json, '[');
		for (size_t name = 0; name < field->name_count; name++)
			json_string(json, field->names[name]);
		json_close(json, ']');
		json_close(json, '}');
	}
	json_close(json, ']');
}

void page_words(struct json *json)
{
	fields(json);
	labels(json);
	fates(json);
	openings(json);
	closings(json);
}
