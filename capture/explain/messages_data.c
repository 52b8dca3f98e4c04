/* SPDX-License-Identifier: MIT */
/* Messages about data, ACKs, windows, and what is sent again. */
#include "messages_private.h"

const message_pair messages_data[CLAIM_IDS] = {
    [CLAIM_DATA] = {"{from}发送{value}字节（{span}）", "the {from} sends {value} byte{s} ({span})"},
    [CLAIM_DATA_FILLS_WINDOW] = {"{from}发送{value}字节（{span}），填满了对方的接收窗口",
				 "the {from} sends {value} byte{s} ({span}), as much as the "
				 "{to}'s window still allows"},
    [CLAIM_FRAGMENT] =
	{"{from}发送从{seq}开始的数据：这是IP的第一个分片，带有其中{value}"
	 "字节，整个报文段的长度未知",
	 "the {from} sends data from {seq} on: the first IP fragment, with {value} byte{s} of it; "
	 "how long the whole segment is, is not known"},
    [CLAIM_URGENT] = {"{value}号字节是紧急数据（URG和紧急指针，RFC 6093）",
		      "byte {value} is urgent (URG and the urgent pointer, RFC 6093)"},
    [CLAIM_ACK] = {"{from}确认到{acked}号为止（下一个期待{ack}）",
		   "the {from} acknowledges everything up to {acked} (expects {ack} next)"},
    [CLAIM_ACK_OF_SYN_ONLY] = {"{from}发送ACK（下一个期待{ack}）",
			       "the {from} sends an ACK (expects {ack} next)"},
    [CLAIM_ACK_DELAYED] = {"[，比往返时间（RTT）多{value}]：可能是延迟确认（RFC 9293 3.8.6.3）",
			   "[, {value} more than a round trip]: probably a delayed ACK (RFC 9293 "
			   "3.8.6.3)"},
    [CLAIM_ACK_LATE] =
	{"[，比往返时间（RTT）多{value}（这样的延迟，原因无从判断）]",
	 "[, {value} more than a round trip (why such an ACK comes late, cannot be told)]"},
    [CLAIM_ACK_LATE_AGAIN] = {"[，比往返时间（RTT）多{value}]",
			      "[, {value} more than a round trip]"},
    [CLAIM_ACK_DUPLICATE] = {"重复ACK：{from}仍在等待从{ack}开始的字节",
			     "duplicate ACK: the {from} still expects {ack}"},
    [CLAIM_ACK_SACK] = {"{from}收到了{figures}（SACK，RFC 2018）",
			"the {from} has {figures} (SACK, RFC 2018)"},
    [CLAIM_ACK_SACK_FIN] = {"{from}收到了{to}的FIN（SACK，RFC 2018）",
			    "the {from} has the {to}'s FIN (SACK, RFC 2018)"},
    [CLAIM_ACK_SACK_DATA_FIN] = {"{from}收到了{figures}和{to}的FIN（SACK，RFC 2018）",
				 "the {from} has {figures} and the {to}'s FIN (SACK, RFC 2018)"},
    [CLAIM_ACK_LACKS] = {"还缺{figures}", "it still lacks {figures}"},
    [CLAIM_ACK_LACKS_TOO] = {"和{figures}", " and {figures}"},
    [CLAIM_ACK_LACKS_FROM] = {"还缺从{ack}开始的字节", "the first that it still lacks is {ack}"},
    [CLAIM_ACK_TWICE] = {"{from}用D-SACK告知：{figures}收到了两次（RFC 2883）",
			 "the {from} got {figures} twice and says so (D-SACK, RFC 2883)"},
    [CLAIM_ACK_FIN_TWICE] = {"{from}用D-SACK告知：{to}的FIN收到了两次（RFC 2883）",
			     "the {from} got the {to}'s FIN twice and says so (D-SACK, RFC 2883)"},
    [CLAIM_ACK_DATA_FIN_TWICE] =
	{"{from}用D-SACK告知：{figures}和{to}的FIN收到了两次（RFC 2883）",
	 "the {from} got {figures} and the {to}'s FIN twice and says so (D-SACK, RFC 2883)"},
    [CLAIM_ACK_SYN_TWICE] = {"{from}用D-SACK告知：{to}的SYN收到了两次（RFC 2883）",
			     "the {from} got the {to}'s SYN twice and says so (D-SACK, RFC 2883)"},
    [CLAIM_ACK_ONCE_MORE] = {"{from}再次发送同样的ACK（下一个期待{ack}）",
			     "the {from} repeats its ACK (expects {ack} next)"},
    [CLAIM_ACK_OVERTAKEN] = {"{from}较早发出的ACK（期待{ack}）：{from}在它之后发出的报文段先被捕获",
			     "an older ACK of the {from} (expects {ack}): what it sent later was "
			     "captured before"},
    [CLAIM_ACK_OLD] = {"{from}的ACK确认的不是这个SYN：{from}"
		       "可能还保持着同一对端口上的另一个连接（RFC 9293 3.10.7.3）",
		       "an ACK that is not for this SYN: the {from} probably still has another "
		       "connection between these ports (RFC 9293 3.10.7.3)"},
    [CLAIM_ACK_OF_OLDER] =
	{"{from}可能仍按这个旧连接，用ACK响应建立新连接的报文段（RFC 9293 3.10.7.4）",
	 "the {from} probably answers what opens the new connection with the ACK of this older one "
	 "(RFC 9293 3.10.7.4)"},
    [CLAIM_RENEGED] =
	{"它此前用SACK告知已收到的{figures}，现在没有确认：可能又丢弃了（RFC 2018第8节）",
	 "it does not acknowledge {figures}, which it had by an earlier SACK: it has probably "
	 "discarded them again (reneging, RFC 2018, section 8)"},
    [CLAIM_ACK_UNSEEN] =
	{"{from}确认到{acked}号为止，其中有至此没有捕获到的字节",
	 "the {from} acknowledges everything up to {acked}, with bytes that were not "
	 "captured so far"},
    [CLAIM_ACK_OF_NOTHING] =
	{"{from}发送ACK；它确认的字节没有捕获到",
	 "the {from} sends an ACK; nothing of what it acknowledges was captured"},
    [CLAIM_OLDER] =
	{"{from}"
	 "的序列号在这个连接的初始序列号之前：可能属于同一对端口上的另一个连接，可能是更早的连接，"
	 "也可"
	 "能是另一个VLAN中的连接（用--vlan区分）",
	 "the {from}'s number lies before the first one of this connection: probably a segment of "
	 "another one between these ends, an older one or one of another VLAN (--vlan tells those "
	 "apart)"},
    [CLAIM_OUTSIDE_WINDOW] =
	{"就抓到的报文段而言，它的序列号或确认号不在{to}可接受的范围内：{to}"
	 "可能丢弃它，至多回应ACK（RFC 9293 3.10.7.4）",
	 "its numbers are none that the {to} takes, as far as was captured: the {to} probably "
	 "drops it, and at most answers with an ACK (RFC 9293 3.10.7.4)"},
    [CLAIM_BEFORE_ANSWER] =
	{"在它之前没有捕获到SYN+ACK：{to}可能处于SYN-SENT，丢弃既不含SYN也不含RST的报文段（RFC "
	 "9293 3.10.7.3）",
	 "no SYN+ACK was captured before it: the {to} is probably in SYN-SENT, and drops what has "
	 "neither SYN nor RST (RFC 9293 3.10.7.3)"},
    [CLAIM_NO_ACK] =
	{"{from}"
	 "发送的报文段不含ACK、SYN、RST：有这个连接的主机丢弃它，序列号不可接受时回应ACK（RFC "
	 "9293 3.10.7.4）；没有这个连接时，正在监听的端口丢弃它而不响应（3.10.7.2），关闭的端口回应"
	 "RST（3.10.7.1）",
	 "the {from} sends a segment without ACK, SYN or RST: a host that has this connection "
	 "drops it, or answers an unacceptable number with an ACK (RFC 9293 3.10.7.4); without "
	 "one, a listening port drops it silently (3.10.7.2), a closed one answers with a RST "
	 "(3.10.7.1)"},
    [CLAIM_ZERO_WINDOW] = {"零窗口：{from}通告的窗口是0，对方必须停止发送",
			   "zero window: the {from} advertises window 0, the {to} has to stop"},
    [CLAIM_WINDOW_OPENS] = {"窗口更新：{from}的窗口重新打开[，为{value}字节]",
			    "window update: the {from}'s window opens again[, to {value} bytes]"},
    [CLAIM_WINDOW_CHANGE] = {"窗口更新：{from}改变了窗口[，改为{value}字节]",
			     "window update: the {from} changes its window[ to {value} bytes]"},
    [CLAIM_WINDOW_PROBE] =
	{"窗口探测：{to}的窗口是0，{from}用它询问窗口是否已打开（RFC 9293 3.8.6.1）",
	 "window probe: the {to}'s window is 0, and with this the {from} asks for "
	 "it (RFC 9293 3.8.6.1)"},
    [CLAIM_WINDOW_PROBE_ACK] = {"{from}应答窗口探测：窗口仍然是0",
				"the {from} answers the window probe: the window is still 0"},
    [CLAIM_KEEP_ALIVE] =
	{"{from}[静默{value}之后]发送序列号为SND.NXT-1的报文段：可能是保活探测（RFC 9293 3.8.4）",
	 "the {from} sends a segment with SEQ = SND.NXT-1[ after {value} of silence]: probably a "
	 "keep-alive, which asks whether the {to} is still there (RFC 9293 3.8.4)"},
    [CLAIM_OLD_NUMBER] = {"{from}发送一个空报文段，序列号是SND.NXT-1",
			  "the {from} sends an empty segment with SEQ = SND.NXT-1"},
    [CLAIM_KEEP_ALIVE_ACK] = {"{from}应答保活探测", "the {from} answers the keep-alive"},
    [CLAIM_AGAIN_ACKED] = {"{from}重发{range}，而对它们的确认此前已被捕获",
			   "the {from} sends {range} again, of which the ACK was captured before"},
    [CLAIM_ACKED_BEFORE] =
	{"{from}发送{value}字节，{to}在这之前已确认过；它们只被捕获了一次，以前是否发送过无从判断",
	 "the {from} sends {value} byte{s} that the {to} had acknowledged before; captured once: "
	 "whether sent before, cannot be told"},
    [CLAIM_AGAIN_SACK] =
	{"{from}重发{range}：对{figures}的SACK说明前面有缺口（RFC 2018，RFC 8985）",
	 "the {from} sends {range} again: the SACK of {figures} showed the gap (RFC 2018, RFC "
	 "8985)"},
    [CLAIM_AGAIN_DUPACKS] =
	{"快速重传：{value}个重复ACK说明{range}没有到，{from}不等定时器就重发（RFC 5681第3.2节）",
	 "fast retransmission of {range}: {value} duplicate ACKs told of the gap, the {from} does "
	 "not wait for its timer (RFC 5681, section 3.2)"},
    [CLAIM_AGAIN_PARTIAL] = {"{from}重发{range}：可能因为部分确认说明从{seq}开始还缺（RFC 6582）",
			     "the {from} sends {range} again: probably because a partial ACK "
			     "showed another gap (RFC 6582)"},
    [CLAIM_AGAIN_TIMEOUT] =
	{"{from}[静默{value}后]重发{range}[（至此共发送{more}次）]：可能是超时重传（RFC 6298）",
	 "the {from} sends {range} again[ after {value} of silence][ (sent {more} times so far)]: "
	 "probably a retransmission timeout (RFC 6298)"},
    [CLAIM_AGAIN_DOUBLED] =
	{"{from}[静默{value}后]重发{range}[（至此共发送{more}次）]"
	 "：约为上次的两倍，可能是超时重传的退避（RFC 6298第5.5节）",
	 "the {from} sends {range} again[ after {value} of silence][ (sent {more} times so far)]: "
	 "about twice the last wait, probably the timeout's back-off (RFC 6298, section 5.5)"},
    [CLAIM_AGAIN_PROBE] =
	{"{from}[静默{value}后]重发{range}：短于Linux默认的最小RTO（200 "
	 "ms），可能是尾部丢失探测（TLP，RFC 8985第7节）",
	 "the {from} sends {range} again[ after {value} of silence], below Linux's default "
	 "minimum (200 ms) of a retransmission timeout: probably a tail loss probe (RFC 8985, "
	 "section 7)"},
    [CLAIM_AGAIN_TIMER] =
	{"{from}[静默{value}后]重发{range}[（至此共发送{more}次）]"
	 "：定时器到期，是超时重传还是尾部丢失探测（TLP）无从判断",
	 "the {from} sends {range} again[ after {value} of silence][ (sent {more} times so far)]: "
	 "by a timer; whether a timeout or a tail loss probe, cannot be told"},
    [CLAIM_AGAIN_SYN_ONLY] =
	{"{from}重发{range}：SYN里带过它们，对方只确认了SYN（RFC 7413第4.1.3节）",
	 "the {from} sends {range} again: sent with its SYN before, of which only the SYN was "
	 "acknowledged (RFC 7413, section 4.1.3)"},
    [CLAIM_AGAIN] =
	{"{from}重发{range}[，距它上一次发送{value}][（至此共发送{more}次）]：原因无从判断",
	 "the {from} sends {range} again[, {value} after its last segment][ (sent {more} times so "
	 "far)]: why, cannot be told"},
    [CLAIM_AGAIN_NEW] = {"同一报文段中的{figures}是首次发送", "{figures} in the same segment new"},
    [CLAIM_AGAIN_FIN] = {"FIN第一次随之发出", "its FIN goes with it for the first time"},
    [CLAIM_LATE] = {"乱序：[{range}]在序列号更高的报文段之后才被捕获",
		    "out of order: [{range}, ]captured after higher numbers"},
    [CLAIM_OVERTAKEN] =
	{"乱序：[{range}]先发后至，在路上或在捕获时被后面的报文段超过",
	 "out of order: [{range}, ]sent before what follows and overtaken by it, on the way or in "
	 "the capture"},
    [CLAIM_LOST_BEFORE] =
	{"[{range}]可能在到达捕获点之前丢过一次，这是重发的",
	 "[{range}: ]probably lost once before the capture point, this is the repetition"},
    [CLAIM_JUMP] = {"序列号跳过了{figures}，至此没有捕获到",
		    "the numbers jump over {figures}, not captured so far"},
    [CLAIM_CAPTURED_TWICE] = {"同一个数据包可能被捕获了两次",
			      "probably the same packet, captured twice"},
    [CLAIM_CAPTURED_ELSEWHERE] = {"同一个数据包，在另一个接口或另一个方向上已被捕获过",
				  "the same packet, captured before on another interface or in "
				  "another direction"},
    [CLAIM_DOUBLED] = {"同一个数据包可能在网络中被复制了",
		       "probably the same packet, doubled by the network"},
    [CLAIM_ONE_ARRIVED] = {"所以{frames}已到达", "so {frames} had arrived"},
    [CLAIM_CROSSED] = {"它与对方的{flag}在途中交叉", "it crossed the other one on the way"},
    [CLAIM_LOST] = {"它可能在捕获点之后丢失", "it was probably lost beyond the capture point"},
    [CLAIM_PART_LOST] = {"它可能有一部分在捕获点之后丢失",
			 "a part of it was probably lost beyond the capture point"},
    [CLAIM_LOST_OR_ANSWER] = {"它或对它的响应丢失了，或者迟到了",
			      "it or its answer was lost, or late"},
    [CLAIM_PROBABLY_LOST] = {"它或对它的响应可能丢失了，或者迟到了",
			     "it or its answer was probably lost, or late"},
    [CLAIM_NO_ANSWER] = {"重发之前没有捕获到对它的有效确认",
			 "no valid ACK of it was captured before it was sent again"},
    [CLAIM_BAD_CHECKSUM] =
	{"它的校验和是错的：如果它到达了，{to}可能因此丢弃了它",
	 "its checksum is bad: if it arrived, the {to} probably discarded it for "
	 "that"},
    [CLAIM_DISCARDED] = {"{to}可能丢弃了它", "the {to} probably discarded it"},
    [CLAIM_SAME_PACKET] =
	{"首部与{frames}相同：被捕获了两次，还是在网络中被复制，无从判断",
	 "the same as {frames}, as far as the headers tell: captured twice or doubled by the "
	 "network; which, cannot be told"},
    [CLAIM_CLOCK_BACK] =
	{"（与这个连接的上一个报文段相比，捕获的时间倒退了[{value}]）",
	 "(since the connection's segment before, the capture's times went back[, by {value}])"},
    [CLAIM_CLOCK_JUMP] =
	{"（与这个连接的上一个报文段相比，捕获的时钟跳变了[{value}]）",
	 "(since the connection's segment before, the capture's clock jumped[, by {value}])"},
};
