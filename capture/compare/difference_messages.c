/* SPDX-License-Identifier: MIT */
#include "difference_messages.h"

const struct difference_message difference_messages[DIFFERENCE_COUNT] = {
    [DIFFERENCE_ACK_OF_FIN] =
	{{"{in}里{from}单独确认FIN（第{n}个报文段[，FIN之后{wait}]）<，于是挥手用了四个报文段>；{"
	  "not}里这个ACK由它自己的FIN捎带（第{m}个报文段）",
	  "in {in} the {from} acknowledges the FIN alone (segment {n}[, {wait} after it])<, so the "
	  "close takes four segments>; in {not} that ACK rides on its own FIN (segment {m})"},
	 VALUE_PLAIN},
    [DIFFERENCE_ACK_RODE] =
	{{"只有{in}里有{from}的这个单独的ACK（第{n}个报文段[，前一个报文段之后{wait}]）；{not}"
	  "里它的{other}（第{m}个报文段）一并确认",
	  "only {in} has this ACK of the {from} alone (segment {n}[, {wait} after the one "
	  "before]); in {not} the segment with its {other} (segment {m}) acknowledges that, too"},
	 VALUE_PLAIN},
    [DIFFERENCE_ACK_JOINED] =
	{{"只有{in}里有{from}的这个ACK（第{n}个报文段）；{not}里它的第{m}个报文段一并确认",
	  "only {in} has this ACK of the {from} (segment {n}); in {not} its segment {m} "
	  "acknowledges that, too"},
	 VALUE_PLAIN},
    [DIFFERENCE_ACK_ONLY] = {{"只有{in}里有{from}的一个ACK（第{n}个报文段）",
			      "only {in} has an ACK of the {from} (segment {n})"},
			     VALUE_PLAIN},
    [DIFFERENCE_ACK_AGAIN] =
	{{"只有{in}里有{from}的又一个ACK，它不确认新数据（第{n}个报文段[，{reason}]）",
	  "only {in} has another ACK of the {from}, which acknowledges nothing new (segment {n}[, "
	  "{reason}])"},
	 VALUE_PLAIN},
    [DIFFERENCE_REPEATED] =
	{{"{in}里{from}的{what}出现{v}（[第{first}个报文段；]再次：第{n}个报文段[，首次之后{wait}]["
	  "，{reason}][；{fate}]），{not}里{w}[（第{m}个报文段）]",
	  "{in} has the {from}'s {what} {v} ([segment {first}; ]again: segment {n}[, {wait} after "
	  "the first][, {reason}][; {fate}]), {not} {w}[ (segment {m})]"},
	 VALUE_TIMES},
    [DIFFERENCE_REPAIR] =
	{{"{from}重发：{a}里是{againa}，首次之后{va}（第{na}个报文段[，{reasona}]），{b}里是{"
	  "againb}"
	  "，首次之后{vb}（第{nb}个报文段[，{reasonb}]）",
	  "the {from} sends again: in {a} {againa}, {va} after the first time (segment {na}[, "
	  "{reasona}]), in {b} {againb}, {vb} after it (segment {nb}[, {reasonb}])"},
	 VALUE_WAIT},
    [DIFFERENCE_PROBE] =
	{{"只有{in}里有{from}的探测（第{n}个报文段[，前一个报文段之后{wait}]，{reason}）",
	  "only {in} has a probe of the {from} (segment {n}[, {wait} after the one before], "
	  "{reason})"},
	 VALUE_PLAIN},
    [DIFFERENCE_REFUSED] = {{"{in}里{from}用RST拒绝SYN（第{n}个报文段），{not}里没有",
			     "in {in} the {from} refuses the SYN with a RST (segment {n}), in "
			     "{not} it does not"},
			    VALUE_PLAIN},
    [DIFFERENCE_RESET] =
	{{"{in}里{from}用RST复位连接（第{n}个报文段[，{reason}]），{not}里没有这个RST<"
	  "，还有后续报文段>",
	  "in {in} the {from} resets the connection (segment {n}[, {reason}]); {not} does not have "
	  "that RST<, but further segments>"},
	 VALUE_PLAIN},
    [DIFFERENCE_RST_ONLY] =
	{{"只有{in}里有以{from}名义发送的RST（第{n}个报文段[，{reason}][；{taken}]）",
	  "only {in} has a RST in the {from}'s name (segment {n}[, {reason}][; {taken}])"},
	 VALUE_PLAIN},
    [DIFFERENCE_RESET_FOR_FIN] = {{"{in}里{from}用RST复位连接（第{n}个报文段[，{reason}]），{not}"
				   "里它用FIN关闭（第{m}个报文段）",
				   "in {in} the {from} resets the connection (segment {n}[, "
				   "{reason}]), in {not} it closes it with a FIN (segment {m})"},
				  VALUE_PLAIN},
    [DIFFERENCE_FIN_WITH_DATA] =
	{{"{in}里{from}的FIN和最后的数据在同一个报文段里（第{n}个报文段），{not}里FIN单独发送（第{"
	  "m}个"
	  "报文段）",
	  "in {in} the {from}'s FIN is on its last data (segment {n}), in {not} it comes alone "
	  "(segment {m})"},
	 VALUE_PLAIN},
    [DIFFERENCE_FIN_ONLY] = {{"只有{in}里有{from}的FIN（第{n}个报文段）[；{not}没有捕获到它（{not}"
			      "的第{m}个报文段确认了它）]",
			      "only {in} has the {from}'s FIN (segment {n})[; {not} did not "
			      "capture it (it is acknowledged in its segment {m})]"},
			     VALUE_PLAIN},
    [DIFFERENCE_DATA_ONLY] = {{"只有{in}里有{from}的{what}（第{n}个报文段）[；{not}没有捕获到（{"
			       "not}的第{m}个报文段确认了）]",
			       "only {in} has the {from}'s {what} (segment {n})[; {not} did not "
			       "capture that (it is acknowledged in its segment {m})]"},
			      VALUE_PLAIN},
    [DIFFERENCE_CUT_ONLY] = {{"只有{in}里有{from}的这个报文段：{what}（第{n}个报文段）",
			      "only {in} has this segment of the {from}: {what} (segment {n})"},
			     VALUE_PLAIN},
    [DIFFERENCE_SEGMENT_ONLY] =
	{{"只有{in}里有{whose}{what}（第{n}个报文段[，{reason}]）[；{not}没有捕获到它（{not}的第{"
	  "m}个报文段确认了它）]",
	  "only {in} has a {what} {whose} (segment {n}[, {reason}])[; {not} did not capture "
	  "it (it is acknowledged in its segment {m})]"},
	 VALUE_PLAIN},
    [DIFFERENCE_SEGMENTATION] =
	{{"{from}同样的{range}字节：{a}里是{va}<，每个最多{la}字节>（从第{na}个起），{b}里是{vb}<"
	  "，每个最多{lb}字节>（从第{nb}个起）",
	  "the same {range} bytes of the {from} are in {va}< of at most {la} bytes> in {a} (from "
	  "segment {na} on), in {vb}< of at most {lb} bytes> in {b} (from {nb} on)"},
	 VALUE_SEGMENTS},
    [DIFFERENCE_MOVED] = {{"{in}里后来发送的报文段先于{from}的{what}被捕获（第{n}个报文段[，{"
			   "reason}]；{not}里次序不变，是第{m}个）",
			   "in {in} later segments are captured before the {from}'s {what} "
			   "(segment {n}[, {reason}]; in {not} in order: segment {m})"},
			  VALUE_PLAIN},
    [DIFFERENCE_EARLY] = {{"{in}里{from}序列号更小的数据后于它的{what}被捕获（第{n}个报文段；{"
			   "not}里次序不变，是第{m}个）",
			   "in {in} bytes of the {from} with lower numbers are captured behind its "
			   "{what} (segment {n}; in {not} in order: segment {m})"},
			  VALUE_PLAIN},
    [DIFFERENCE_ORDER] =
	{{"{from}的{what}（{a}里第{na}个报文段，{b}里第{nb}个）与对方报文段的捕获次序不同",
	  "the {from}'s {what} (segment {na} of {a}, {nb} of {b}) and the {to}'s segments are "
	  "captured in another order"},
	 VALUE_PLAIN},
    [DIFFERENCE_FINS_CROSSED] = {{"{in}里{from}的FIN（第{n}个报文段）没有确认对方的FIN，{not}"
				  "里它的FIN确认了对方的（第{m}个报文段）",
				  "in {in} the {from}'s FIN (segment {n}) does not acknowledge the "
				  "{to}'s; in {not} it does (segment {m})"},
				 VALUE_PLAIN},
    [DIFFERENCE_ECN] =
	{{"{in}里{from}的SYN请求ECN（RFC 3168，第{n}个报文段）<，对方同意>，{not}里没有",
	  "in {in} the {from}'s SYN asks for ECN (RFC 3168; segment {n})<, and the {to} agrees>, "
	  "in {not} it does not"},
	 VALUE_PLAIN},
    [DIFFERENCE_ECN_FLAGS] = {{"{from}的{what}的ECN标志：{a}里是{va}（第{na}个报文段），{b}里是{vb}"
			       "（第{nb}个）<；{to}的SYN+ACK的也不同>",
			       "ECN flags on the {from}'s {what}: {va} in {a} (segment {na}), {vb} "
			       "in {b} (segment {nb})<; on the {to}'s SYN+ACK they differ, too>"},
			      VALUE_SET_OF_FLAGS},
    [DIFFERENCE_OPTIONS] =
	{{"{from}的{what}（第{na}个报文段）选项不同：{options}<，{to}的SYN也随之不同>",
	  "the {from}'s {what} (segment {na}) has other options: {options}<, and the {to}'s SYN "
	  "likewise>"},
	 VALUE_PLAIN},
    [DIFFERENCE_FLAGS] =
	{{"{from}的{what}标志不同：{a}里是{va}（第{na}个报文段），{b}里是{vb}（第{nb}个）",
	  "other flags on the {from}'s {what}: {va} in {a} (segment {na}), {vb} in {b} (segment "
	  "{nb})"},
	 VALUE_SET_OF_FLAGS},
    [DIFFERENCE_LENGTH] =
	{{"{in}里{from}的{what}（第{n}个报文段），在{not}里是{other}（第{m}个）",
	  "{in} has {what} of the {from} (segment {n}) where {not} has {other} (segment {m})"},
	 VALUE_PLAIN},
    [DIFFERENCE_PAYLOAD] =
	{{"{from}的{what}内容不同（{a}的第{na}个报文段，{b}的第{nb}个）",
	  "another content of the {from}'s {what} (segment {na} of {a}, {nb} of {b})"},
	 VALUE_PLAIN},
    [DIFFERENCE_SEQ] =
	{{"{from}的{what}的序列号在{a}里是{va}（第{na}个报文段），在{b}里是{vb}（第{nb}个）",
	  "the {from}'s {what} has sequence number {va} in {a} (segment {na}), {vb} in {b} "
	  "(segment {nb})"},
	 VALUE_PLAIN},
    [DIFFERENCE_ACK] =
	{{"{from}的{what}的确认号在{a}里是{va}（第{na}个报文段），在{b}里是{vb}（第{nb}个）",
	  "the {from}'s {what} has acknowledgment number {va} in {a} (segment {na}), {vb} in {b} "
	  "(segment {nb})"},
	 VALUE_PLAIN},
    [DIFFERENCE_WINDOW] =
	{{"{from}的窗口在{a}里是{va}字节（第{na}个报文段），在{b}里是{vb}字节（第{nb}个）",
	  "the {from}'s window is {va} bytes in {a} (segment {na}), {vb} in {b} (segment {nb})"},
	 VALUE_PLAIN},
    [DIFFERENCE_LABELS] =
	{{"{from}的{what}在{a}里是{va}（第{na}个报文段），在{b}里是{vb}（第{nb}个）",
	  "other labels on the {from}'s {what}: {va} in {a} (segment {na}), {vb} in {b} (segment "
	  "{nb})"},
	 VALUE_SET_OF_LABELS},
    [DIFFERENCE_FATE] =
	{{"{from}的{what}的去向：{a}里是“{va}”（第{na}个报文段），{b}里是“{vb}”（第{nb}个）",
	  "fate of the {from}'s {what}: {va} in {a} (segment {na}), {vb} in {b} (segment {nb})"},
	 VALUE_FATE},
    [DIFFERENCE_STATES] =
	{{"{from}的{what}之后两端的状态在{a}里是{va}（第{na}个报文段），在{b}里是{vb}（第{nb}个）",
	  "states after the {from}'s {what} (client/server): {va} in {a} (segment {na}), "
	  "{vb} in {b} (segment {nb})"},
	 VALUE_STATES},
    [DIFFERENCE_SIDE_ONLY] =
	{{"只有{in}里有{from}的报文段（从第{n}个报文段起，共{v}个）",
	  "only {in} has segments of the {from} (from segment {n} on, {v} in all)"},
	 VALUE_PLAIN},
    [DIFFERENCE_CONNECTION_ONLY] =
	{{"只有{in}里有这个连接[（从第{n}个报文段起，共{v}个）]",
	  "only {in} has this connection[ (from segment {n} on, {v} in all)]"},
	 VALUE_PLAIN},
    [DIFFERENCE_ROLES] =
	{{"{in}里没有SYN，哪一端是客户端是猜测的：它的客户端是{not}的服务端；这个连接不再比较",
	  "{in} has no SYN, so which end is the client is a guess: its client is the server of "
	  "{not}; no more of the connection is compared"},
	 VALUE_PLAIN},
    [DIFFERENCE_OPEN] = {{"建立方式：{a}里是“{va}”，{b}里是“{vb}”",
			  "opening: {va} in {a}, {vb} in {b}"},
			 VALUE_OPEN},
    [DIFFERENCE_CLOSE] = {{"断开方式：{a}里是“{va}”，{b}里是“{vb}”",
			   "close: {va} in {a}, {vb} in {b}"},
			  VALUE_CLOSE},
    [DIFFERENCE_CLOSED_FIRST] = {{"先关闭的一方：{a}里是{va}，{b}里是{vb}",
				  "who closes first: {va} in {a}, {vb} in {b}"},
				 VALUE_CLOSER},
    [DIFFERENCE_BYTES] = {{"{from}的字节数在{a}里是{va}，在{b}里是{vb}",
			   "bytes of the {from}: {va} in {a}, {vb} in {b}"},
			  VALUE_PLAIN},
    [DIFFERENCE_PLACE] =
	{{"{in}可能是在离{from}更近的地方捕获的，往返时间约近{wait}：{from}的{what}"
	  "与前一个报文段的间隔在{in}里是{v}（第{n}个报文段），在{not}里是{w}（第{m}个）",
	  "{in} was probably captured nearer to the {from}, by about {wait} of round trip: between "
	  "the {from}'s {what} and the segment before it {v} pass in {in} (segment {n}), {w} in "
	  "{not} (segment {m})"},
	 VALUE_WAIT},
    [DIFFERENCE_PATH_TIME] =
	{{"{in}里{from}的应答与前一个报文段的间隔长约{wait}（第一个是第{n}个报文段：{v}，{not}里{w}"
	  "）",
	  "in {in} the {from}'s answers are captured about {wait} later behind the segment before "
	  "(the first, segment {n}, after {v}, in {not} {w})"},
	 VALUE_WAIT},
    [DIFFERENCE_INTERVAL] =
	{{"{from}再次发送{what}，与上一次的间隔在{a}里是{va}（第{na}个报文段[，{reasona}]），在{b}"
	  "里是{vb}"
	  "（第{nb}个[，{reasonb}]）",
	  "the {from} sends its {what} again {va} after the time before in {a} (segment {na}[, "
	  "{reasona}]), {vb} after it in {b} (segment {nb}[, {reasonb}])"},
	 VALUE_WAIT},
    [DIFFERENCE_TIME] =
	{{"{from}的{what}与前一个<两边都有的>报文段的间隔在{in}里是{v}（第{n}个报文段[，{"
	  "reason}]），在{not}里是{w}（第{m}个）",
	  "between the {from}'s {what} and the segment before it<, of those in both,> "
	  "{v} pass in {in} (segment {n}[, {reason}]), {w} in {not} (segment {m})"},
	 VALUE_WAIT},
};
