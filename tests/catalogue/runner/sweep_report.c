/* SPDX-License-Identifier: MIT */
#include "sweep_report.h"

#include <stdlib.h>

enum { BAR_WIDTH = 50, SLOTS_MAX = 40 };

static double share(const struct sweep_delay *delay)
{
	return delay->runs > 0 ? (double)delay->four / delay->runs : 0;
}

static void append_bar(struct text *text, double part)
{
	const int length = (int)(part * (double)BAR_WIDTH + 0.5);
	text_char(text, '|');
	for (int i = 0; i < BAR_WIDTH; i++)
		text_char(text, i < length ? '#' : ' ');
	text_char(text, '|');
}

/* How often the ACK came alone after so many milliseconds. */
static void append_slots(struct text *text, const struct sweep_acks *acks)
{
	unsigned counts[SLOTS_MAX] = {0}, most = 0;
	const int64_t first = acks->times[0] / 1000;
	const int64_t last = acks->times[acks->count - 1] / 1000;
	for (size_t i = 0, same = 0; i < acks->count; i++) {
		int64_t slot = acks->times[i] / 1000 - first;
		same = i > 0 && acks->times[i - 1] / 1000 == acks->times[i] / 1000 ? same + 1 : 1;
		most = same > most ? (unsigned)same : most;
		if (slot < SLOTS_MAX)
			counts[slot]++;
	}
	for (int64_t slot = first; slot <= last && slot < first + SLOTS_MAX; slot++) {
		text_format(text, "%4lld ms %5u         ", (long long)slot, counts[slot - first]);
		append_bar(text, (double)counts[slot - first] / most);
		text_char(text, '\n');
	}
}

static void append_times(struct text *text, const struct sweep_exchanges *exchanges, bool zh)
{
	struct sweep_acks acks;
	sweep_acks(&acks, exchanges, 0, exchanges->count);
	if (acks.count == 0) {
		text_string(text, zh ? "没有单独的ACK\n" : "no ACK came alone\n");
	} else {
		text_string(
		    text,
		    zh ? "从客户端的FIN到单独的ACK所经过的时间 | 次数\n"
		       : "time from the client's FIN to the ACK that came alone | how often\n");
		append_slots(text, &acks);
		text_format(
		    text,
		    zh ? "%zu个ACK：最短 %.1f ms，中位数 %.1f ms，最长 %.1f ms；其中98%%在 %.1f 到 "
			 "%.1f ms之间\n"
		       : "%zu ACKs: shortest %.1f ms, median %.1f ms, longest %.1f ms; 98 %% of "
			 "them between %.1f and %.1f ms\n",
		    acks.count, (double)acks.times[0] / 1000, (double)sweep_median_us(&acks) / 1000,
		    (double)acks.times[acks.count - 1] / 1000,
		    (double)sweep_quantile_us(&acks, 1) / 1000,
		    (double)sweep_quantile_us(&acks, 99) / 1000);
	}
	free(acks.times);
}

void sweep_report_table(struct text *text, const struct sweep_exchanges *exchanges, enum lang lang)
{
	const bool zh = lang == LANG_ZH;
	struct sweep_delay delay;
	text_string(text,
		    zh ? "服务端close()前的等待 | 连接数 | 四次挥手所占的比例\n"
		       : "server's close delay | connections | share of closes that took four "
			 "segments\n");
	for (size_t at = 0; sweep_next_delay(exchanges, &at, &delay);) {
		text_format(text, "%4u ms %5u %5.0f %% ", delay.ms, delay.runs,
			    share(&delay) * 100);
		append_bar(text, share(&delay));
		if (delay.late > 0)
			text_format(text,
				    zh ? " 另有%u个未计入：服务端关闭得比要求的晚"
				       : " %u left out: the server closed later than asked",
				    delay.late);
		text_char(text, '\n');
	}
	text_char(text, '\n');
	append_times(text, exchanges, zh);
}

void sweep_report_tsv(struct text *text, const struct sweep_exchanges *exchanges)
{
	struct sweep_delay delay;
	text_string(text, "delay_ms\truns\tlate\tfour_segment\tshare\tack_min_us\tack_median_us\t"
			  "ack_max_us\n");
	for (size_t first = 0, at = 0; sweep_next_delay(exchanges, &at, &delay); first = at) {
		struct sweep_acks acks;
		sweep_acks(&acks, exchanges, first, at);
		text_format(text, "%u\t%u\t%u\t%u\t%.3f\t", delay.ms, delay.runs, delay.late,
			    delay.four, share(&delay));
		if (acks.count > 0)
			text_format(text, "%lld\t%lld\t%lld\n", (long long)acks.times[0],
				    (long long)sweep_median_us(&acks),
				    (long long)acks.times[acks.count - 1]);
		else
			text_string(text, "-\t-\t-\n");
		free(acks.times);
	}
}

/* The times of the exchanges from FIRST to before END as an object. */
static void append_json_times(struct text *text, const struct sweep_exchanges *exchanges,
			      size_t first, size_t end)
{
	struct sweep_acks acks;
	sweep_acks(&acks, exchanges, first, end);
	text_format(text, "{\"count\":%zu", acks.count);
	if (acks.count > 0)
		text_format(text, ",\"min\":%lld,\"median\":%lld,\"max\":%lld",
			    (long long)acks.times[0], (long long)sweep_median_us(&acks),
			    (long long)acks.times[acks.count - 1]);
	text_char(text, '}');
	free(acks.times);
}

void sweep_report_json(struct text *text, const struct sweep_exchanges *exchanges,
		       const char *kernel)
{
	struct sweep_delay delay;
	unsigned late = 0;
	for (size_t at = 0; sweep_next_delay(exchanges, &at, &delay);)
		late += delay.late;
	text_format(text, "{\"v\":1,\"event\":\"sweep\",\"kernel\":\"%s\",\"late\":%u,", kernel,
		    late);
	text_string(text, "\"delayed_ack_us\":");
	append_json_times(text, exchanges, 0, exchanges->count);
	text_string(text, ",\"delays\":[");
	for (size_t first = 0, at = 0; sweep_next_delay(exchanges, &at, &delay); first = at) {
		text_format(text, "%s{\"delay_ms\":%u,\"runs\":%u,\"late\":%u,",
			    first > 0 ? "," : "", delay.ms, delay.runs, delay.late);
		text_format(text,
			    "\"four_segment\":%u,\"share\":%.3f,\"delayed_ack_us\":", delay.four,
			    share(&delay));
		append_json_times(text, exchanges, first, at);
		text_char(text, '}');
	}
	text_string(text, "]}\n");
}

void sweep_report_exchanges(struct text *text, const struct sweep_exchanges *exchanges)
{
	for (size_t i = 0; i < exchanges->count; i++) {
		const struct sweep_exchange *exchange = &exchanges->items[i];
		text_format(text, "%u\t%s\t%lld\t", exchange->delay_ms, close_name(exchange->close),
			    (long long)exchange->close_us);
		if (exchange->ack_us >= 0)
			text_format(text, "%lld\n", (long long)exchange->ack_us);
		else
			text_string(text, "-\n");
	}
}
