/* SPDX-License-Identifier: MIT */
#include "sentence.h"

#include "template.h"

enum kind {
	KIND_SYN,
	KIND_SYN_AGAIN,
	KIND_SYN_CROSSING,
	KIND_SYN_DATA,
	KIND_SYN_ACK,
	KIND_SYN_ACK_AGAIN,
	KIND_SYN_ACK_FAST,
	KIND_ESTABLISHED,
	KIND_SYN_CHALLENGED,
	KIND_REFUSED,
	KIND_RESET_OPENING,
	KIND_RESET_OUTSIDE,
	KIND_RESET_CHALLENGED,
	KIND_RESET,
	KIND_RESET_LATE,
	KIND_FIN,
	KIND_FIN_DATA,
	KIND_FIN_WITH_ACK,
	KIND_FIN_AFTER_ACK,
	KIND_FIN_CROSSING,
	KIND_FIN_AGAIN,
	KIND_ACK_OF_FIN,
	KIND_LAST_ACK,
	KIND_FAST_RETRANSMISSION,
	KIND_SPURIOUS_RETRANSMISSION,
	KIND_RETRANSMISSION,
	KIND_PROBE,
	KIND_OUT_OF_ORDER,
	KIND_LOST_SEGMENT,
	KIND_ACK_LOST_SEGMENT,
	KIND_ZERO_WINDOW_PROBE,
	KIND_ZERO_WINDOW_PROBE_ACK,
	KIND_ZERO_WINDOW,
	KIND_WINDOW_UPDATE,
	KIND_WINDOW_FULL,
	KIND_KEEP_ALIVE,
	KIND_KEEP_ALIVE_ACK,
	KIND_DUPLICATE_ACK,
	KIND_DATA,
	KIND_ACK_DELAYED,
	KIND_ACK,
	KIND_OTHER,
	KIND_COUNT
};

