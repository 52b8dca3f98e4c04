/* SPDX-License-Identifier: MIT */
/* Words that stand alone: sides, labels, pauses. */
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
	    [PAUSE_LOSS_PROBE] = {"：可能是尾部丢失探测", ": probably a tail loss probe"},
	    [PAUSE_AGAIN] = {"之后重发", ", then sent again"},
	    [PAUSE_KEEP_ALIVE] = {"没有报文：可能是保活探测", " of silence: probably a keep-alive"},
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
	    [LABEL_LOST_SEGMENT] = "前面有报文未捕获",
	    [LABEL_ACK_LOST_SEGMENT] = "确认了未捕获的报文",
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
