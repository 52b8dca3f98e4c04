/* SPDX-License-Identifier: MIT */
/* What a picture or a page says of itself. */
#ifndef ORIGIN_H
#define ORIGIN_H

/* Strings are borrowed for the life of who is told them; each may be NULL: nothing to say. */
struct origin {
	const char *title;  /* its first line is the title, each further one a paragraph below it */
	const char *source; /* an interface, or the name of a file without its folder */
	const char *kernel; /* where it is captured live: "Linux 6.1.0" */
};

#endif