static const template_pair sentences[KIND_COUNT] = {
    [KIND_SYN] =
	{"{from}请求打开连接：SYN带来它的初始序列号，SYN本身占一个序列号",
	 "the {from} asks to open: SYN brings its initial sequence number and itself takes "
	 "one number"},
    [KIND_SYN_AGAIN] = {"{from}没有等到对SYN的回答[，{delay}后]重发SYN",
			"the {from} had no answer to its SYN and sends it again[ after {delay}]"},
    [KIND_SYN_CROSSING] = {"{from}也主动打开：两个SYN在途中交叉（RFC 9293图7：同时打开）",
			   "the {from} opens too: the SYNs cross (RFC 9293 figure 7, simultaneous "
			   "open)"},
    [KIND_SYN_DATA] =
	{"{from}在SYN里就带了{length}字节数据（TCP快速打开，RFC 7413）",
	 "the {from} sends {length} bytes with the SYN already (TCP Fast Open, RFC 7413)"},
    [KIND_SYN_ACK] =
	{"{from}同意：一个报文既确认对方的SYN（确认号是它的序列号加1），又送出自己的SYN",
	 "the {from} agrees: one segment acknowledges the SYN (its number plus 1) and "
	 "brings the {from}'s own SYN"},
    [KIND_SYN_ACK_AGAIN] =
	{"{from}没有等到握手的最后一个ACK[，{delay}后]重发SYN+ACK",
	 "the {from} did not get the last ACK of the handshake and sends SYN+ACK "
	 "again[ after {delay}]"},
    [KIND_SYN_ACK_FAST] =
	{"{from}同意，并且确认了SYN里的数据：快速打开成功",
	 "the {from} agrees and acknowledges the data in the SYN, too: the fast open "
	 "succeeded"},
    [KIND_ESTABLISHED] =
	{"{from}确认对方的SYN：连接在两端都已建立",
	 "the {from} acknowledges the SYN of the {to}: the connection is established "
	 "at both ends"},
    [KIND_REFUSED] = {"{from}拒绝：RST，连接没有建立",
		      "the {from} refuses: RST, there is no connection"},
    [KIND_SYN_CHALLENGED] =
	{"带另一个序列号的SYN：连接还在，多半只得到一个质询ACK（RFC 5961第4节），什么也没有改变",
	 "a SYN with another number while the connection goes on: it probably gets a challenge ACK "
	 "(RFC 5961 section 4), and changes nothing"},
    [KIND_RESET_OPENING] = {"{from}中断了打开：RST，握手没有完成",
			    "the {from} breaks off the opening with RST: the handshake was not "
			    "completed"},
    [KIND_RESET_OUTSIDE] =
	{"以{from}的名义来的RST，序列号不在接收窗口之内：被悄悄丢弃（RFC 9293 3.10.7.4）",
	 "a RST in the {from}'s name with a number outside the window: dropped silently "
	 "(RFC 9293 3.10.7.4)"},
    [KIND_RESET_CHALLENGED] =
	{"以{from}的名义来的RST，序列号在窗口之内，但不是期待的那一个：多半只得到一个质询ACK"
	 "（RFC 5961第3节），什么也没有关闭",
	 "a RST in the {from}'s name with a number inside the window, but not the one that is "
	 "expected: it probably gets a challenge ACK (RFC 5961 section 3), and closes nothing"},
    [KIND_RESET] = {"{from}中止连接：RST，两端立即关闭，不等待任何数据",
		    "the {from} aborts: RST, both ends are closed at once and wait for nothing"},
    [KIND_RESET_LATE] = {"{from}已经没有这个连接了：回答RST",
			 "the {from} has no such connection any more: it answers with RST"},
    [KIND_FIN] = {"{from}没有更多数据要发：FIN（也占一个序列号）；它还可以接收",
		  "the {from} has no more to send: FIN (which takes a number, too); it can still "
		  "receive"},
    [KIND_FIN_DATA] = {"{from}的最后{length}字节和FIN在同一个报文里",
		       "the last {length} bytes of the {from} and its FIN share a segment"},
    [KIND_FIN_WITH_ACK] =
	{"{from}[在{close}后]也关闭：ACK还没单独发出，就搭在这个FIN上——四次挥手变成三次",
	 "the {from} closes, too[, {close} later]: the ACK had not gone out alone and "
	 "rides on this FIN, so four segments become three"},
    [KIND_FIN_AFTER_ACK] =
	{"{from}[在对方的FIN之后{close}]也关闭；它的ACK早已单独发出",
	 "the {from} closes, too[, {close} after the other FIN]; its ACK had gone out "
	 "alone before"},
    [KIND_FIN_CROSSING] = {"{from}也关闭，还没有收到对方的FIN（没有确认它）：两个FIN在途中交叉",
			   "the {from} closes, too, and has not got the other FIN yet (does not "
			   "acknowledge it): the FINs cross"},
    [KIND_FIN_AGAIN] = {"{from}没有等到对FIN的确认[，{delay}后]重发FIN",
			"the {from} had no ACK for its FIN and sends it again[ after {delay}]"},
    [KIND_ACK_OF_FIN] =
	{"{from}[在{delay}后]单独确认FIN：它的应用还没有关闭",
	 "the {from} acknowledges the FIN alone[ after {delay}]: its application has not "
	 "closed yet"},
    [KIND_LAST_ACK] =
	{"{from}确认最后的FIN：连接已关闭；{first}在TIME-WAIT中等待2 MSL",
	 "the {from} acknowledges the last FIN: the connection is closed; the {first} waits "
	 "2 MSL in TIME-WAIT"},
    [KIND_FAST_RETRANSMISSION] =
	{"快速重传：重复的ACK说明这{length}字节丢了，{from}不等定时器就重发（RFC 5681）",
	 "fast retransmission: duplicate ACKs say that these {length} bytes are "
	 "lost, the {from} does not wait for its timer (RFC 5681)"},
    [KIND_SPURIOUS_RETRANSMISSION] = {"多余的重传：这{length}字节对方早已确认",
				      "spurious retransmission: the {to} has acknowledged these "
				      "{length} bytes already"},
    [KIND_RETRANSMISSION] =
	{"{from}[在{delay}后]重发{seq}到{last}的字节：没有等到确认（RFC 6298）",
	 "the {from} sends bytes {seq} to {last} again[ after {delay}]: no ACK came "
	 "(RFC 6298)"},
    [KIND_PROBE] = {"{from}[在{delay}后]重发{seq}到{last}的字节：比重传定时器（Linux至少200 "
		    "ms）早，是丢包探测（RFC 8985）",
		    "the {from} sends bytes {seq} to {last} again[ after {delay}]: sooner than its "
		    "retransmission timer (at least 200 ms on Linux), a loss probe (RFC 8985)"},
    [KIND_OUT_OF_ORDER] = {"乱序：这些字节比后面的来得晚",
			   "out of order: these bytes come later than what follows them"},
    [KIND_LOST_SEGMENT] = {"前面有报文没有被捕获：序列号跳到了{seq}",
			   "a segment before this one was not captured: the numbers jump to {seq}"},
    [KIND_ACK_LOST_SEGMENT] =
	{"{from}确认了没有被捕获的字节（{ack}之前）",
	 "the {from} acknowledges bytes (before {ack}) that were not captured"},
    [KIND_ZERO_WINDOW_PROBE] =
	{"零窗口探测：{from}用一个字节试探对方的窗口是否已打开（RFC 9293 3.8.6.1）",
	 "zero-window probe: the {from} tries with one byte whether the window is "
	 "open again (RFC 9293 3.8.6.1)"},
    [KIND_ZERO_WINDOW_PROBE_ACK] = {"{from}回答探测：窗口仍然是0",
				    "the {from} answers the probe: the window is still 0"},
    [KIND_ZERO_WINDOW] = {"{from}的接收缓冲区满了：窗口0，对方必须停下",
			  "the {from}'s receive buffer is full: window 0, the {to} has to stop"},
    [KIND_WINDOW_UPDATE] = {"窗口更新：{from}又有地方接收了",
			    "window update: the {from} has room to receive again"},
    [KIND_WINDOW_FULL] = {"{from}发送{length}字节，对方的窗口就此占满",
			  "the {from} sends {length} bytes, which fill the {to}'s window"},
    [KIND_KEEP_ALIVE] =
	{"保活探测：{from}用旧的序列号询问对方还在不在（RFC 9293 3.8.4）",
	 "keep-alive: with an old number the {from} asks whether the {to} is still there "
	 "(RFC 9293 3.8.4)"},
    [KIND_KEEP_ALIVE_ACK] = {"{from}回答保活：还在",
			     "the {from} answers the keep-alive: still there"},
    [KIND_DUPLICATE_ACK] = {"重复的ACK：{from}仍在等{ack}号字节",
			    "duplicate ACK: the {from} still waits for byte {ack}"},
    [KIND_DATA] = {"{from}发送{length}字节（{seq}到{last}）",
		   "the {from} sends {length} bytes ({seq} to {last})"},
    [KIND_ACK_DELAYED] =
	{"{from}确认{ack}之前的字节[，延迟了{delay}（延迟确认，RFC 9293 3.8.6.3）]",
	 "the {from} acknowledges everything before {ack}[, {delay} late (delayed ACK, RFC "
	 "9293 3.8.6.3)]"},
    [KIND_ACK] = {"{from}确认{ack}之前的字节都已收到",
		  "the {from} acknowledges everything before {ack}"},
    [KIND_OTHER] = {"{from}发送一个不寻常的报文", "the {from} sends an unusual segment"},
};

