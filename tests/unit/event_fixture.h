/* SPDX-License-Identifier: MIT */
/* A segment of the seed's connection as an event, for tests of explain and of the writers. */
#ifndef EVENT_FIXTURE_H
#define EVENT_FIXTURE_H

#include "event.h"
#include "protocol.h"
#include "unit.h"

struct event_fixture {
	struct segment segment;
	struct flow flow;
	struct step step;
	struct claim_set claims;
	struct segment_event event;
};

/* The client's "hello world", shown as it is. Change what the test is about. */
static inline void event_fixture_init(struct event_fixture *fixture)
{
	static const struct endpoint client = {
	    .address = {127, 0, 0, 1}, .port = 48604, .version = 4};
	static const struct endpoint server = {
	    .address = {127, 0, 0, 1}, .port = 8079, .version = 4};
	*fixture = (struct event_fixture){
	    .segment =
		{
		    .frame = 4,
		    .time_ns = 1702890233000000042,
		    .source = client,
		    .destination = server,
		    .seq = GOLDEN_CLIENT_ISN + 1,
		    .ack = GOLDEN_SERVER_ISN + 1,
		    .flags = TCP_FLAG_PSH | TCP_FLAG_ACK,
		    .window = 512,
		    .ip_ttl = 64,
		    .ip_id = 0x1234,
		    .frame_length = 65,
		    .payload_length = 11,
		    .payload_captured = 11,
		    .payload = (const uint8_t *)PROTOCOL_MESSAGE,
		},
	    .flow =
		{
		    .ends = {client, server},
		    .number = 1,
		    .segments = 4,
		    .flags = FLOW_ESTABLISHED,
		    .first_ns = 1702890233000000000,
		    .last_ns = 1702890233000000042,
		},
	    .step =
		{
		    .from = SIDE_CLIENT,
		    .relative_seq = 1,
		    .relative_ack = 1,
		    .before = FLOW_ESTABLISHED,
		},
	};
	fixture->flow.side[SIDE_CLIENT] = (struct flow_side){
	    .isn = GOLDEN_CLIENT_ISN, .flags = SIDE_ISN_KNOWN | SIDE_SPOKE | SIDE_SENT_SYN};
	fixture->flow.side[SIDE_SERVER] = (struct flow_side){
	    .isn = GOLDEN_SERVER_ISN, .flags = SIDE_ISN_KNOWN | SIDE_SPOKE | SIDE_SENT_SYN_ACK};
	fixture->claims = (struct claim_set){
	    .count = 1,
	    .claim = {{.id = CLAIM_DATA,
		       .frames = {4},
		       .frame_count = 1,
		       .unit = UNIT_BYTES,
		       .value = 11}},
	};
	fixture->event = (struct segment_event){
	    .segment = &fixture->segment,
	    .flow = &fixture->flow,
	    .step = &fixture->step,
	    .source = client,
	    .destination = server,
	    .seq = fixture->segment.seq,
	    .ack = fixture->segment.ack,
	    .time_ns = fixture->segment.time_ns,
	    .before = {{TCP_ESTABLISHED, true}, {TCP_ESTABLISHED, true}},
	    .states = {{TCP_ESTABLISHED, true}, {TCP_ESTABLISHED, true}},
	    .claims = &fixture->claims,
	    .phase = PHASE_DATA,
	    .alone = true,
	};
}

#endif
