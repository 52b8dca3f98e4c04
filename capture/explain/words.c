/* SPDX-License-Identifier: MIT */
/* Words that stand alone: sides, names, labels, pauses. */
#include "messages.h"

const char *side_name(enum lang lang, enum side side)
{
	static const char *const names[2][2] = {
	    [LANG_ZH] = {"客户端", "服务端"}, [LANG_EN] = {"client", "server"}};
	return names[lang][side];
}

const char *pause_words(enum lang lang, enum pause pause)
{
	static const char *const words[PAUSE_COUNT][2] = {
	    [PAUSE_NONE] = {"", ""},
	    [PAUSE_DELAYED_ACK] = {"：可能是延迟确认", ": probably a delayed ACK"},
	    [PAUSE_TIMEOUT] = {"：可能是重传定时器到期", ": probably a retransmission timeout"},
	    [PAUSE_LOSS_PROBE] = {"：可能是尾部丢失探测（TLP）", ": probably a tail loss probe"},
	    [PAUSE_AGAIN] = {"之后重发", ", then sent again"},
	    [PAUSE_KEEP_ALIVE] = {"没有报文段：可能是保活探测",
				  " of silence: probably a keep-alive"},
	    [PAUSE_PROBE] = {"：窗口仍然关闭，探测", ": the window is shut, probe"},
	    [PAUSE_IDLE] = {"之后", " later"},
	};
	return words[pause][lang];
}

const char *label_words(enum lang lang, enum label label)
{
	static const char *const words[LABEL_COUNT] = {
	    [LABEL_REUSED_PORTS] = "端口重用",
	    [LABEL_RETRANSMISSION] = "重传",
	    [LABEL_FAST_RETRANSMISSION] = "快速重传",
	    [LABEL_SPURIOUS_RETRANSMISSION] = "虚假重传",
	    [LABEL_OUT_OF_ORDER] = "乱序",
	    [LABEL_LOST_SEGMENT] = "前面有报文段未捕获",
	    [LABEL_ACK_LOST_SEGMENT] = "确认了未捕获的报文段",
	    [LABEL_DUPLICATE_ACK] = "重复ACK",
	    [LABEL_ZERO_WINDOW] = "零窗口",
	    [LABEL_ZERO_WINDOW_PROBE] = "零窗口探测",
	    [LABEL_ZERO_WINDOW_PROBE_ACK] = "零窗口探测应答",
	    [LABEL_WINDOW_UPDATE] = "窗口更新",
	    [LABEL_WINDOW_FULL] = "窗口已满",
	    [LABEL_KEEP_ALIVE] = "保活探测",
	    [LABEL_KEEP_ALIVE_ACK] = "保活应答",
	};
	return lang == LANG_ZH ? words[label] : label_name(label);
}

const char *open_words(enum lang lang, enum open_name name)
{
	static const char *const words[OPEN_NAME_COUNT][2] = {
	    [OPEN_3_WAY] = {"三次握手", "three-way handshake"},
	    [OPEN_SIMULTANEOUS] = {"同时", "simultaneous"},
	    [OPEN_FAST] = {"TCP快速打开", "Fast Open"},
	    [OPEN_REFUSED] = {"被拒绝", "refused"},
	    [OPEN_UNANSWERED] = {"无应答", "unanswered"},
	    [OPEN_INCOMPLETE] = {"未完成", "incomplete"},
	    [OPEN_MIDSTREAM] = {"捕获前已建立", "midstream"},
	    [OPEN_NO_CONNECTION] = {"没有连接", "no connection"},
	};
	return words[name][lang];
}

const char *close_words(enum lang lang, enum close_name name)
{
	static const char *const words[CLOSE_NAME_COUNT][2] = {
	    [CLOSE_3_SEGMENT] = {"三次挥手", "three segments"},
	    [CLOSE_4_SEGMENT] = {"四次挥手", "four segments"},
	    [CLOSE_SIMULTANEOUS] = {"同时", "simultaneous"},
	    [CLOSE_HALF] = {"半关闭", "half-close"},
	    [CLOSE_RESET] = {"复位（RST）", "reset"},
	    [CLOSE_FIN_THEN_RESET] = {"FIN后复位", "FIN, then reset"},
	    [CLOSE_ONE_FIN] = {"只有一个FIN", "one FIN"},
	    [CLOSE_OPEN] = {"未关闭", "not closed"},
	    [CLOSE_NONE] = {"—", "—"},
	};
	return words[name][lang];
}

const char *closer_words(enum lang lang, enum closer closer)
{
	static const char *const words[CLOSER_COUNT][2] = {
	    [CLOSER_CLIENT] = {"客户端", "client"},
	    [CLOSER_SERVER] = {"服务端", "server"},
	    [CLOSER_BOTH] = {"两端", "both"},
	    [CLOSER_NONE] = {"—", "—"},
	};
	return words[closer][lang];
}