enum {
	DELAYED_ACK_US = 10000, /* later than this, an ACK has waited for something */
	RTO_MIN_US = 200000,    /* TCP_RTO_MIN in Linux's include/net/tcp.h */
};

/* Microseconds since THEN, a time of flow_side; 0 when the clock went back. */
static uint32_t since(const struct segment_event *event, uint32_t then)
{
	int32_t us = (int32_t)((uint32_t)(event->segment->time_ns / 1000) - then);
	return us < 0 ? 0 : (uint32_t)us;
}

static uint64_t since_fin(const struct segment_event *event, enum side side)
{
	uint64_t now = (uint64_t)event->segment->time_ns / 1000;
	int64_t us = flow_fin_between(flow_fin_time(event->flow, (enum flow_fin)side), now);
	return us < 0 ? 0 : (uint64_t)us;
}

static enum kind kind_of_syn(const struct segment_event *event)
{
	const struct flow_side *peer = flow_side_const(event->flow, side_other(event->step->from));
	bool again = event->step->labels & label_retransmissions();
	if (event->step->verdict != VERDICT_TAKEN)
		return KIND_SYN_CHALLENGED;
	if (event->segment->flags & TCP_FLAG_ACK) {
		if (again)
			return KIND_SYN_ACK_AGAIN;
		return event->step->facts & FLOW_FAST_OPEN ? KIND_SYN_ACK_FAST : KIND_SYN_ACK;
	}
	if (again)
		return KIND_SYN_AGAIN;
	if (event->segment->payload_length > 0)
		return KIND_SYN_DATA;
	return peer->flags & SIDE_SENT_SYN && event->flow->segments > 1 ? KIND_SYN_CROSSING
									: KIND_SYN;
}

