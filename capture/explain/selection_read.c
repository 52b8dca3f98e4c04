/* SPDX-License-Identifier: MIT */
/* The words of a selection. */
#include <arpa/inet.h>
#include <inttypes.h>
#include <string.h>

#include "number.h"
#include "selection_private.h"

/* A piece of what was given: not NUL-terminated. */
struct piece_of {
	const char *at;
	size_t length;
};

enum { PIECE_MAX = 63, SHOWN = 40 };

#define SHOW(piece) (int)((piece).length < SHOWN ? (piece).length : SHOWN), (piece).at

static const char blanks[] = " \t\n";

/* The longer ones first. */
static const struct {
	const char *word;
	enum selection_operator operator;
} operators[] = {
    {"!=", SELECTION_DIFFERS}, {"<=", SELECTION_AT_MOST}, {">=", SELECTION_AT_LEAST},
    {"=", SELECTION_EQUAL},    {"<", SELECTION_LESS},     {">", SELECTION_MORE},
};

static const char *skip_blanks(const char *at)
{
	return at + strspn(at, blanks);
}

static bool copy(struct piece_of piece, char into[PIECE_MAX + 1])
{
	if (piece.length > PIECE_MAX)
		return false;
	memcpy(into, piece.at, piece.length);
	into[piece.length] = '\0';
	return true;
}

static bool read_number(struct piece_of piece, uint64_t *number)
{
	char text[PIECE_MAX + 1];
	return copy(piece, text) && number_parse(text, 0, UINT64_MAX, number);
}

/* "20ms", "1.5s", "0": which unit another number has nobody can know. Digits behind the point that
 * are below a microsecond are cut. */
static bool read_time(struct piece_of piece, uint64_t *us)
{
	static const struct {
		const char *unit;
		uint64_t us;
	} units[] = {{"µs", 1}, {"us", 1}, {"ms", 1000}, {"s", 1000000}};
	char text[PIECE_MAX + 1];
	if (!copy(piece, text))
		return false;
	size_t digits = strspn(text, "0123456789"), point = text[digits] == '.';
	size_t decimals = point ? strspn(text + digits + 1, "0123456789") : 0;
	const char *unit = text + digits + point + decimals;
	*us = 0;
	if (strcmp(text, "0") == 0)
		return true;
	uint64_t scale = 0, whole;
	for (size_t i = 0; i < sizeof units / sizeof units[0] && scale == 0; i++)
		if (strcmp(unit, units[i].unit) == 0)
			scale = units[i].us;
	if (scale == 0 || (point && decimals == 0) ||
	    !read_number((struct piece_of){text, digits}, &whole) || whole > UINT64_MAX / 1000001)
		return false;
	*us = whole * scale;
	for (size_t i = 0; i < decimals && (scale /= 10) > 0; i++)
		*us += scale * (uint64_t)(text[digits + 1 + i] - '0');
	return true;
}

/* "192.0.2.7", "192.0.2.7:80", "2001:db8::7", "[2001:db8::7]:80". */
static bool read_end(struct piece_of piece, struct endpoint *end)
{
	char text[PIECE_MAX + 1], *address = text, *port = NULL;
	if (!copy(piece, text))
		return false;
	if (text[0] == '[') {
		char *behind = strchr(text, ']');
		if (!behind || (behind[1] != '\0' && behind[1] != ':'))
			return false;
		address = text + 1;
		port = behind[1] == ':' ? behind + 2 : NULL;
		*behind = '\0';
	} else if (strchr(text, ':') && strchr(text, ':') == strrchr(text, ':')) {
		port = strchr(text, ':') + 1;
		port[-1] = '\0';
	}
	uint64_t number = 0;
	*end = (struct endpoint){0};
	if (port && !number_parse(port, 1, UINT16_MAX, &number))
		return false;
	end->port = (uint16_t)number;
	end->version = inet_pton(AF_INET, address, end->address) == 1    ? 4
		       : inet_pton(AF_INET6, address, end->address) == 1 ? 6
									 : 0;
	return end->version != 0;
}

