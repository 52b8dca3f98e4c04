/* SPDX-License-Identifier: MIT */
#include "escape_forms.h"

/* B is a backslash of ours; SLASH and QUOTE are what stands for those of the payload. */
#define AS(string)                                                                                 \
	{                                                                                          \
		string, sizeof(string) - 1                                                         \
	}
#define HEX(B, high, low) AS(B "x" #high #low)
#define SAME(code)                                                                                 \
	{                                                                                          \
		{(code)}, 1                                                                        \
	}

#define HEX_2(B, high, a, b) HEX(B, high, a), HEX(B, high, b)
#define HEX_8(B, high, a, b, c, d, e, f, g, h)                                                     \
	HEX_2(B, high, a, b), HEX_2(B, high, c, d), HEX_2(B, high, e, f), HEX_2(B, high, g, h)
#define HEX_16(B, high)                                                                            \
	HEX_8(B, high, 0, 1, 2, 3, 4, 5, 6, 7), HEX_8(B, high, 8, 9, a, b, c, d, e, f)
#define SAME_2(code) SAME(code), SAME((code) + 1)
#define SAME_4(code) SAME_2(code), SAME_2((code) + 2)
#define SAME_8(code) SAME_4(code), SAME_4((code) + 4)
#define SAME_16(code) SAME_8(code), SAME_8((code) + 8)

/* Rows of sixteen: controls with three short ones among them, printable ASCII, the rest. */
#define CONTROLS(B)                                                                                \
	HEX_8(B, 0, 0, 1, 2, 3, 4, 5, 6, 7), HEX(B, 0, 8), AS(B "t"), AS(B "n"), HEX(B, 0, b),     \
	    HEX(B, 0, c), AS(B "r"), HEX(B, 0, e), HEX(B, 0, f), HEX_16(B, 1)
#define ASCII(B, QUOTE, SLASH)                                                                     \
	SAME_2(0x20), QUOTE, SAME(0x23), SAME_4(0x24), SAME_8(0x28), SAME_16(0x30), SAME_16(0x40), \
	    SAME_8(0x50), SAME_4(0x58), SLASH, SAME(0x5d), SAME_2(0x5e), SAME_16(0x60),            \
	    SAME_8(0x70), SAME_4(0x78), SAME_2(0x7c), SAME(0x7e), HEX(B, 7, f)
#define NO_ASCII(B)                                                                                \
	HEX_16(B, 8), HEX_16(B, 9), HEX_16(B, a), HEX_16(B, b), HEX_16(B, c), HEX_16(B, d),        \
	    HEX_16(B, e), HEX_16(B, f)

const struct escape_form escape_form_shown = {
    {'\\', '\\'},
    {CONTROLS("\\"), ASCII("\\", SAME('"'), AS("\\\\")), NO_ASCII("\\")},
};

const struct escape_form escape_form_printable = {
    {0x7f, 0x7f},
    {CONTROLS("\\"), ASCII("\\", SAME('"'), SAME('\\')), NO_ASCII("\\")},
};

const struct escape_form escape_form_json = {
    {'\\', '"'},
    {CONTROLS("\\\\"), ASCII("\\\\", AS("\\\""), AS("\\\\\\\\")), NO_ASCII("\\\\")},
};
