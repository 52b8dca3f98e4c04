# SPDX-License-Identifier: MIT
# The result of a sweep, from sweep.awk's lines. -v form= says what is printed:
#
#   table    for a person: the share of four-segment closes per delay, drawn, and after how many
#            milliseconds the ACKs came alone (-v lang=zh|en)
#   tsv      a row per delay: delay_ms runs late four_segment share ack_min_us ack_median_us ack_max_us
#   json     all of it as one object (-v kernel= its name)
#   summary  "LOW MEDIAN HIGH": after how many milliseconds the ACK came alone; 98 of 100 did between LOW
#            and HIGH
#   verdict  one line: PASS, DIFFERS or INCONCLUSIVE, and why
#
# A server that closed more than 4 ms later than it was told (a busy machine) says nothing about its
# delay: such a connection is counted as late, and left out otherwise, but for the ACK's time.

BEGIN {
	FS = "\t"
	late_us = 4000
	never_below = 24  # close delays in ms: from so few on no ACK can come alone,
	always_above = 80 # from so many on each does
	enough = 10       # connections below and above, to tell at all
	bar_width = 50
}

{
	delay = $1
	if (!(delay in seen)) {
		seen[delay] = 1
		delays[++delay_count] = delay
	}
	if ($4 != "-") {
		acks[++ack_count] = $4
		acks_of[delay, ++ack_count_of[delay]] = $4
	}
	if ($2 != "3-segment" && $2 != "4-segment" || $3 > delay * 1000 + late_us) {
		late[delay]++
		late_total++
		next
	}
	runs[delay]++
	runs_total++
	if ($2 == "4-segment")
		four[delay]++
}

# Sorts LIST[1..COUNT], numbers.
function sort(list, count,    i, j, moving) {
	for (i = 2; i <= count; i++) {
		moving = list[i] + 0
		for (j = i - 1; j >= 1 && list[j] + 0 > moving; j--)
			list[j + 1] = list[j]
		list[j + 1] = moving
	}
}

function median(list, count) {
	return count % 2 ? list[(count + 1) / 2] : int((list[count / 2] + list[count / 2 + 1]) / 2)
}

# Of LIST[1..COUNT], sorted: that PART of them is not above it.
function quantile(list, count, part,    place) {
	place = int(part * count)
	return list[place < part * count || place == 0 ? place + 1 : place]
}

function low() {
	return ms(quantile(acks, ack_count, 0.01))
}

function high() {
	return ms(quantile(acks, ack_count, 0.99))
}

function share(delay) {
	return runs[delay] > 0 ? four[delay] / runs[delay] : 0
}

# Fills own[1..] with DELAY's sorted times of ACKs, and returns how many.
function acks_at(delay,    i) {
	for (i = 1; i <= ack_count_of[delay]; i++)
		own[i] = acks_of[delay, i]
	sort(own, ack_count_of[delay])
	return ack_count_of[delay] + 0
}

function ms(us) {
	return sprintf("%.1f", us / 1000)
}

function bar(part, width,    text, i) {
	for (i = 1; i <= int(part * width + 0.5); i++)
		text = text "#"
	return text
}

function words(zh, en) {
	return lang == "zh" ? zh : en
}

function late_words(count) {
	if (count == 0)
		return ""
	return words(" 另有" count "个未计入：服务端关闭得比要求的晚",
		     " " count " left out: the server closed later than asked")
}

# ---- forms

function print_table(    i, delay) {
	print words("服务端close()前的等待 | 连接数 | 四次挥手所占的比例",
		    "server's close delay | connections | share of closes that took four segments")
	for (i = 1; i <= delay_count; i++) {
		delay = delays[i]
		printf "%4d ms %5d %5.0f %% |%-*s|%s\n", delay, runs[delay], share(delay) * 100,
		       bar_width, bar(share(delay), bar_width), late_words(late[delay])
	}
	print ""
	print_times()
}