static bool read_name(const struct connection_field *field, struct piece_of piece,
		      struct selection_value *value, struct err *err)
{
	int index = connection_field_name(field, piece.at, piece.length);
	if (index >= 0) {
		value->low = value->high = (uint64_t)index;
		return true;
	}
	struct text names;
	text_init(&names);
	text_connection_field_names(&names, field);
	err_set_usage(err, "--only: %s is never '%.*s': it is one of %s", field->name, SHOW(piece),
		      text_c_string(&names));
	text_release(&names);
	return false;
}

/* A value that no connection can have is a slip, as a word is that none has. */
static bool check_bounds(const struct selection_condition *condition, struct piece_of piece,
			 uint64_t value, struct err *err)
{
	const struct connection_field *field = condition->field;
	const enum selection_operator operator= condition->operator;
	bool upward = operator== SELECTION_MORE || operator== SELECTION_AT_LEAST;
	bool less = (value < field->least && !upward) ||
		    (operator== SELECTION_LESS && value == field->least);
	bool more = field->most > 0 &&
		    (value > field->most || (operator== SELECTION_MORE && value == field->most));
	if (!less && !more)
		return true;
	return err_set_usage(err, "--only: %s%s%.*s: it is never %s than %" PRIu64, field->name,
			     condition->word, SHOW(piece), less ? "less" : "more",
			     less ? field->least : field->most);
}

static bool read_value(const struct selection_condition *condition, struct piece_of piece,
		       struct selection_value *value, struct err *err)
{
	const struct connection_field *field = condition->field;
	bool done;
	const char *wanted;
	if (field->kind == FIELD_NAME || field->kind == FIELD_LABEL)
		return read_name(field, piece, value, err);
	if (field->kind == FIELD_END) {
		done = read_end(piece, &value->end);
		wanted = "an address, or an address and a port";
	} else if (field->kind == FIELD_TIME) {
		done = read_time(piece, &value->low);
		wanted = "a time: 300us, 20ms, 1.5s";
	} else {
		done = read_number(piece, &value->low);
		wanted = "a number";
	}
	value->high = value->low;
	if (!done)
		return err_set_usage(err, "--only: %s%s%.*s: '%.*s' is not %s", field->name,
				     condition->word, SHOW(piece), SHOW(piece), wanted);
	return field->kind == FIELD_END || check_bounds(condition, piece, value->low, err);
}

static bool read_values(struct selection *selection, struct selection_condition *condition,
			const char **at, struct err *err)
{
	do {
		*at = skip_blanks(*at);
		struct piece_of piece = {*at, strcspn(*at, ", \t\n")};
		if (piece.length == 0)
			return err_set_usage(err, "--only: a value is missing behind %s",
					     condition->field->name);
		if (condition->count > 0 && strcspn(piece.at, "=<>!") < piece.length)
			return err_set_usage(err, "--only: before '%.*s': 'and' or 'or', no comma",
					     SHOW(piece));
		if (selection->value_count == SELECTION_VALUES_MAX)
			return err_set_usage(err, "--only: more than %d values",
					     SELECTION_VALUES_MAX);
		if (!read_value(condition, piece, &selection->values[selection->value_count++],
				err))
			return false;
		condition->count++;
		*at = skip_blanks(*at + piece.length);
	} while (*(*at)++ == ',');
	--*at;
	return true;
}

static bool read_field(struct selection_condition *condition, const char **at, struct err *err)
{
	struct piece_of piece = {*at, strcspn(*at, "=!<>, \t\n")};
	bool unary = piece.length == 3 && memcmp(piece.at, "not", 3) == 0;
	if (unary || piece.at[0] == '(' || piece.at[0] == '!')
		err_set_usage(err,
			      "--only: there are no parentheses and no 'not': != is none of these, "
			      "and 'and' binds closer than 'or'");
	else if (piece.length == 0)
		err_set_usage(err, "--only: a condition is missing at '%.40s': NAME=VALUE",
			      piece.at);
	else
		condition->field = connection_field_read("--only", piece.at, piece.length, err);
	*at = skip_blanks(*at + piece.length);
	return condition->field;
}

