/* SPDX-License-Identifier: MIT */
/* Messages about a connection: the parts of its verdict. */
#include "messages_private.h"

const message_pair messages_connection[CLAIM_IDS] = {
    [CLAIM_OPENED] = {"三次握手建立连接[，用时{value}]",
		      "opened by the three-way handshake[ in {value}]"},
    [CLAIM_OPENED_AT_MOST] = {"三次握手建立连接[，用时不超过{most}]",
			      "opened by the three-way handshake[ in {most} at most]"},
    [CLAIM_OPENED_AGAIN] = {"三次握手建立连接[，在第一个SYN之后{value}][；SYN共发送{more}次]",
			    "opened by the three-way handshake[ {value} after the first SYN][; the "
			    "SYN was sent {more} "
			    "times]"},
    [CLAIM_OPENED_ANSWER_AGAIN] =
	{"三次握手建立连接[，在SYN之后{value}]；SYN+ACK共发送{more}次",
	 "opened by the three-way handshake[ {value} after the SYN]; the SYN+ACK was sent {more} "
	 "times"},
    [CLAIM_OPENED_HELD] =
	{"三次握手建立连接[，{from}最早在SYN之后{value}完成]；尽管对SYN+"
	 "ACK的确认已被捕获，它仍被重发[，共捕获{more}次]",
	 "opened by the three-way handshake[, at the {from} {value} after the SYN at the "
	 "earliest]; the SYN+ACK was sent again[, captured {more} times,] although its ACK was "
	 "captured"},
    [CLAIM_SYN_ACK_REPEATED] = {"SYN+ACK共发送{value}次", "the SYN+ACK was sent {times}"},
    [CLAIM_SYN_REPEATED] = {"SYN共发送{value}次", "the SYN was sent {times}"},
    [CLAIM_SERVER_UNTOLD] =
	{"（这是在客户端；在服务端是否也已建立，无从判断：它以RST响应，除SYN外没有确认过客户端的任"
	 "何序列号）",
	 "(at the client; whether at the server, too, cannot be told: it answered with a RST, and "
	 "acknowledged nothing of the client but its SYN)"},
    [CLAIM_OPENED_UNSEEN] =
	{"三次握手建立连接，由SYN+ACK可知：没有捕获到完整的SYN",
	 "opened by the three-way handshake, as the SYN+ACK shows: no whole SYN was captured"},
    [CLAIM_OPENED_SIMULTANEOUSLY] = {"两端同时建立连接", "opened simultaneously"},
    [CLAIM_OPENED_FAST] = {"以TCP快速打开（TFO）建立连接", "opened by TCP Fast Open"},
    [CLAIM_OPENED_BEFORE] = {"没有捕获到连接的建立", "the opening was not captured"},
    [CLAIM_ROUND_TRIP] = {"[（RTT {value}）]", "[(round trip {value})]"},
    [CLAIM_ANSWER_TIMES] = {"[（SYN在{value}后][得到响应，数据最快在{more}后得到确认）]",
			    "[(the SYN was answered after {value}][, data after {more} at the "
			    "least)]"},
    [CLAIM_MANY_TWICE] = {"其中至少{value}个报文段可能被捕获了两次",
			  "at least {value} of the segments probably captured twice"},
    [CLAIM_NOT_OPENED_REFUSED] = {"连接被拒绝（RST）", "not opened: refused with RST"},
    [CLAIM_NOT_OPENED_REFUSED_AGAIN] =
	{"连接被拒绝（RST），又尝试建立：没有捕获到TCP对最后一个SYN的响应",
	 "refused with RST, and tried again: no TCP answer to the last SYN was captured"},
    [CLAIM_NOT_OPENED_UNANSWERED] = {"没有捕获到TCP对SYN的响应[（发送{value}次）]",
				     "no TCP answer to the SYN was captured[ (sent {times})]"},
    [CLAIM_OPENING_ONE_WAY] =
	{"有SYN+ACK响应[（发送{value}次）]；没有捕获到{to}的任何报文段，连接是否建立，无从判断",
	 "answered by SYN+ACK[ (sent {times})]; nothing of the {to} was captured: whether it was "
	 "opened, cannot be told"},
    [CLAIM_OPENING_ONE_WAY_RST] =
	{"有SYN+ACK响应[（发送{value}次）]，{from}此后发送了RST；没有捕获到{to}的任何报文段，"
	 "连接在此之前是否建立，无从判断",
	 "answered by SYN+ACK[ (sent {times})], then a RST of the {from}; nothing of the {to} was "
	 "captured: whether it was opened before, cannot be told"},
    [CLAIM_NOT_OPENED_INCOMPLETE] =
	{"有SYN+ACK响应[（发送{value}次）]，但没有捕获到对它的确认",
	 "answered by SYN+ACK[ (sent {times})], but no ACK of that was captured"},
    [CLAIM_NOT_OPENED_BROKEN_OFF] =
	{"没有建立连接：有SYN+ACK响应[（发送{value}次）]，{from}发送RST终止了建立过程",
	 "not opened: answered by SYN+ACK[ (sent {times})], and the {from} aborted the opening "
	 "with RST"},
    [CLAIM_NOT_OPENED_FORGED] =
	{"没有建立连接：有SYN+ACK响应[（发送{value}次）]，而一个以{from}名义发送的RST终止了{to}"
	 "一端的建立过程"
	 "，它可能是伪造的：{from}此后继续在这个连接上发送",
	 "not opened: answered by SYN+ACK[ (sent {times})], and a RST in the {from}'s name ended "
	 "the opening at the {to}; it is probably forged: the {from} went on with this connection"},
    [CLAIM_NOT_OPENED_ANSWERED] =
	{"没有建立连接：有SYN+ACK响应[（发送{value}次）]，而{from}发送了RST，可能是响应{to}"
	 "的一个报文段",
	 "not opened: answered by SYN+ACK[ (sent {times})], and the {from} sent a RST, probably in "
	 "answer to a segment of the {to}"},
    [CLAIM_NOT_OPENED_UNSEEN] =
	{"{from}的RST确认了对SYN的响应，但没有捕获到这个响应",
	 "the {from}'s RST acknowledges an answer to the SYN that was not captured"},
    [CLAIM_NO_CONNECTION] =
	{"这些报文段可能不属于任何连接：如同没有这个连接的一端，它们得到的响应是RST（RFC 9293 "
	 "3.10.7.1）",
	 "segments probably of no connection: they are answered with RST, as by a host that knows "
	 "none (RFC 9293 3.10.7.1)"},
    [CLAIM_STRAY] = {"这些报文段不属于任何看到的连接", "segments of no connection that was seen"},
    [CLAIM_ROLES_GUESSED] = {"（哪一端是客户端只是推测，依据是端口号）",
			     "(who is the client is a guess, made from the ports)"},
    [CLAIM_LOSSES] = {"{from}有{value}个报文段可能在捕获点之后丢失",
		      "{value} segment{s} of the {from} probably lost beyond the capture point"},
    [CLAIM_LOSSES_IN_PART] = {"{from}有{value}个报文段可能有一部分在捕获点之后丢失",
			      "a part of {value} segment{s} of the {from} probably lost beyond "
			      "the capture point"},
    [CLAIM_LOSSES_BEFORE] =
	{"{from}有{value}个报文段可能在捕获点之前丢失[，重发的比后面的晚{upto}{more}捕获到]",
	 "{value} segment{s} of the {from} probably lost before the capture point[, sent again and "
	 "captured {upto}{more} after what followed]"},
    [CLAIM_NOT_CAPTURED] = {"{from}有[{value}]字节得到了确认，却没有捕获到",
			    "[{value} ]byte{s} of the {from} were acknowledged and not captured"},
    [CLAIM_REPAIRED_FAST] =
	{"{from}根据SACK或重复ACK重发数据{value}次[，与首次发送相隔{upto}{more}]",
	 "the {from} sent data again {times} after SACKs or duplicate ACKs[, {upto}{more} "
	 "after the first time]"},
    [CLAIM_REPAIRED_PARTIAL] =
	{"{from}重发数据{value}次，可能因为部分确认（RFC 6582）[，与首次发送相隔{upto}{more}]",
	 "the {from} sent data again {times}, probably because of partial ACKs (RFC 6582)[, "
	 "{upto}{more} after the first time]"},
    [CLAIM_REPAIRED_TIMEOUT] =
	{"{from}重发数据{value}次，可能因为超时[，与首次发送相隔{upto}{more}]",
	 "the {from} sent data again {times}, probably when its "
	 "retransmission timer expired[, {upto}{more} after the first time]"},
    [CLAIM_REPAIRED_BACKOFF] =
	{"{from}重发数据{value}次，间隔约为上次的两倍，可能因为超时（RFC "
	 "6298第5.5节）[，与首次发送相隔{upto}{more}]",
	 "the {from} sent data again {times} after about twice the wait before, probably the "
	 "timeout's back-off (RFC 6298, section 5.5)[, {upto}{more} after the first time]"},
    [CLAIM_BACKED_OFF] =
	{"{from}[在{more}内]重发数据{value}次，每次等待约为上次的两倍：可能是超时重传的退避（RFC "
	 "6298第5.5节）",
	 "the {from} sent data again {times}[ within {more}], each wait about twice the one "
	 "before: "
	 "probably the back-off of its retransmission timeout (RFC 6298, section 5.5)"},
    [CLAIM_REPAIRED_PROBE] =
	{"{from}重发数据{value}次，可能是尾部丢失探测（TLP）[，与首次发送相隔{upto}{more}]",
	 "the {from} sent data again {times}, probably to probe for a lost tail (TLP)[, {upto}"
	 "{more} after "
	 "the first time]"},
    [CLAIM_REPAIRED_TIMER] =
	{"{from}因定时器到期重发数据{value}次[，与首次发送相隔{upto}{more}]"
	 "，是超时还是尾部丢失探测（TLP）无从判断",
	 "the {from} sent data again {times} by a timer[, {upto}{more} after "
	 "the first time]; a timeout or a tail loss probe: which, cannot be told"},
    [CLAIM_REPAIRED_SYN_ONLY] = {"{from}重发了SYN里的数据：对方只确认了SYN",
				 "the {from} sent the data in its SYN again: only the SYN was "
				 "acknowledged"},
    [CLAIM_REPAIRED] = {"{from}重发数据{value}次[，与首次发送相隔{upto}{more}]，原因无从判断",
			"the {from} sent data again {times}[, {upto}{more} after the first time]; "
			"why, cannot be told"},
    [CLAIM_NEEDLESS] = {"{from}两次收到同样的数据，并用D-SACK告知（{value}个，RFC 2883）",
			"the {from} got bytes twice and said so ({value} D-SACK{s}, RFC 2883)"},
    [CLAIM_WINDOW_SHUT] = {"{from}曾通告零窗口[，持续{value}][（探测{more}次）]",
			   "the {from}'s window was shut[ for {value}][ ({more} probe{ms})]"},
    [CLAIM_WINDOW_STILL_SHUT] =
	{"{from}的窗口直到最后仍是0[（探测{more}次）]",
	 "the {from}'s window was still shut at the end[ ({more} probe{ms})]"},
    [CLAIM_WAITED] = {"{from}有{more}次等到ACK才继续发送[，共{value}]：可能是Nagle算法与延迟确认",
		      "the {from} waited for {more} ACK{ms} before it sent on[, {value} in all]: "
		      "probably Nagle's algorithm and delayed ACKs"},
    [CLAIM_RESET_PASSED] = {"{to}可能没有接受一个RST", "the {to} probably did not take a RST"},
    [CLAIM_RESET_NOT_MOVED] = {"{to}没有接受一个RST，此后确认了比它更高的序列号",
			       "the {to} did not take a RST: it acknowledged numbers beyond it"},
    [CLAIM_SYN_PASSED] =
	{"连接中途有一个以{from}名义发送、带SYN且序列号不同的报文段，{to}的状态可能没有因此改变",
	 "the {to} probably changed no state for a segment with SYN and another number, in the "
	 "{from}'s name in the middle of the connection"},
    [CLAIM_CHALLENGED] = {"，并可能以挑战ACK响应（RFC 5961）",
			  ", and probably answered with a challenge ACK (RFC 5961)"},
    [CLAIM_GAVE_UP_PROBES] = {"{value}次探测没有应答，{from}可能因此放弃",
			      "the {from} probably gave up after {value} unanswered probe{s}"},
    [CLAIM_GAVE_UP] = {"{value}次重发没有应答，{from}可能因此放弃",
		       "the {from} probably gave up after {value} unanswered repetition{s}"},
    [CLAIM_NEVER_ACKED] = {"{from}的最后{value}字节始终没有捕获到确认[（发送{more}次）]",
			   "no ACK was captured for the last {value} byte{s} of the {from}[ (sent "
			   "{more} times)]"},
    [CLAIM_NO_ACK_BEFORE_RST] =
	{"在RST之前没有捕获到对{from}最后{value}字节的确认[（发送{more}次）]",
	 "no ACK of the last {value} byte{s} of the {from} was captured before the RST[ (sent "
	 "{more} times)]"},
    [CLAIM_ACKED_IN_PART] = {"{from}的最后{value}字节中，捕获到的确认只以SACK覆盖了一部分（RFC "
			     "2018）",
			     "of the last {value} byte{s} of the {from} only a part was "
			     "acknowledged, by SACK (RFC 2018), as far as was captured"},
    [CLAIM_CLOSED_3] =
	{"{first}先关闭；{second}[在{value}后][（其中RTT "
	 "{more}）]用自己的FIN一并确认了对方的FIN：三次挥手而不是四次",
	 "the {first} closed first; the {second} acknowledged that FIN with its own FIN[, {value} "
	 "later][, of which {more} are the round trip]: three segments in place of four"},
    [CLAIM_CLOSED_NO_ACK] =
	{"{first}先关闭；[{value}后][（其中RTT "
	 "{more}）]{second}也发送FIN，在此之前没有捕获到对FIN的单独确认",
	 "the {first} closed first; the {second} sent its FIN[ {value} later][, of which {more} "
	 "are the round trip], and no ACK of the first FIN alone was captured before it"},
    [CLAIM_CLOSED_FIN_LATE] =
	{"{first}先关闭；{second}的FIN[在{value}后]才捕获到，但{frames}"
	 "的序列号已在它之后，所以它此前已发送过",
	 "the {first} closed first; the {second}'s FIN was captured[ {value} later], behind "
	 "{frames}, whose number lies beyond it, so it had been sent before that"},
    [CLAIM_CLOSED_AT_ONCE] =
	{"[往返时间（RTT）为{more}][，其余只有{value}]：{second}可能立即就关闭了，没有推迟确认",
	 "[a round trip takes {more}][, the rest is {value}]: the {second} probably closed at "
	 "once, "
	 "nothing was held back"},
    [CLAIM_MAY_DELAY] =
	{"（接收方可以延迟对FIN的确认，Linux约延迟40 ms；应用在此之前关闭，就合并成一个报文段）",
	 "(a receiver may delay the ACK of a FIN; Linux does, by about 40 ms, so a "
	 "program that closes sooner gets three)"},
    [CLAIM_ACK_MISSED] =
	{"FIN没有重发，所以可能有单独的ACK，只是没有捕获到",
	 "the FIN was not sent again, so there was probably an ACK of it alone, not "
	 "captured"},
    [CLAIM_FIN_UNANSWERED] =
	{"FIN共发送{value}次：是FIN还是对它的ACK丢失或迟到，无从判断",
	 "the FIN was sent {times}: whether FINs or their ACKs were lost or late, cannot be told"},
    [CLAIM_FIN_REPEATED] = {"{from}的FIN共发送{value}次", "the {from} sent its FIN {times}"},
    [CLAIM_CLOSED_4] =
	{"{first}先关闭，四次挥手：{second}[在{value}后]确认FIN，[又过{more}]再发出自己的FIN",
	 "the {first} closed first, in four segments: the {second} acknowledged the FIN[ after "
	 "{value}] and sent its own[ {more}] later"},
    [CLAIM_CLOSED_SIMULTANEOUSLY] =
	{"两端同时关闭：每一端发出FIN时，都还没有收到对方的FIN",
	 "both closed at the same time: neither had received the other FIN when its own left"},
    [CLAIM_CLOSED_BOTH] =
	{"两端都已关闭：两个FIN首次发出时都没有确认对方的FIN，其中有重发",
	 "both closed; neither FIN acknowledged the other one when it was first sent, "
	 "and there were repetitions"},
    [CLAIM_CLOSED_HALF] =
	{"{first}先关闭发送方向（半关闭），{second}此后又发送了数据[，在FIN之后{value}]才关闭",
	 "the {first} shut down its sending side first (half-close); the {second} sent data after "
	 "that and closed[ {value} after the FIN]"},
    [CLAIM_ABORTED] = {"{from}发送RST异常终止连接", "aborted by the {from} with RST"},
    [CLAIM_ENDED_BY_ANSWER] =
	{"连接被{from}的RST终止：它可能是响应{to}的一个报文段，如同没有这个连接的主机（RFC 9293 "
	 "3.10.7.1）",
	 "ended by a RST from the {from}, which probably answers a segment of the {to} as a host "
	 "without this connection does (RFC 9293 3.10.7.1)"},
    [CLAIM_ABORTED_IN_NAME] =
	{"连接可能被一个以{from}名义发送的RST终止，它的TTL与{from}的其他报文段不同",
	 "probably reset by a RST in the {from}'s name, with another TTL than the "
	 "{from}'s other segments"},
    [CLAIM_ABORTED_SOON] =
	{"被一个以{from}名义发送的RST终止：它可能来得太早，不是对有它这个序列号的报文段的响应",
	 "reset by a RST in the {from}'s name, which probably came too soon to answer what asked "
	 "for its number"},
    [CLAIM_ABORTED_FORGED] =
	{"连接被一个以{from}名义发送的RST终止，它可能是伪造的：{from}此后继续在这个连接上发送",
	 "reset by a RST in the {from}'s name, probably forged: the {from} went "
	 "on with this connection"},
    [CLAIM_ABORTED_DOUBTFUL] =
	{"捕获到一个以{from}名义发送的RST，此后仍捕获到{from}在这个连接上的报文段："
	 "RST是否由它发送、是否终止了连接，无从判断",
	 "a RST in the {from}'s name was captured, and more of the {from} behind it: whether it "
	 "sent that RST, and whether that ended the connection, cannot be told"},
    [CLAIM_ABORTED_BOTH] = {"两端都发送了RST；RST不会得到RST的响应，所以它们互不响应",
			    "both ends sent a RST; neither answers the other, for no RST is "
			    "answered with one"},
    [CLAIM_RESET_ONE_WAY] =
	{"{from}发送了RST；没有捕获到{to}的任何报文段，RST是否响应它，无从判断",
	 "the {from} sent a RST; nothing of the {to} was captured: whether it answers that, "
	 "cannot be told"},
    [CLAIM_RESET_TAKEN] =
	{"{from}可能接受了它：{from}此后发送RST，可能是响应对方的报文段",
	 "the {from} probably took it: it sent a RST, as if in answer to a later segment"},
    [CLAIM_FIRST_ANSWERED] = {"{first}先发FIN；{from}随后的RST可能是响应它的一个报文段",
			      "the {first} closed first; the {from} sent a RST, probably in answer "
			      "to a segment of it"},
    [CLAIM_FIN_ANSWERED] =
	{"{first}发送了FIN；{from}随后的RST可能是响应它的一个报文段；没有捕获到{from}的FIN",
	 "the {first} closed; the {from} sent a RST, probably in answer to a segment of it; no FIN "
	 "of the {from} was captured"},
    [CLAIM_DATA_BEYOND_FIN] =
	{"{first}先关闭，却在自己的FIN之后又发送数据；{from}随后的RST可能是对它的响应",
	 "the {first} closed first, and sent data beyond its own FIN all the "
	 "same; the {from} sent a RST, probably in answer to that"},
    [CLAIM_ABORTED_AFTER_FIN] = {"{first}先发FIN，{from}随后发送RST异常终止连接",
				 "the {first} sent a FIN, then the {from} aborted with RST"},
    [CLAIM_ABORTED_BY_FIRST] =
	{"{first}先发FIN，随后又发送RST异常终止连接；捕获中没有这个RST所响应的报文段",
	 "the {first} closed first and then aborted with a RST; it answers no captured "
	 "segment"},
    [CLAIM_ABORTED_BEHIND_FIN] =
	{"{first}发送了FIN，随后发送RST异常终止连接；捕获中没有这个RST所响应的报文段，"
	 "也没有{second}的FIN",
	 "the {first} closed and then aborted with a RST; it answers no captured segment, and no "
	 "FIN of the {second} was captured"},
    [CLAIM_ANSWERED_BY_RST] =
	{"{first}先关闭，此后发送RST，可能是响应{second}的一个报文段",
	 "the {first} closed first; after that it sent a RST, probably in answer to a segment of "
	 "the {second}"},
    [CLAIM_ANSWERED_BEHIND_FIN] =
	{"{first}发送了FIN，此后发送RST，可能是响应{second}的一个报文段；没有捕获到{second}的FIN",
	 "the {first} closed; after that it sent a RST, probably in answer to a segment of the "
	 "{second}; no FIN of the {second} was captured"},
    [CLAIM_RESET_BY_FIRST] =
	{"{first}先关闭，随后又发送RST；它是否响应{second}的某个报文段，无从判断",
	 "the {first} closed first and then sent a RST; whether that answers a segment of the "
	 "{second}, cannot be told"},
    [CLAIM_RESET_BEHIND_FIN] =
	{"{first}发送了FIN，随后发送RST；它是否响应{second}的某个报文段，无从判断；"
	 "没有捕获到{second}的FIN",
	 "the {first} closed and then sent a RST; whether that answers a segment of the {second}, "
	 "cannot be told; no FIN of the {second} was captured"},
    [CLAIM_ONE_FIN] = {"{first}已关闭；没有捕获到{second}的FIN",
		       "the {first} closed; no FIN of the {second} was captured"},
    [CLAIM_ONE_FIN_ACKED] =
	{"{first}已关闭；{second}确认了这个FIN，当时处于CLOSE-WAIT；没有捕获到{second}的FIN",
	 "the {first} closed; the {second} acknowledged that FIN and was in CLOSE-WAIT then; no "
	 "FIN of the {second} was captured"},
    [CLAIM_ONE_FIN_CAPTURED] =
	{"{first}已关闭；没有捕获到{second}的FIN，也没有捕获到它最后发送的内容",
	 "the {first} closed; no FIN of the {second} was captured, nor the last of what it sent"},
    [CLAIM_FINS_LEFT] = {"两端都发送了FIN；{end}，还没有捕获到对全部FIN的确认",
			 "both sent a FIN; not of each one the ACK was captured"},
    [CLAIM_CLOSE_DROPPED] =
	{"就捕获到的内容而言，{from}的FIN的序列号或确认号不在{to}可接受的范围内："
	 "连接是否关闭，无从判断",
	 "the FIN of the {from} that was captured has numbers that the {to} does not take, as far "
	 "as was captured: whether it was closed, cannot be told"},
    [CLAIM_CLOSE_ONE_WAY] =
	{"没有捕获到{from}的任何报文段，连接是否关闭，无从判断",
	 "nothing of the {from} was captured: whether it was closed, cannot be told"},
    [CLAIM_CLOSE_UNSEEN] =
	{"没有捕获到FIN，也没有捕获到{from}最后发送的内容：连接是否关闭，无从判断",
	 "no FIN was captured, nor the last of what the {from} sent: whether it was closed, "
	 "cannot be told"},
    [CLAIM_NOT_CLOSED] = {"{end}，没有捕获到关闭它的FIN或RST",
			  "no FIN or RST that closed it was captured {end}"},
    [CLAIM_GIVEN_UP] =
	{"提前停止跟踪：连接数已达--max-connections的上限",
	 "given up early: there were as many connections as --max-connections allows"},
    [CLAIM_TIMES_ODD] =
	{"（捕获的时间有倒退或跳变[，最大{value}]，跨越该处的时长一律不计算）",
	 "(the capture's times go back or jump[, by up to {value}]: no delay was computed across "
	 "that)"},
};
