/* SPDX-License-Identifier: MIT */
/* Messages about segments that open or close. */
#include "messages_private.h"

const message_pair messages_open_close[CLAIM_IDS] = {
    [CLAIM_SYN] =
	{"{from}请求建立连接：SYN携带它的初始序列号（ISN），SYN本身占一个序列号",
	 "the {from} opens: the SYN carries its initial sequence number and itself occupies "
	 "one"},
    [CLAIM_SYN_AGAIN] =
	{"{from}重发SYN[，距上一次{value}][（至此共发送{more}次）]",
	 "the {from} sends its SYN again[, {value} after the last one][ (sent {more} "
	 "times so far)]"},
    [CLAIM_SYN_OF_SYN_ACK] =
	{"不带ACK的SYN，序列号与{from}的SYN+ACK相同：可能不是{from}发送的",
	 "a SYN without ACK, with the number of the {from}'s SYN+ACK: probably "
	 "not from the {from}"},
    [CLAIM_SYN_OTHER] =
	{"序列号与{frames}相同但TCP选项不同的SYN，早于重发定时器：是否都是{from}发送的，无从判断",
	 "a SYN with the number of {frames}, but with other TCP options, sooner than a timer sends "
	 "it again: whether both are from the {from}, cannot be told"},
    [CLAIM_SYN_UNSENT] =
	{"{from}的SYN再次出现，而{from}此时不会发送SYN：在途中迟到、被复制，被捕获了两次，还是并非"
	 "{from}所发，无从判断",
	 "the {from}'s SYN once more, when the {from} sends none: late or doubled on its way, "
	 "captured twice, or not from the {from}; which, cannot be told"},
    [CLAIM_SYN_BEFORE_OTHER] =
	{"{from}也请求建立连接；它没有确认对方的SYN，说明发出时还没有收到（同时打开，RFC 9293图7）",
	 "the {from} opens, too, before it has got the other SYN, which it does not acknowledge "
	 "(RFC 9293 figure 7, simultaneous open)"},
    [CLAIM_SYN_FORGED] =
	{"以{from}名义发送的SYN，可能不是{from}发送的：同时打开的一端在SYN+"
	 "ACK里重复自己的序列号，而{"
	 "from}在{frames}中用的是另一个（RFC 9293图7）",
	 "a SYN in the {from}'s name, probably not from it: who opens simultaneously repeats its "
	 "number in the SYN+ACK, and {frames} of the {from} has another one (RFC 9293 figure 7)"},
    [CLAIM_SYN_DATA] = {"{from}在SYN里带了{value}字节数据",
			"the {from} puts {value} byte{s} of data into its SYN"},
    [CLAIM_SYN_WITHOUT_DATA] = {"这次不带数据", "without the data this time"},
    [CLAIM_COOKIE_REQUEST] = {"并请求TFO cookie（RFC 7413）",
			      "it asks for a Fast Open cookie (RFC 7413)"},
    [CLAIM_COOKIE] = {"带有{value}字节的TFO cookie（RFC 7413）",
		      "with a Fast Open cookie of {value} byte{s} (RFC 7413)"},
    [CLAIM_SYN_ACK] =
	{"{from}同意建立连接：一个报文段既确认对方的SYN（确认号是ISN加1），又携带自己的SYN",
	 "the {from} accepts: one segment acknowledges the {to}'s SYN (ISN + 1) and carries its "
	 "own"},
    [CLAIM_SYN_ACK_ALONE] = {"{from}发送SYN+ACK；它所响应的SYN没有（完整地）捕获到",
			     "the {from} sends a SYN+ACK; no whole SYN was captured that it "
			     "answers"},
    [CLAIM_SYN_ACK_AGAIN] =
	{"{from}重发SYN+ACK[，距上一次{value}][（至此共发送{more}次）]：没有捕获到对它的确认",
	 "the {from} sends its SYN+ACK again[, {value} after the last one][ (sent {more} times so "
	 "far)]: no ACK of it was captured"},
    [CLAIM_SYN_ACK_HELD] =
	{"{from}重发SYN+ACK[，距上一次{value}][（至此共发送{more}次）]"
	 "，尽管对它的确认已被捕获：那个ACK在捕获点之后丢失，或者监听端暂不接受连接（全连接队列已满"
	 "，TCP_DEFER_ACCEPT），或者这是在响应SYN的另一个副本，无从判断是哪一种",
	 "the {from} sends its SYN+ACK again[, {value} after the last one][ (sent {more} times so "
	 "far)] although its ACK was captured: that was lost beyond the capture point, or the "
	 "listener holds "
	 "the connection back (full accept queue, TCP_DEFER_ACCEPT), or another copy of the SYN "
	 "came to it; which, cannot be told"},
    [CLAIM_SYN_ACK_SOON] =
	{"{from}重发SYN+ACK[，距上一次{value}][（至此共发送{more}次）]"
	 "：对它的确认刚刚被捕获，还不到一个往返时间（RTT），来不及到达",
	 "the {from} sends its SYN+ACK again[, {value} after the last one][ (sent {more} times so "
	 "far)]: the ACK of it was captured less than a round trip before, too late for it"},
    [CLAIM_SYN_ACK_EARLY] =
	{"{from}的SYN+ACK再次出现[，距上一次{value}]，早于重发定时器："
	 "它在途中被复制或迟到，还是{from}收到了SYN的另一个副本，无从判断",
	 "the {from}'s SYN+ACK once more[, {value} after the last one], sooner than a timer sends "
	 "it: doubled or late on its way, or another copy of the SYN came to the {from}; which, "
	 "cannot be told"},
    [CLAIM_SYN_ACK_DATA] =
	{"{from}同意建立连接，并且确认了SYN里的数据：快速打开成功",
	 "the {from} accepts and acknowledges the data in the SYN, too: the fast "
	 "open succeeded"},
    [CLAIM_SYN_ACK_ONLY] =
	{"{from}同意建立连接，但只确认了SYN，没有确认SYN里的数据",
	 "the {from} accepts, but acknowledges the SYN only, not the data in it"},
    [CLAIM_SYN_ACK_OTHER] =
	{"{from}发送SYN+ACK，但确认号不是对方的ISN加1：它没有确认对方的SYN（RFC 9293 3.10.7.3）",
	 "the {from} sends a SYN+ACK, but not with the number behind the {to}'s SYN: that one is "
	 "not "
	 "acknowledged by it (RFC 9293 3.10.7.3)"},
    [CLAIM_HANDSHAKE_ACK] =
	{"{from}确认对方的SYN；它到达后，两端都是ESTABLISHED",
	 "the {from} acknowledges the {to}'s SYN; when this arrives, both ends are ESTABLISHED"},
    [CLAIM_HANDSHAKE_ACK_CROSSED] =
	{"{from}确认对方的SYN；它到达后，{to}是ESTABLISHED",
	 "the {from} acknowledges the {to}'s SYN; when this arrives, the {to} is ESTABLISHED"},
    [CLAIM_HANDSHAKE_ACK_HELD] =
	{"{from}确认对方的SYN；{to}发出下一个报文段时还没有收下这个ACK，仍处于SYN-RECEIVED",
	 "the {from} acknowledges the {to}'s SYN; when the {to}'s next segment left, it had not "
	 "taken this and was still in SYN-RECEIVED"},
    [CLAIM_HANDSHAKE_ACK_AGAIN] = {"{from}再次确认重发的SYN+ACK",
				   "the {from} acknowledges the repeated SYN+ACK once more"},
    [CLAIM_SYN_STRAY] =
	{"连接中途出现序列号不同的{syn}"
	 "：可能不改变任何状态；接收方如果仍保持这个连接，就回应ACK（RFC 5961第4节）",
	 "a {syn} with another number in the middle of a connection: it probably changes nothing; "
	 "a "
	 "receiver that still has this connection answers with an ACK (RFC 5961, section 4)"},
    [CLAIM_SYN_PENDING] =
	{"同一对端口之间出现序列号不同的SYN：对方用SYN+"
	 "ACK响应，才开始另一个连接；接收方如果仍保持这个连接，就回应挑战ACK（RFC 5961第4节）",
	 "a SYN with another number between the same ends: only a SYN+ACK in answer to it begins "
	 "another connection; a receiver that still has this one answers with a challenge ACK (RFC "
	 "5961, section 4)"},
    [CLAIM_CHALLENGE_ACK] = {"{from}重申它期待的序列号：可能是对{frames}的挑战ACK（RFC 5961）",
			     "the {from} says once more what it expects: probably a challenge ACK "
			     "in answer to {frames} (RFC 5961)"},
    [CLAIM_FIN] =
	{"{from}没有更多数据要发：FIN（占一个序列号）；只关闭这个方向",
	 "the {from} has nothing more to send: FIN (it occupies one sequence number); it ends "
	 "this direction only"},
    [CLAIM_FIN_DATA] = {"{from}的最后{value}字节和FIN在同一个报文段里",
			"the {from}'s last {value} byte{s} and its FIN share a segment"},
    [CLAIM_FIN_WITH_ACK] =
	{"{from}[在对方的FIN之后{value}][（其中RTT "
	 "{more}）]也发送FIN：没有捕获到单独的ACK，由这个FIN捎带：四次挥手变成三次",
	 "the {from} sends its FIN, too[, {value} after the other one][ (round trip {more})]: no "
	 "separate ACK of that was "
	 "captured, this FIN carries it: three segments, not four"},
    [CLAIM_FIN_NO_ACK_BEFORE] = {"{from}[在对方的FIN之后{value}][（其中RTT "
				 "{more}）]也发送FIN，并确认对方的FIN；在此之前没有捕获到单独的ACK",
				 "the {from} sends its FIN, too[, {value} after the other one][ "
				 "(round trip {more})], and acknowledges that one; "
				 "no separate ACK of it was captured before"},
    [CLAIM_FIN_AFTER_ACK] =
	{"{from}[在对方的FIN之后{value}][（其中RTT {more}）]也发送FIN；此前已确认过对方的FIN",
	 "the {from} sends its FIN, too[, {value} after the other one][ (round trip {more})]; it "
	 "had acknowledged that "
	 "one before"},
    [CLAIM_FIN_LATE] =
	{"{from}的FIN[，在对方的FIN之后{value}捕获]：{frames}"
	 "的序列号已在它之后，所以它此前已发送过；"
	 "这是被超过的那一个，或者是重发",
	 "the {from}'s FIN[, captured {value} after the other one]: the number of {frames} lies "
	 "beyond it, so it had been sent before that; this one was overtaken, or is sent again"},
    [CLAIM_FIN_OTHER_NUMBER] =
	{"{from}名下的FIN，序列号与{frames}的FIN不同：一端的FIN只有一个序列号（RFC 9293 "
	 "3.4），其中一个不属于这个连接的{from}",
	 "a FIN of the {from} with another number than that of {frames}: the FIN of an end has one "
	 "number (RFC 9293 section 3.4), so one of them is none of the {from}'s in this "
	 "connection"},
    [CLAIM_FIN_BEHIND_ACK] = {"{from}的FIN：捕获到它之前，{frames}已确认了它",
			      "the {from}'s FIN, captured behind {frames}, which acknowledges it"},
    [CLAIM_FIN_BEFORE_OTHER] =
	{"{from}也发送FIN，发出时还没有收到对方的FIN（没有确认它）",
	 "the {from} sends its FIN, too, before it has received the other one (it does not "
	 "acknowledge it)"},
    [CLAIM_FIN_AGAIN] =
	{"{from}重发FIN[，距它的上一个报文段{value}][（至此共发送{more}次）]",
	 "the {from} sends its FIN again[, {value} after its last segment][ (sent {more} "
	 "times so far)]"},
    [CLAIM_FIN_ACKED_ALONE] = {"{from}[在{value}后]确认FIN，自己的FIN还没有发出",
			       "the {from} acknowledges the FIN[, {value} after it]; it has not "
			       "sent a FIN of its own yet"},
    [CLAIM_LAST_ACK] =
	{"{from}确认最后的FIN；它到达后，挥手完成；{first}在TIME-WAIT中停留2 MSL（Linux为60 s）",
	 "the {from} acknowledges the last FIN; when this arrives, the close is complete; the "
	 "{first} stays in TIME-WAIT for 2 MSL (60 s on Linux)"},
    [CLAIM_LAST_ACK_CROSSED] =
	{"{from}"
	 "确认对方的FIN：两个FIN都已确认；对方的FIN先于对自己FIN的确认到达的一端，会经过CLOSING；两"
	 "端都在TIME-WAIT中停留2 MSL",
	 "the {from} acknowledges the other FIN: both are acknowledged; an end that gets the other "
	 "FIN before the ACK of its own goes through CLOSING, and both stay in TIME-WAIT for 2 "
	 "MSL"},
    [CLAIM_FIN_ACKED_CROSSED] =
	{"{from}确认对方的FIN，它自己的FIN还没有得到确认：CLOSING（RFC 9293图13）",
	 "the {from} acknowledges the other FIN, its own is not acknowledged yet: CLOSING (RFC "
	 "9293 "
	 "figure 13)"},
    [CLAIM_FIN_ACKED_AGAIN] = {"{from}再次确认重发的FIN：TIME-WAIT就是为此而设",
			       "the {from} acknowledges the repeated FIN once more: what TIME-WAIT "
			       "is for"},
    [CLAIM_FIN_ACKED_ONCE_MORE] = {"{from}再次确认重发的FIN",
				   "the {from} acknowledges the repeated FIN once more"},
    [CLAIM_FIN_ACKED_WITH_DATA] = {"并随之确认了{to}的FIN",
				   "with {them} it acknowledges the {to}'s FIN"},
    [CLAIM_DATA_AFTER_FIN] =
	{"{from}在自己的FIN之后又发送{value}字节（{span}）：这是发送方的错误，FIN之后不能再有数据",
	 "the {from} sends {value} byte{s} ({span}) beyond its own FIN: an error of the sender, "
	 "whose FIN said that there is no more"},
};
