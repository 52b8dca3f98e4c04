/* SPDX-License-Identifier: MIT */
#include "compared_lines.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "needed_memory.h"

/* "1 client SYN+ACK seq 0 ack 1 len 0" */
static bool read_numbered(struct compared_line *line)
{
	char side[8];
	unsigned connection;
	if (sscanf(line->text, "%u %7s %47s seq %23s ack %23s len %lu", &connection, side,
		   line->flags, line->number, line->acknowledged, &line->length) != 6)
		return false;
	line->from_server = strcmp(side, "server") == 0;
	line->syn = strstr(line->flags, "SYN") != NULL;
	line->fin = strstr(line->flags, "FIN") != NULL;
	line->rst = strstr(line->flags, "RST") != NULL;
	line->ack = strstr(line->flags, "ACK") != NULL;
	snprintf(line->ends, sizeof line->ends, "%u %s", connection, side);
	line->payload = "";
	return true;
}

/* "tcp报文 | A:1-->B:2 | SYN: true, ACK: false, FIN: false | 序列号: 1, 确认应答号: 0 | payload:
 * ..." */
static bool read_listed(struct compared_line *line)
{
	const char *payload = strstr(line->text, "| payload:");
	const char *ends = strstr(line->text, " | ");
	const char *number = ends ? strstr(ends, "SYN: ") : NULL;
	const char *arrow = ends ? strstr(ends, "-->") : NULL;
	number = number ? strstr(number, " | ") : NULL;
	number = number ? strstr(number, ": ") : NULL;
	const char *acknowledged = number ? strstr(number + 2, ": ") : NULL;
	if (!payload || !acknowledged || !arrow)
		return false;
	snprintf(line->ends, sizeof line->ends, "%.*s", (int)strcspn(ends + 3, " "), ends + 3);
	snprintf(line->number, sizeof line->number, "%.*s", (int)strcspn(number + 2, ","),
		 number + 2);
	snprintf(line->acknowledged, sizeof line->acknowledged, "%.*s",
		 (int)strcspn(acknowledged + 2, " "), acknowledged + 2);
	line->from_server = arrow - ends > 5 && strncmp(arrow - 5, ":8079", 5) == 0;
	line->syn = strstr(ends, "SYN: true") != NULL;
	line->fin = strstr(ends, "FIN: true") != NULL;
	line->rst = strstr(ends, "RST: true") != NULL;
	line->ack = strstr(ends, "ACK: true") != NULL;
	line->payload = payload + strlen("| payload:");
	line->payload += *line->payload == ' ';
	snprintf(line->flags, sizeof line->flags, "%s%s%s%s", line->syn ? "SYN+" : "",
		 line->fin ? "FIN+" : "", line->rst ? "RST+" : "", line->ack ? "ACK+" : "");
	if (*line->flags)
		line->flags[strlen(line->flags) - 1] = '\0';
	return true;
}

static void take_line(struct compared_lines *lines, const char *text)
{
	struct compared_line line = {.text = text, .payload = ""};
	line.numbered = *text >= '0' && *text <= '9' && read_numbered(&line);
	line.segment = line.numbered || read_listed(&line);
	line.totals = !line.segment && strstr(text, " open ") && strstr(text, " close ");
	lines->items =
	    memory_grown(lines->items, &lines->capacity, lines->count, sizeof *lines->items);
	lines->items[lines->count++] = line;
}

void compared_lines_split(struct compared_lines *lines, const char *text)
{
	*lines = (struct compared_lines){.text = memory_needed(strdup(text))};
	for (char *next = lines->text, *end; *next; next = end) {
		end = next + strcspn(next, "\n");
		if (*end)
			*end++ = '\0';
		take_line(lines, next);
	}
}

void compared_lines_release(struct compared_lines *lines)
{
	free(lines->items);
	free(lines->text);
	*lines = (struct compared_lines){0};
}
