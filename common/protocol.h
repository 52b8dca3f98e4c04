/* SPDX-License-Identifier: MIT */
/* What sniffer, server and client agree on. */
#ifndef PROTOCOL_H
#define PROTOCOL_H

/* The service: an echo server on this port; the client sends this message, without a newline. */
#define PROTOCOL_PORT 8079
#define PROTOCOL_MESSAGE "hello world"

/* The echo rule (echo_rule.h): a message ends at a newline or at a pause this long. */
#define PROTOCOL_PAUSE_MS 50
/* A message longer than this is echoed in pieces, so that nobody can make a server keep it all. */
#define PROTOCOL_MESSAGE_MAX 65536

/* The reference listing's own numbers, which `sniffer --canonical` puts in place of the real ones.
 */
#define GOLDEN_CLIENT_PORT 48604
#define GOLDEN_CLIENT_ISN 826795163u  /* initial sequence number of the first client */
#define GOLDEN_SERVER_ISN 2753825882u /* and of the server that it reached */
#define GOLDEN_START "2023/12/18 17:03:53"
#define GOLDEN_START_EPOCH 1702890233 /* the same in UTC+8, seconds */

#endif
