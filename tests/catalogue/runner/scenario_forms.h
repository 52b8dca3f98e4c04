/* SPDX-License-Identifier: MIT */
/* What the lines of a scenario may be. Some of their words reach nft, sysctl and the command lines
 * of the programs, so a word that has not its form is refused before anything is played. */
#ifndef SCENARIO_FORMS_H
#define SCENARIO_FORMS_H

#include <stdbool.h>

#include "err.h"

/* Each key, its rows (see line_rows_check()) and whether it may be given again. */
#define SET_UP_ROWS                                                                                \
	"sysctl <sysctl> <setting>+\n"                                                             \
	"drop <side> <segment> <many>?\n"                                                          \
	"mark-ce <side> <segment> <many>?\n"                                                       \
	"clamp-mss <side> <count>\n"                                                               \
	"lo mtu <count>\n"                                                                         \
	"lo gso-max-segs <count>"
/* A path between two ends of their own, 192.0.2.1 and 192.0.2.2, in place of lo; see
 * tests/path/plan.h for what a rule does. Frames of a side are counted by kind, from 1 on. */
#define PATH_ROWS                                                                                  \
	"capture <side>\n"                                                                         \
	"delay <side> <milliseconds>\n"                                                            \
	"delay <side> <milliseconds> <count>\n"                                                    \
	"sysctl <side> <setting> <setting>+\n"                                                     \
	"rule <side> <kind> <range> lose\n"                                                        \
	"rule <side> <kind> <range> duplicate <number>\n"                                          \
	"rule <side> <kind> <range> delay <milliseconds>\n"                                        \
	"rule <side> <kind> <range> hold <count> <milliseconds>?\n"                                \
	"rule <side> <kind> <range> inject-rst <offset> <number>?\n"                               \
	"rule <side> <kind> <range> inject-syn <offset> <number>?"
#define STEP_ROWS                                                                                  \
	"server <option>*\n"                                                                       \
	"server2 <option>*\n"                                                                      \
	"server2! <option>*\n"                                                                     \
	"client <option>*\n"                                                                       \
	"client2 <option>*\n"                                                                      \
	"client3 <option>*\n"                                                                      \
	"await <program> ended\n"                                                                  \
	"await <program> says <text>+\n"                                                           \
	"await phases <count>\n"                                                                   \
	"await segments <count>\n"                                                                 \
	"await queued <count>\n"                                                                   \
	"tell <program> USR1\n"                                                                    \
	"end <program>\n"                                                                          \
	"clear rules\n"                                                                            \
	"slow lo\n"                                                                                \
	"fast lo\n"                                                                                \
	"pause <milliseconds>"

#define SCENARIO_KEYS(ROW)                                                                         \
	ROW(KEY_TITLE_ZH, "title-zh", "<text>*", false)                                            \
	ROW(KEY_TITLE_EN, "title-en", "<text>*", false)                                            \
	ROW(KEY_GROUP, "group", "<group>", false)                                                  \
	ROW(KEY_LOOK_ZH, "look-zh", "<text>*", true)                                               \
	ROW(KEY_LOOK_EN, "look-en", "<text>*", true)                                               \
	ROW(KEY_WHY_ZH, "why-zh", "<text>*", true)                                                 \
	ROW(KEY_WHY_EN, "why-en", "<text>*", true)                                                 \
	ROW(KEY_SERVER, "server", "<option>*", true)                                               \
	ROW(KEY_CLIENT, "client", "<option>*", true)                                               \
	ROW(KEY_SERVER_EXIT, "server-exit", "<status>", false)                                     \
	ROW(KEY_SERVER2_EXIT, "server2-exit", "<status>", false)                                   \
	ROW(KEY_CLIENT_EXIT, "client-exit", "<status>", false)                                     \
	ROW(KEY_CLIENT2_EXIT, "client2-exit", "<status>", false)                                   \
	ROW(KEY_CLIENT3_EXIT, "client3-exit", "<status>", false)                                   \
	ROW(KEY_NEEDS, "needs", "<tool>*", true)                                                   \
	ROW(KEY_SET_UP, "set-up", SET_UP_ROWS, true)                                               \
	ROW(KEY_PATH, "path", PATH_ROWS, true)                                                     \
	ROW(KEY_STEP, "step", STEP_ROWS, true)                                                     \
	ROW(KEY_UNTIL_PHASES, "until-phases", "<count>", false)                                    \
	ROW(KEY_EXPECT, "expect", "<name> <name> <first>", true)                                   \
	ROW(KEY_LABELS, "labels", "<name>+", true)                                                 \
	ROW(KEY_KERNEL_DIFFERS, "kernel-differs", "<side> <state> <state> <text>+", true)          \
	ROW(KEY_PROOF, "proof", "<counters> <counter> <number>", false)                            \
	ROW(KEY_COUNTER, "counter", "<place> <counter> <number>", true)                            \
	ROW(KEY_KIND, "kind", "sweep", false)                                                      \
	ROW(KEY_COMPARE, "compare", "<comparison>", false)                                         \
	ROW(KEY_GOLDEN_2, "golden-2", "<text>+", false)                                            \
	ROW(KEY_BORDER, "border", "<border> <version>", true)                                      \
	ROW(KEY_BORDER_ZH, "border-zh", "<text>+", true)                                           \
	ROW(KEY_BORDER_EN, "border-en", "<text>+", true)                                           \
	ROW(KEY_LATE_AFTER_MS, "late-after-ms", "<number>", false)                                 \
	ROW(KEY_SILENCES, "silences", "<silence>*", false)                                         \
	ROW(KEY_DELAYED_ACKS, "delayed-acks", "<number>", false)                                   \
	ROW(KEY_LOSSLESS, "lossless", "yes", false)

#define KEY_ENUM(key, name, rows, again) key,
enum scenario_key { SCENARIO_KEYS(KEY_ENUM) KEY_COUNT };
#undef KEY_ENUM

/* The key called NAME; KEY_COUNT when there is none. */
enum scenario_key scenario_key_of(const char *name);
const char *scenario_key_name(enum scenario_key key);
bool scenario_key_repeats(enum scenario_key key);

/* Whether VALUE is one that KEY may have; if not, says what is missed, and in place of what. */
bool scenario_value_check(enum scenario_key key, const char *value, struct err *err);

#endif
