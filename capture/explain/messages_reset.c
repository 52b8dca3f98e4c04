/* SPDX-License-Identifier: MIT */
/* Messages about segments with RST. */
#include "messages_private.h"

const message_pair messages_reset[CLAIM_IDS] = {
    [CLAIM_REFUSED] = {"{from}用RST拒绝：没有进程监听这个端口，或者是防火墙代为拒绝",
		       "the {from} refuses with a RST: nobody listens on this port, or a firewall "
		       "says so"},
    [CLAIM_RESET_OPENING] = {"{from}发送RST终止建立过程：连接没有建立",
			     "the {from} aborts the opening with a RST: there is no connection"},
    [CLAIM_RESET_SYN_RECEIVED] =
	{"{from}发送RST终止连接：{to}如果仍在SYN-RECEIVED，收到后就回到LISTEN（RFC 9293 3.10.7.4）",
	 "the {from} aborts with a RST: a {to} that is still in SYN-RECEIVED goes back to LISTEN "
	 "when it arrives (RFC 9293 3.10.7.4)"},
    [CLAIM_RESET_NO_CONNECTION] =
	{"{from}发送RST：它可能没有这个连接（RFC 9293 3.10.7.1）",
	 "the {from} answers with RST: it probably knows no such connection (RFC 9293 3.10.7.1)"},
    [CLAIM_RESET_ANSWERS] =
	{"{from}发送RST，可能是响应对方的上一个报文段，如同没有这个连接的一端（RFC 9293 "
	 "3.10.7.1）：它在这个连接上不能再接收",
	 "the {from} sends a RST, probably in answer to the {to}'s last segment, as a host "
	 "without this connection does (RFC 9293 3.10.7.1): it can receive no more on it"},
    [CLAIM_RESET_ANSWERS_EARLIER] =
	{"{from}发送RST，可能是响应{frames}，如同没有这个连接的一端（RFC 9293 "
	 "3.10.7.1）：它在这个连接上不能再接收",
	 "the {from} sends a RST, probably in answer to {frames}, as a host without this "
	 "connection does (RFC 9293 3.10.7.1): it can receive no more on it"},
    [CLAIM_RESET_ANSWERS_COPY] =
	{"{from}发送RST，序列号等于{frames}的确认号：它响应的是该报文段、它的一个副本"
	 "还是没有捕获到的报文段，无从判断",
	 "the {from} sends a RST with the ACK number of {frames}: whether it answers that, a copy "
	 "of it or a segment that was not captured, cannot be told"},
    [CLAIM_RESET_FORGED] = {"以{from}名义发送的RST，可能是伪造的：{from}在{frames}中继续这个连接",
			    "a RST in the {from}'s name, probably forged: the {from} goes on in "
			    "{frames}"},
    [CLAIM_RESET_ANSWERS_OLD] =
	{"{from}发送RST，可能是响应一个不是确认它的SYN的ACK（RFC 9293 "
	 "3.10.7.3）；如果是，它的建立过程继续",
	 "the {from} sends a RST, probably in answer to an ACK that is not for its SYN (RFC 9293 "
	 "3.10.7.3); its opening goes on then"},
    [CLAIM_RESET_ANSWERS_ANEW] =
	{"{from}发送RST，可能是响应{frames}：它没有这个连接（RFC 9293 3.10.7.1），"
	 "或者正在建立另一个连接（3.10.7.3）",
	 "the {from} sends a RST, probably in answer to {frames}: it is without this connection "
	 "(RFC "
	 "9293 3.10.7.1), or opens another one (3.10.7.3)"},
    [CLAIM_RESET_IN_NAME] =
	{"以{from}名义发送的RST；{to}如果接受它，连接在那里就结束了",
	 "a RST in the {from}'s name; where the {to} takes it, its connection is over"},
    [CLAIM_RESET_ANSWERS_PROBE] =
	{"这个RST响应{to}序列号为SND.NXT-1的报文段（确认号就是那个序列号）；由此看不出{from}"
	 "自己处于什么状态",
	 "a RST answers the {to}'s segment with SEQ = SND.NXT-1 (it acknowledges that number); it "
	 "does not "
	 "show "
	 "in what state the {from} itself is"},
    [CLAIM_RESET_GIVES_UP] = {"{value}次重发或探测没有应答，{from}可能因此放弃：RST",
			      "the {from} probably gives up after {value} unanswered repetition{s} "
			      "or probe{s}: RST"},
    [CLAIM_RESET_AFTER_FIN] =
	{"{from}在自己的FIN之后发送RST；捕获中没有它所响应的报文段",
	 "after its FIN the {from} sends a RST; it answers no captured segment"},
    [CLAIM_RESET_MAY_ANSWER] =
	{"{from}在自己的FIN之后发送RST；它响应的是{frames}"
	 "、没有捕获到的报文段，还是不响应任何报文段，"
	 "无从判断",
	 "after its FIN the {from} sends a RST; whether it answers {frames}, something that was "
	 "not captured, or nothing, cannot be told"},
    [CLAIM_RESET_UNHEARD] =
	{"{from}发送RST；没有捕获到{to}的任何报文段，RST是否响应它，无从判断",
	 "the {from} sends a RST; nothing of the {to} was captured: whether it answers that, "
	 "cannot be told"},
    [CLAIM_RESET] =
	{"{from}异常终止连接：发送RST后立即进入CLOSED，{to}收到后也一样；没有确认，也没有TIME-WAIT",
	 "the {from} aborts: RST; it is CLOSED at once, and so is the {to} when this "
	 "arrives; no ACK, no TIME-WAIT"},
    [CLAIM_RESET_FIRST] =
	{"{from}的RST之前没有捕获到任何报文段：它终止的是什么，无从得知",
	 "a RST of the {from} before anything else was captured: what it ends, is "
	 "not seen"},
    [CLAIM_RESET_AGAIN] = {"又一个以{from}名义发送的RST；捕获中没有它所响应的报文段",
			   "another RST in the {from}'s name; it answers no captured segment"},
    [CLAIM_RESET_GUESS] = {"序列号比预期的大{value}：可能是在猜测窗口的位置",
			   "with a number {value} further on: probably a guess at the window"},
    [CLAIM_RESET_TOO] =
	{"{from}也发送RST：它不是对另一个RST的响应，因为RST不会得到RST的响应（RFC 9293 3.10.7.1）",
	 "the {from} sends a RST, too: not in answer to the other one, for no RST is answered with "
	 "one (RFC 9293 3.10.7.1)"},
    [CLAIM_RESET_WITH_SYN] =
	{"{from}的一个报文段里既有SYN又有RST：它不建立连接，监听端忽略它（RFC 9293 3.10.7.2）",
	 "a SYN and a RST in one segment of the {from}: it opens nothing, a listener ignores it "
	 "(RFC 9293 3.10.7.2)"},
    [CLAIM_RESET_AFTER_CLOSE] = {"连接结束之后，{from}发送RST",
				 "after the end of the connection the {from} sends a RST"},
    [CLAIM_RESET_IGNORED] =
	{"RST的序列号不在接收方期待的范围内：{to}可能直接丢弃（RFC 9293 3.10.7.4）",
	 "a RST whose number is outside of what its receiver expects: the {to} "
	 "probably drops it (RFC 9293 3.10.7.4)"},
    [CLAIM_RESET_IN_SYN_SENT] =
	{"RST没有确认{to}的SYN：{to}处于SYN-SENT，可能直接丢弃（RFC 9293 3.10.7.3）",
	 "a RST that does not acknowledge the {to}'s SYN: in SYN-SENT the {to} probably drops it "
	 "(RFC 9293 3.10.7.3)"},
    [CLAIM_RESET_CHALLENGED] =
	{"RST的序列号在窗口内，但不是下一个：{to}可能不接受它，以挑战ACK回应，除非受速率限制（RFC "
	 "5961第3.2节和第7节）",
	 "a RST with a number inside of the window, but not the next one: the {to} probably does "
	 "not take it and answers with a challenge ACK, unless it limits their rate (RFC 5961, "
	 "sections 3.2 and 7)"},
    [CLAIM_RESET_IN_FIN_WAIT_2] =
	{"RST的序列号在窗口内，但不是下一个：{to}只等对方的FIN（FIN-WAIT-2），有的系统此时接受它；"
	 "{to}是接受它，还是以挑战ACK回应（RFC 5961第3.2节），无从判断",
	 "a RST with a number inside of the window, but not the next one: the {to} waits for "
	 "nothing but a FIN (FIN-WAIT-2), where some systems take it; whether it takes it or "
	 "answers with a challenge ACK (RFC 5961 section 3.2) cannot be told"},
    [CLAIM_RESET_BEHIND_UNSEEN] =
	{"RST的序列号大于{from}被捕获到的：如果其间的数据或FIN没有捕获到，却已到达，{to}"
	 "就接受它，否则以挑战ACK回应"
	 "（RFC 5961第3.2节）；是哪一种，无从判断",
	 "a RST behind what was captured of the {from}: if the data or the FIN between has "
	 "arrived, "
	 "the {to} takes it, else it answers with a challenge ACK (RFC 5961, section 3.2); which, "
	 "cannot be told"},
    [CLAIM_RESET_NOT_TAKEN] =
	{"{to}可能没有接受这个RST：{to}此后仍在这个连接上发送",
	 "a RST that the {to} probably did not take: it goes on with this connection"},
    [CLAIM_RESET_PASSED_OVER] =
	{"{to}没有接受这个RST：{to}在{frames}中确认了比它更高的序列号",
	 "a RST that the {to} did not take: in {frames} it acknowledges numbers beyond it"},
    [CLAIM_RESET_REASON] =
	{"其中{value}字节文字说明复位的原因，不是数据（RFC 9293 3.5.3）",
	 "the {value} byte{s} of text in it tell the reason, they are no data (RFC "
	 "9293 3.5.3)"},
    [CLAIM_RESET_TTL] =
	{"它的TTL与{from}的其他报文段不同：可能由路径上的中间设备发出",
	 "its TTL differs from the {from}'s other segments: probably from something "
	 "on the path"},
};
