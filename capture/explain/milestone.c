/* SPDX-License-Identifier: MIT */
#include "milestone.h"

#include <stddef.h>

static const struct {
	const char *title[2], *comment[2]; /* by enum lang */
} words[MILESTONE_COUNT] = {
    [MILESTONE_3_WAY] = {{"三次握手", "three-way handshake"},
			 {"#以上是三次握手", "# above: the three-way handshake"}},
    [MILESTONE_SIMULTANEOUS_OPEN] = {{"同时打开", "simultaneous"},
				     {"#以上是同时打开的握手",
				      "# above: the handshake of a simultaneous open"}},
    [MILESTONE_FAST_OPEN] = {{"TCP快速打开（TFO）", "TCP Fast Open"},
			     {"#以上是TCP快速打开(TFO)的握手",
			      "# above: the handshake of TCP Fast Open"}},
    [MILESTONE_REFUSED] = {{"被拒绝（RST）", "refused"},
			   {"#以上是被拒绝的连接", "# above: a refused connection"}},
    [MILESTONE_INCOMPLETE] = {{"没有完成", "never completed"},
			      {"#以上是没有完成的握手",
			       "# above: a handshake that was not completed"}},
    [MILESTONE_DATA] = {{NULL, NULL},
			{"#以上是数据报文及确认报文", "# above: data and acknowledgments"}},
    [MILESTONE_3_SEGMENT] = {{"三次挥手（ACK与FIN合并）", "three segments"},
			     {"#以上是四次/三次？挥手报文",
			      "# above: the close, four segments in the textbook, three here"}},
    [MILESTONE_4_SEGMENT] = {{"四次挥手", "four segments"},
			     {"#以上是四次挥手报文", "# above: the close in four segments"}},
    [MILESTONE_SIMULTANEOUS_CLOSE] = {{"同时关闭", "simultaneous"},
				      {"#以上是同时关闭的挥手报文",
				       "# above: the simultaneous close"}},
    [MILESTONE_HALF_CLOSE] = {{"半关闭", "half-close"},
			      {"#以上是半关闭的挥手报文", "# above: the half-close"}},
    [MILESTONE_RESET] = {{"异常终止（RST）", "reset"},
			 {"#以上是复位(RST)报文", "# above: the reset"}},
    [MILESTONE_FIN_THEN_RESET] = {{"先FIN，后RST", "FIN, then reset"},
				  {"#以上是先FIN后复位(RST)的报文",
				   "# above: a FIN, then a reset"}},
};

const char *milestone_title(enum lang lang, enum milestone milestone)
{
	return words[milestone].title[lang];
}

const char *milestone_comment(enum lang lang, enum milestone milestone)
{
	return words[milestone].comment[lang];
}
