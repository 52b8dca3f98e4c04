/* SPDX-License-Identifier: MIT */
#include "page_evidence.h"

#include "causes.h"
#include "figure.h"
#include "page_reasons.h"
#include "page_record.h"

static void state_number(struct json *json, unsigned state)
{
	if (state == END_STATE_NONE)
		json_null(json);
	else
		json_number(json, state);
}

static void pair(struct json *json, const char *states, const char *proven,
		 const struct end_state of[2])
{
	json_key(json, states);
	json_open(json, '[');
	state_number(json, of[SIDE_CLIENT].state);
	state_number(json, of[SIDE_SERVER].state);
	json_close(json, ']');
	if (of[SIDE_CLIENT].proven && of[SIDE_SERVER].proven)
		return;
	json_key(json, proven);
	json_open(json, '[');
	json_bool(json, of[SIDE_CLIENT].proven);
	json_bool(json, of[SIDE_SERVER].proven);
	json_close(json, ']');
}

static void reason_string(struct json *json, enum lang lang, const char *reason)
{
	size_t mark = json_string_begin(json);
	text_page_reason(json->text, lang, reason);
	json_string_end(json, mark);
}

static void row(struct json *json, unsigned end, const struct ends_move *move, unsigned to,
		const char *reason)
{
	json_open(json, '[');
	json_number(json, end);
	state_number(json, move->from);
	json_number(json, to);
	json_open(json, '[');
	reason_string(json, LANG_ZH, reason);
	reason_string(json, LANG_EN, reason);
	json_close(json, ']');
	if (move->hedged)
		json_bool(json, true);
	json_close(json, ']');
}

/* A SYN+ACK that arrives is one step of figure 6, not the two of figure 7. */
static bool is_syn_ack(const struct segment_event *event, const struct ends_move *move,
		       const struct ends_move *next)
{
	const unsigned both = TCP_FLAG_SYN | TCP_FLAG_ACK;
	return (event->segment->flags & both) == both && move->end != event->step->from &&
	       move->end == next->end && move->from == TCP_SYN_SENT &&
	       move->event == ENDS_RECEIVES_SYN && next->event == ENDS_RECEIVES_ACK_OF_SYN;
}

/* By what is said of a RST; NULL: as the row has it. */
static const char *claimed_reason(const struct claim_set *claims)
{
	switch (claims && claims->count > 0 ? claims->claim[0].id : CLAIM_IDS) {
	case CLAIM_REFUSED:
		return "3.10.7.1: it has no such connection";
	case CLAIM_RESET_NO_CONNECTION:
	case CLAIM_RESET_ANSWERS:
	case CLAIM_RESET_ANSWERS_ANEW:
	case CLAIM_RESET_ANSWERS_EARLIER:
		return "3.10.7.1: it probably has no such connection";
	case CLAIM_RESET_GIVES_UP:
		return "3.8.3: it has given the connection up";
	case CLAIM_RESET:
	case CLAIM_RESET_OPENING:
	case CLAIM_RESET_SYN_RECEIVED:
	case CLAIM_IDS:
		return NULL; /* it aborts */
	default:
		return "3.5.2: it sends a RST";
	}
}

/* The sender of a RST leaves the state that is shown of it, which may be more than is proven. In
 * CLOSED it is by what it had received: a RST, or the ACK of its last FIN. */
static void row_of_reset(struct json *json, const struct segment_event *event, unsigned end,
			 const struct ends_move *move, bool first)
{
	struct ends_move leaves = *move;
	unsigned shown = event->before[end].state;
	enum ends_event received = move->from == TCP_LAST_ACK && !(event->step->before & FLOW_RESET)
				       ? ENDS_RECEIVES_ACK_OF_FIN
				       : ENDS_RECEIVES_RST;
	const char *reason = shown == TCP_CLOSED ? ends_rows[move->from][received].reason
						 : claimed_reason(event->claims);
	/* In LISTEN, which may be shown of it, it answers with a RST, and stays there (RFC 9293
	 * section 3.10.7.2): there is no such row. */
	if (first && shown != TCP_CLOSED && shown != END_STATE_NONE &&
	    ends_rows[shown][ENDS_SENDS_RST].reason)
		leaves.from = (uint8_t)shown;
	if (!reason)
		reason = ends_rows[leaves.from][ENDS_SENDS_RST].reason;
	row(json, end, &leaves, TCP_CLOSED, reason ? reason : "");
}

/* The ways of MOVED, as those of END: of a connection to itself there is only one. */
static void rows(struct json *json, const struct segment_event *event, unsigned moved, unsigned end)
{
	const struct ends_step *ends = &event->evidence->ends;
	bool first = true;
	for (int i = 0; i < ends->move_count; i++) {
		const struct ends_move *move = &ends->moves[i];
		const struct ends_row *rule = &ends_rows[move->from][move->event];
		if (move->end != moved)
			continue;
		if (i + 1 < ends->move_count && is_syn_ack(event, move, move + 1)) {
			row(json, end, move, TCP_ESTABLISHED, "figure 6: SYN+ACK arrives");
			i++;
		} else if (move->event == ENDS_SENDS_RST) {
			row_of_reset(json, event, end, move, first);
		} else {
			row(json, end, move, rule->to, rule->reason ? rule->reason : "");
		}
		first = false;
	}
}

