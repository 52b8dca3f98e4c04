/* SPDX-License-Identifier: MIT */
#include "naming.h"
#include "sentence.h"
#include "template.h"

static const template_pair openings[OPEN_NAME_COUNT] = {
    [OPEN_3_WAY] = {"三次握手打开[，往返{delay}]",
		    "opened by the three-way handshake[ in {delay}]"},
    [OPEN_SIMULTANEOUS] = {"两端同时打开", "opened simultaneously"},
    [OPEN_FAST] = {"TCP快速打开", "opened by TCP Fast Open"},
    [OPEN_REFUSED] = {"没有打开：被RST拒绝", "not opened: refused with RST"},
    [OPEN_UNANSWERED] = {"没有打开：SYN没有得到回答", "not opened: the SYN was not answered"},
    [OPEN_INCOMPLETE] = {"没有打开：SYN得到了SYN+ACK的回答，但握手没有完成",
			 "not opened: the SYN was answered with SYN+ACK, but the handshake was not "
			 "completed"},
    [OPEN_NO_CONNECTION] = {"没有连接：这些报文不属于任何看到的连接",
			    "no connection: these segments belong to none that was seen"},
    [OPEN_MIDSTREAM] = {"打开的过程不在捕获里", "opened before the capture began"},
};

/* The delayed-ACK timer: RFC 9293 section 3.8.6.3 allows up to 500 ms; Linux waits 40 ms at least
 * (TCP_DELACK_MIN in include/net/tcp.h). */
static const template_pair closings[CLOSE_NAME_COUNT] = {
    [CLOSE_3_SEGMENT] =
	{"{first}先关闭，用了三个报文：{second}[在FIN之后{close}]"
	 "关闭时，内核对FIN的ACK还在延迟（Linux"
	 "的延迟确认至少40 ms），就搭在{second}自己的FIN上",
	 "the {first} closed first, in three segments: when the {second} closed[ {close} after "
	 "the FIN], its kernel still held back the ACK of that FIN (delayed ACK: at least 40 ms "
	 "on Linux), so the ACK rode on the {second}'s own FIN"},
    [CLOSE_4_SEGMENT] =
	{"{first}先关闭，用了四个报文：对FIN的ACK[在{delay}后]单独发出，{second}[在FIN之后{close}]"
	 "才关闭",
	 "the {first} closed first, in four segments: the ACK of the FIN went out alone[ after "
	 "{delay}], the {second} closed only later[, {close} after the FIN]"},
    [CLOSE_SIMULTANEOUS] =
	{"两端同时关闭：两个FIN在途中交叉，都经过CLOSING",
	 "both closed at the same time: the FINs crossed, both ends went through CLOSING"},
    [CLOSE_HALF] = {"{first}先关闭自己的方向（半关闭），{second}又发送了数据[，{close}后]才关闭",
		    "the {first} closed its direction first (half-close), the {second} sent data "
		    "after that and "
		    "closed[ {close} after the FIN]"},
    [CLOSE_RESET] = {"{from}用RST中止", "aborted by the {from} with RST"},
    [CLOSE_FIN_THEN_RESET] = {"{first}先发FIN，{from}随后用RST中止",
			      "the {first} sent a FIN, then the {from} aborted with RST"},
    [CLOSE_ONE_FIN] = {"{first}先关闭；到捕获结束时，{second}还没有关闭",
		       "the {first} closed; the {second} had not when the capture ended"},
    [CLOSE_OPEN] = {"到捕获结束时还没有关闭", "not closed when the capture ended"},
};

/* The first closer answers with RST what still came after its FIN. */
static const template_pair answered = {
    "{first}先关闭，应用已经不在了；{second}还在发送，得到的回答是RST",
    "the {first} closed first and its application was gone; what the {second} still sent was "
    "answered "
    "with RST"};

void text_verdict(struct text *text, enum lang lang, const struct flow *flow, bool timeless)
{
	enum side first = (enum side)flow->first_closer;
	struct template_values values = {
	    .from = side_name(lang, (enum side)flow->resetter),
	    .first = side_name(lang, first),
	    .second = side_name(lang, side_other(first)),
	    .delay_us = flow->syn_rtt_us,
	    .timeless = timeless || !(flow->flags & FLOW_RTT_KNOWN),
	};
	enum open_name open = flow_open(flow);
	text_template(text, openings[open][lang], &values);
	enum close_name close = flow_close(flow);
	if (close == CLOSE_NONE)
		return;
	uint64_t fin = flow_fin_time(flow, (enum flow_fin)first);
	int64_t acked = flow_fin_between(fin, flow_fin_time(flow, FLOW_FIN_ACK));
	int64_t closed = flow_fin_between(fin, flow_fin_time(flow, (enum flow_fin) !first));
	/* A clock that went back tells nothing. */
	bool backward = closed < 0 || ((flow->flags & FLOW_FIN_ACKED_ALONE) && acked < 0);
	values.timeless = timeless || backward;
	values.delay_us = (uint64_t)acked;
	values.close_us = (uint64_t)closed;
	text_string(text, lang == LANG_ZH ? "；" : "; ");
	bool by_first = close == CLOSE_FIN_THEN_RESET && flow->resetter == flow->first_closer;
	text_template(text, by_first ? answered[lang] : closings[close][lang], &values);
}
