/* SPDX-License-Identifier: MIT */
/* Private to write: the formats, each in the file of its name. */
#ifndef FORMATS_H
#define FORMATS_H

#include "writer.h"

extern const struct writer_format writer_line;
extern const struct writer_format writer_json;
extern const struct writer_format writer_ladder;
extern const struct writer_format writer_mermaid;
extern const struct writer_format writer_svg;
extern const struct writer_format writer_html;

#endif