void page_states(struct json *json, const struct segment_event *event)
{
	pair(json, "before", "before_proven", event->before);
	pair(json, "states", "proven", event->states);
	json_key(json, "rows");
	json_open(json, '[');
	for (unsigned end = SIDE_CLIENT; event->evidence && end <= SIDE_SERVER; end++)
		rows(json, event, flow_is_self(event->flow) ? SIDE_CLIENT : end, end);
	json_close(json, ']');
}

/* Idle only where one could have spoken sooner: the path takes its round trip, which is not known
 * before the handshake is over. */
static bool is_idle(const struct segment_event *event)
{
	const struct flow *flow = event->flow;
	if (!(flow->flags & FLOW_RTT_KNOWN))
		return event->phase != PHASE_OPEN;
	return event->before_us >= 2 * (int64_t)flow->syn_rtt_us;
}

enum pause page_pause_before(const struct segment_event *event)
{
	if (event->before_us <= 0)
		return PAUSE_NONE;
	enum pause pause = pause_before(event, (uint64_t)event->before_us);
	return pause == PAUSE_IDLE && !is_idle(event) ? PAUSE_NONE : pause;
}

static void pause_string(struct json *json, enum lang lang, enum pause pause, int64_t us)
{
	size_t mark = json_string_begin(json);
	text_pause(json->text, lang, pause, (uint64_t)us);
	json_string_end(json, mark);
}

void page_pause(struct json *json, const struct segment_event *event)
{
	enum pause pause = page_pause_before(event);
	if (pause == PAUSE_NONE || event->timeless)
		return;
	json_key(json, "pause");
	json_open(json, '[');
	pause_string(json, LANG_ZH, pause, event->before_us);
	pause_string(json, LANG_EN, pause, event->before_us);
	json_close(json, ']');
}

/* "fate", "grade", "by" (left out where only the end of the capture tells). */
static void page_fate(struct json *json, enum fate fate, enum fate_grade grade, uint64_t by)
{
	json_string_member(json, "fate", fate_name(fate));
	json_string_member(json, "grade", fate_grade_name(grade));
	if (by > 0)
		json_number_member(json, "by", by);
}

static void correction(struct json *json, const struct ends_correction *of)
{
	json_key(json, "correction");
	json_open(json, '{');
	json_number_member(json, "frame", of->frame);
	json_number_member(json, "end", of->end);
	json_key(json, "was");
	state_number(json, of->was);
	json_key(json, "state");
	state_number(json, of->state);
	json_close(json, '}');
}

void page_evidence(struct json *json, const struct segment_event *event)
{
	const struct evidence_step *evidence = event->evidence;
	if (!evidence)
		return;
	if (evidence->has_fate)
		page_fate(json, evidence->fate, evidence->grade, evidence->by);
	if (evidence->crossed > 0)
		json_number_member(json, "crossed", evidence->crossed);
	if (evidence->live && evidence->ends.correction.frame > 0)
		correction(json, &evidence->ends.correction);
}

static bool is_told(const struct fate_event *event)
{
	return event->kind == FATE_EVENT_FATE || event->kind == FATE_EVENT_CROSSED;
}

bool page_tells_fates(const struct segment_event *event)
{
	const struct evidence_step *evidence = event->evidence;
	if (!evidence || !evidence->live)
		return false;
	for (size_t i = 0; i < evidence->event_count; i++)
		if (is_told(&evidence->events[i]))
			return true;
	return false;
}

static void fate_record(struct text *text, const struct flow *flow, const struct fate_event *known)
{
	struct json json = {.text = text, .in_script = true};
	if (!is_told(known))
		return;
	json_open(&json, '{');
	json_string_member(&json, "kind", "fate");
	json_number_member(&json, "conn", flow->number);
	json_number_member(&json, "frame", known->frame);
	if (known->kind == FATE_EVENT_CROSSED)
		json_number_member(&json, "crossed", known->by);
	else
		page_fate(&json, (enum fate)known->fate, (enum fate_grade)known->grade, known->by);
	json_close(&json, '}');
	text_char(text, '\n');
}

void text_page_fates(struct text *text, const struct segment_event *event)
{
	for (size_t i = 0; page_tells_fates(event) && i < event->evidence->event_count; i++)
		fate_record(text, event->flow, &event->evidence->events[i]);
}

void text_page_last_fates(struct text *text, const struct fates_event *event)
{
	for (size_t i = 0; i < event->count; i++)
		fate_record(text, event->connection->flow, &event->events[i]);
}
