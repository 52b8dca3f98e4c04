/* SPDX-License-Identifier: MIT */
#include "difference_reason.h"

/* As messages.h words the claims. */
static const struct {
	const char *words[2]; /* by enum lang */
	enum grade grade;
} reasons[REASON_COUNT] = {
    [REASON_NONE] = {{NULL, NULL}, GRADE_SEEN},
    [REASON_SACK] = {{"SACK说明了缺口", "a SACK showed the gap"}, GRADE_FOLLOWS},
    [REASON_DUPACKS] = {{"重复ACK说明了缺口：快速重传",
			 "duplicate ACKs told of the gap: a fast retransmission"},
			GRADE_FOLLOWS},
    [REASON_PARTIAL_ACK] = {{"可能因为部分确认说明了缺口",
			     "probably because a partial ACK showed the gap"},
			    GRADE_PROBABLY},
    [REASON_TIMEOUT] = {{"可能是超时重传", "probably a retransmission timeout"}, GRADE_PROBABLY},
    [REASON_LOSS_PROBE] = {{"可能是尾部丢失探测（TLP）", "probably a tail loss probe"},
			   GRADE_PROBABLY},
    [REASON_TIMER] = {{"定时器到期", "by a timer"}, GRADE_SEEN},
    [REASON_SYN_ONLY] = {{"对方只确认了SYN", "only the SYN was acknowledged"}, GRADE_FOLLOWS},
    [REASON_CAPTURED_TWICE] = {{"可能是同一个数据包被捕获了两次",
				"probably the same packet, captured twice"},
			       GRADE_PROBABLY},
    [REASON_DOUBLED] = {{"可能是同一个数据包在网络中被复制了",
			 "probably the same packet, doubled by the network"},
			GRADE_PROBABLY},
    [REASON_OVERTAKEN] = {{"先发后至", "sent before them and overtaken"}, GRADE_FOLLOWS},
    [REASON_LOST_BEFORE] = {{"可能在到达捕获点之前丢过一次，这是重发的",
			     "probably lost once before the capture point, this is the repetition"},
			    GRADE_PROBABLY},
    [REASON_KEEP_ALIVE] = {{"可能是保活", "probably a keep-alive"}, GRADE_PROBABLY},
    [REASON_WINDOW_PROBE] = {{"窗口关闭", "the window is shut"}, GRADE_FOLLOWS},
    [REASON_DELAYED_ACK] = {{"可能是延迟确认", "probably a delayed ACK"}, GRADE_PROBABLY},
    [REASON_GIVES_UP] = {{"可能因多次没有应答而放弃",
			  "probably gives up after so much went unanswered"},
			 GRADE_PROBABLY},
    [REASON_FORGED] = {{"可能是伪造的", "probably forged"}, GRADE_PROBABLY},
    [REASON_ON_PATH] = {{"TTL不同：可能由路径上的中间设备发出",
			 "with another TTL: probably from something on the path"},
			GRADE_PROBABLY},
    [REASON_OTHER_OPTIONS] = {{"选项与另一个不同", "with other options than the other one"},
			      GRADE_SEEN},
};

const char *difference_reason_words(enum lang lang, enum compare_reason reason)
{
	return reasons[reason].words[lang];
}

enum grade difference_reason_grade(enum compare_reason reason)
{
	return reasons[reason].grade;
}

const char *difference_fate_words(enum lang lang, enum fate fate)
{
	static const char *const words[FATE_COUNT][2] = {
	    [FATE_ARRIVED] = {"第一次发送的已到达", "the first had arrived"},
	    [FATE_LOST] = {"第一次发送的可能丢失了", "the first was probably lost"},
	    [FATE_PART_LOST] = {"第一次发送的可能有一部分丢失了",
				"a part of the first was probably lost"},
	    [FATE_LOST_OR_ANSWER] = {"第一次发送的或对它的响应丢失或迟到",
				     "the first or its answer was lost, or late"},
	    [FATE_DISCARDED] = {"第一次发送的可能被丢弃", "the first was probably discarded"},
	};
	return words[fate][lang];
}