static enum kind kind_of_rst(const struct segment_event *event)
{
	unsigned before = event->step->before;
	enum step_verdict verdict = event->step->verdict;
	if (verdict == VERDICT_OUTSIDE_WINDOW)
		return KIND_RESET_OUTSIDE;
	if (verdict == VERDICT_CHALLENGED)
		return KIND_RESET_CHALLENGED;
	if (verdict == VERDICT_FROM_NOBODY)
		return KIND_REFUSED;
	if ((before & (FLOW_CLOSED | FLOW_RESET)) || (event->flow->flags & FLOW_STRAY))
		return KIND_RESET_LATE;
	if (!(before & FLOW_ESTABLISHED))
		return KIND_RESET_OPENING;
	bool peer_writes_on =
	    (before & FLOW_FIN_SEEN) && event->flow->first_closer == event->step->from;
	return peer_writes_on ? KIND_RESET_LATE : KIND_RESET;
}

static enum kind kind_of_fin(const struct segment_event *event)
{
	unsigned facts = event->step->facts;
	unsigned before = event->step->before;
	if (event->step->labels & label_retransmissions())
		return KIND_FIN_AGAIN;
	if (facts & FLOW_FIN_SEEN)
		return event->segment->payload_length > 0 ? KIND_FIN_DATA : KIND_FIN;
	if (facts & FLOW_FINS_CROSSED)
		return KIND_FIN_CROSSING;
	if (event->segment->payload_length > 0)
		return KIND_FIN_DATA;
	return before & FLOW_FIN_ACKED_ALONE ? KIND_FIN_AFTER_ACK : KIND_FIN_WITH_ACK;
}