static bool read_operator(struct selection_condition *condition, const char **at, struct err *err)
{
	enum field_kind kind = condition->field->kind;
	for (size_t i = 0; i < sizeof operators / sizeof operators[0]; i++) {
		size_t length = strlen(operators[i].word);
		if (strncmp(*at, operators[i].word, length) != 0)
			continue;
		*at += length;
		condition->operator= operators[i].operator;
		condition->word = operators[i].word;
		if (condition->operator> SELECTION_DIFFERS && kind != FIELD_NUMBER &&
		    kind != FIELD_TIME)
			return err_set_usage(err, "--only: %s is no number: it takes = and !=",
					     condition->field->name);
		return true;
	}
	return err_set_usage(err, "--only: behind %s one of = != < > <= >= is missing",
			     condition->field->name);
}

static bool read_condition(struct selection *selection, const char **at, bool alternative,
			   struct err *err)
{
	if (selection->condition_count == SELECTION_CONDITIONS_MAX)
		return err_set_usage(err, "--only: more than %d conditions",
				     SELECTION_CONDITIONS_MAX);
	struct selection_condition *condition =
	    &selection->conditions[selection->condition_count++];
	*condition = (struct selection_condition){.first = selection->value_count,
						  .alternative = alternative};
	*at = skip_blanks(*at);
	if (!read_field(condition, at, err) || !read_operator(condition, at, err) ||
	    !read_values(selection, condition, at, err))
		return false;
	return condition->count == 1 ||
	       condition->operator<= SELECTION_DIFFERS ||
	       err_set_usage(err, "--only: %s is compared with one number", condition->field->name);
}

/* `and` or `or`: moves *AT behind it. */
static bool read_joint(const char **at, bool *alternative, struct err *err)
{
	size_t length = strcspn(*at, blanks);
	*alternative = length == 2 && memcmp(*at, "or", 2) == 0;
	if (!*alternative && !(length == 3 && memcmp(*at, "and", 3) == 0))
		return err_set_usage(err, "--only: 'and' or 'or' is missing before '%.40s'", *at);
	*at += length;
	return true;
}

bool selection_read_words(struct selection *selection, const char *words, struct err *err)
{
	const char *at = words;
	bool alternative = false;
	do
		if (!read_condition(selection, &at, alternative, err))
			return false;
	while (*at != '\0' && read_joint(&at, &alternative, err));
	return *at == '\0';
}

/* "7" or "7-9". */
static bool read_range(struct piece_of piece, struct selection_value *range)
{
	const char *dash = memchr(piece.at, '-', piece.length);
	size_t first = dash ? (size_t)(dash - piece.at) : piece.length;
	if (!read_number((struct piece_of){piece.at, first}, &range->low) || range->low == 0)
		return false;
	range->high = range->low;
	return !dash ||
	       (read_number((struct piece_of){dash + 1, piece.length - first - 1}, &range->high) &&
		range->high >= range->low);
}

bool selection_read_numbers(struct selection *selection, const char *numbers, struct err *err)
{
	const char *at = numbers;
	for (;;) {
		struct piece_of piece = {at, strcspn(at, ",")};
		if (selection->number_count == SELECTION_VALUES_MAX)
			return err_set_usage(err, "--conn: more than %d numbers",
					     SELECTION_VALUES_MAX);
		if (!read_range(piece, &selection->numbers[selection->number_count++]))
			return err_set_usage(err,
					     "--conn: '%.*s' is no number of a connection, nor a "
					     "range of them as 3-7",
					     SHOW(piece));
		at += piece.length;
		if (*at++ == '\0')
			return true;
	}
}
