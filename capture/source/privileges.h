/* SPDX-License-Identifier: MIT */
#ifndef PRIVILEGES_H
#define PRIVILEGES_H

#include <stdbool.h>

#include "err.h"

/* Gives up, for good, every right that capturing took: to be called when all is open, before the
 * first byte from a stranger is looked at. Under sudo the process becomes the user who called it;
 * then all capabilities go, also those of a setcap program. What is open stays open. False with the
 * reason when a right could not be given up; true where there is none. */
bool privileges_drop(struct err *err);

#endif