/* Labels that say more than "data" or "ACK", the most telling first. */
static const struct {
	enum label label;
	enum kind kind;
} labelled[] = {
    {LABEL_FAST_RETRANSMISSION, KIND_FAST_RETRANSMISSION},
    {LABEL_SPURIOUS_RETRANSMISSION, KIND_SPURIOUS_RETRANSMISSION},
    {LABEL_RETRANSMISSION, KIND_RETRANSMISSION},
    {LABEL_OUT_OF_ORDER, KIND_OUT_OF_ORDER},
    {LABEL_ZERO_WINDOW_PROBE, KIND_ZERO_WINDOW_PROBE},
    {LABEL_ZERO_WINDOW_PROBE_ACK, KIND_ZERO_WINDOW_PROBE_ACK},
    {LABEL_KEEP_ALIVE, KIND_KEEP_ALIVE},
    {LABEL_KEEP_ALIVE_ACK, KIND_KEEP_ALIVE_ACK},
    {LABEL_LOST_SEGMENT, KIND_LOST_SEGMENT},
    {LABEL_ACK_LOST_SEGMENT, KIND_ACK_LOST_SEGMENT},
    {LABEL_WINDOW_UPDATE, KIND_WINDOW_UPDATE},
    {LABEL_ZERO_WINDOW, KIND_ZERO_WINDOW},
    {LABEL_WINDOW_FULL, KIND_WINDOW_FULL},
    {LABEL_DUPLICATE_ACK, KIND_DUPLICATE_ACK},
};

static enum kind kind_of_plain(const struct segment_event *event, uint64_t delay_us)
{
	const struct step *step = event->step;
	if (step->established && event->segment->payload_length == 0)
		return KIND_ESTABLISHED;
	if ((step->labels & label_bit(LABEL_RETRANSMISSION)) && delay_us < RTO_MIN_US)
		return KIND_PROBE;
	for (size_t i = 0; i < sizeof labelled / sizeof labelled[0]; i++)
		if (step->labels & label_bit(labelled[i].label))
			return labelled[i].kind;
	if (event->segment->payload_length > 0)
		return KIND_DATA;
	if (!(event->segment->flags & TCP_FLAG_ACK))
		return KIND_OTHER;
	if (step->facts & FLOW_CLOSED)
		return KIND_LAST_ACK;
	if (step->facts & FLOW_FIN_ACKED_ALONE)
		return KIND_ACK_OF_FIN;
	return delay_us >= DELAYED_ACK_US ? KIND_ACK_DELAYED : KIND_ACK;
}

const char *side_name(enum lang lang, enum side side)
{
	static const char *const names[2][2] = {
	    [LANG_ZH] = {"客户端", "服务端"}, [LANG_EN] = {"client", "server"}};
	return names[lang][side];
}

void text_sentence(struct text *text, enum lang lang, const struct segment_event *event)
{
	const struct segment *segment = event->segment;
	const struct flow *flow = event->flow;
	enum side from = event->step->from;
	const struct flow_side *peer = flow_side_const(flow, side_other(from));
	bool again = event->step->labels & label_retransmissions();
	bool answers = flow->segments > 1 && (peer->flags & SIDE_SPOKE);
	struct template_values values = {
	    .from = side_name(lang, from),
	    .to = side_name(lang, side_other(from)),
	    .first = side_name(lang, (enum side)flow->first_closer),
	    .second = side_name(lang, side_other((enum side)flow->first_closer)),
	    .length = segment->payload_length,
	    .seq = event->step->relative_seq,
	    .last = event->step->relative_seq + segment->payload_length - 1,
	    .ack = event->step->relative_ack,
	    .delay_us = answers ? since(event, peer->last_time) : 0,
	    .close_us = since_fin(event, (enum side)flow->first_closer),
	    .timeless = event->timeless,
	};
	if (again)
		values.delay_us = since(event, flow_side_const(flow, from)->next_time);
	if (values.delay_us == FLOW_LONG_AGO_US)
		values.timeless = true; /* how long exactly is not known */
	enum kind kind;
	if (segment->flags & TCP_FLAG_RST)
		kind = kind_of_rst(event);
	else if (segment->flags & TCP_FLAG_SYN)
		kind = kind_of_syn(event);
	else if (segment->flags & TCP_FLAG_FIN)
		kind = kind_of_fin(event);
	else
		kind = kind_of_plain(event, values.delay_us);
	text_template(text, sentences[kind][lang], &values);
}
