/* SPDX-License-Identifier: MIT */
/* What the single connection and the load say in the same words when they fail. */
#ifndef ERROR_TEXT_H
#define ERROR_TEXT_H

#include "client_settings.h"
#include "resolve.h"
#include "text.h"
#include "transfer.h"

/* Appends that none of the addresses that were tried could be connected to, why, and the remedy:
 * "cannot connect to 127.0.0.1:8079: Connection refused: is the server running? ...". */
void error_text_unreached(struct text *text, const struct client_settings *settings,
			  const struct server_addresses *addresses, int error);

/* Appends "Connection reset by peer: 11 of 11 bytes were sent, 5 came back". */
void error_text_broken(struct text *text, int error, uint64_t sent, uint64_t total,
		       uint64_t received);

/* Appends ": only 11 were sent", that is SENT, or ": sent 'l', got 'x'". */
void error_text_mismatch(struct text *text, const struct transfer_result *result, uint64_t sent);

/* Appends "'x'", escaped. */
void error_text_byte(struct text *text, uint8_t byte);

#endif
