/* SPDX-License-Identifier: MIT */
/* Language of what a program says about TCP. Help and errors are English. */
#ifndef LANG_H
#define LANG_H

enum lang {
	LANG_ZH, /* that of the reference listing, and the default */
	LANG_EN,
};

#endif