# How often the ACK came alone after so many milliseconds.
function print_times(    i, slot, most, first, last, count) {
	if (ack_count == 0) {
		print words("没有单独的ACK", "no ACK came alone")
		return
	}
	first = int(acks[1] / 1000)
	last = int(acks[ack_count] / 1000)
	for (i = 1; i <= ack_count; i++)
		if (++count[int(acks[i] / 1000)] > most)
			most = count[int(acks[i] / 1000)]
	print words("从客户端的FIN到单独的ACK所经过的时间 | 次数",
		    "time from the client's FIN to the ACK that came alone | how often")
	for (slot = first; slot <= last && slot < first + 40; slot++)
		printf "%4d ms %5d         |%-*s|\n", slot, count[slot], bar_width,
		       bar(count[slot] / most, bar_width)
	printf words("%d个ACK：最短 %s ms，中位数 %s ms，最长 %s ms；其中98%%在 %s 到 %s ms之间\n",
		     "%d ACKs: shortest %s ms, median %s ms, longest %s ms; 98 %% of them between %s and %s ms\n"),
	       ack_count, ms(acks[1]), ms(median(acks, ack_count)), ms(acks[ack_count]), low(), high()
}

function print_tsv(    i, delay, n) {
	print "delay_ms\truns\tlate\tfour_segment\tshare\tack_min_us\tack_median_us\tack_max_us"
	for (i = 1; i <= delay_count; i++) {
		delay = delays[i]
		n = acks_at(delay)
		printf "%d\t%d\t%d\t%d\t%.3f\t%s\t%s\t%s\n", delay, runs[delay], late[delay], four[delay],
		       share(delay), n ? own[1] : "-", n ? median(own, n) : "-", n ? own[n] : "-"
	}
}

# "NAME":{"count":...} of N sorted times.
function json_times(list, n) {
	if (n == 0)
		return "{\"count\":0}"
	return sprintf("{\"count\":%d,\"min\":%d,\"median\":%d,\"max\":%d}", n, list[1],
		       median(list, n), list[n])
}

function json_of(delay,    n) {
	n = acks_at(delay)
	return json_times(own, n)
}

function print_json(    i, delay) {
	printf "{\"v\":1,\"event\":\"sweep\",\"kernel\":\"%s\",\"late\":%d,\"delayed_ack_us\":%s,\"delays\":[",
	       kernel, late_total, json_times(acks, ack_count)
	for (i = 1; i <= delay_count; i++) {
		delay = delays[i]
		printf "%s{\"delay_ms\":%d,\"runs\":%d,\"late\":%d,", (i > 1 ? "," : ""), delay,
		       runs[delay], late[delay]
		printf "\"four_segment\":%d,\"share\":%.3f,", four[delay], share(delay)
		printf "\"delayed_ack_us\":%s}", json_of(delay)
	}
	print "]}"
}

# Adds DELAY to the total of its GROUP (below, above), with WRONG of its closes against the rule.
function assert_delay(group, delay, wrong) {
	total[group] += runs[delay]
	against[group] += wrong
	if (wrong > 0)
		offences = offences sprintf("%swith a close delay of %d ms %d of %d closes took four segments",
					    offences == "" ? "" : "; ", delay, four[delay], runs[delay])
}

# Whether GROUP is against the rule as a whole: what a stalled machine does is one close or another.
function is_against(group) {
	return against[group] > total[group] / 10
}

# What is robust: far below the timer never, far above it always.
function print_verdict(    i, delay) {
	for (i = 1; i <= delay_count; i++) {
		delay = delays[i]
		if (delay <= never_below)
			assert_delay("below", delay, four[delay] + 0)
		else if (delay >= always_above)
			assert_delay("above", delay, runs[delay] - four[delay])
	}
	if (total["below"] < enough || total["above"] < enough || late_total > runs_total)
		printf "INCONCLUSIVE %d of %d closes came late: the machine was too slow to tell\n",
		       late_total, late_total + runs_total
	else if (is_against("below") || is_against("above"))
		print "DIFFERS " offences
	else if (offences != "")
		print "INCONCLUSIVE " offences ", unlike the others: the machine was too slow to tell"
	else
		printf "PASS the kernel delays the ACK of a FIN by %s to %s ms (98 %% of %d; median %s ms): %s\n",
		       low(), high(), ack_count, ms(median(acks, ack_count)),
		       sprintf("no close of four segments up to a close delay of %d ms, nothing else from %d ms on",
			       never_below, always_above)
}

END {
	sort(acks, ack_count)
	for (i = 2; i <= delay_count; i++)
		for (j = i; j > 1 && delays[j] + 0 < delays[j - 1] + 0; j--) {
			swap = delays[j]
			delays[j] = delays[j - 1]
			delays[j - 1] = swap
		}
	if (form == "table")
		print_table()
	else if (form == "tsv")
		print_tsv()
	else if (form == "json")
		print_json()
	else if (form == "verdict")
		print_verdict()
	else if (form == "summary" && ack_count > 0)
		print low(), ms(median(acks, ack_count)), high()
}
