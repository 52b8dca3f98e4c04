/* SPDX-License-Identifier: MIT */
#include "ladder_page.h"

/* Arrow heads that are no emoji and one column wide in Chinese fonts, too. */
const struct ladder_glyphs ladder_boxes = {
    .lifeline = "│",
    .pause = "┊",
    .from_left = "├",
    .from_right = "┤",
    .line = "─",
    .to_right = "►",
    .to_left = "◄",
    .dashes = "╌",
    .cross = "×",
    .turn_right = "╮",
    .turn_left = "╭",
    .over = "┼",
    .ellipsis = "…",
};
const struct ladder_glyphs ladder_ascii = {
    .lifeline = "|",
    .pause = ":",
    .from_left = "|",
    .from_right = "|",
    .line = "-",
    .to_right = ">",
    .to_left = "<",
    .dashes = "-",
    .cross = "x",
    .turn_right = ".",
    .turn_left = ".",
    .over = "+",
    .ellipsis = "...",
};
