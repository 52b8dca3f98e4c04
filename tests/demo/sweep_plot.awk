# SPDX-License-Identifier: MIT
# The result of a sweep as an SVG picture, from `sweep_report.awk -v form=tsv`: the share of closes that
# took four segments over the server's close delay, and shaded when the ACK came alone: -v low=, -v middle=
# and -v high= of `form=summary`, empty where it never did. -v lang=zh|en, -v kernel= its name. Light and
# dark; it asks for nothing from anywhere.

BEGIN {
	FS = "\t"
	width = 900
	height = 470
	left = 84
	right = 870
	top = 96
	bottom = 392
}

FNR == 1 { next }

# Where every server closed too late there is no share.
$2 > 0 {
	delays[++count] = $1
	shares[count] = $5
	runs[count] = $2
	total += $2
}

{
	late += $3
	if ($1 > longest)
		longest = $1
}

function words(zh, en) {
	return lang == "en" ? en : zh
}

function xml(string) {
	gsub(/&/, "\\&amp;", string)
	gsub(/</, "\\&lt;", string)
	gsub(/>/, "\\&gt;", string)
	gsub(/"/, "\\&quot;", string)
	return string
}

function x_of(ms) {
	return left + (right - left) * ms / (longest > 0 ? longest : 1)
}

function y_of(share) {
	return bottom - (bottom - top) * share
}

function text(class, x, y, anchor, string) {
	printf "<text class=\"%s\" x=\"%.1f\" y=\"%.1f\"%s>%s</text>\n", class, x, y,
	       anchor == "" ? "" : " text-anchor=\"" anchor "\"", xml(string)
}

function line(class, x1, y1, x2, y2) {
	printf "<line class=\"%s\" x1=\"%.1f\" y1=\"%.1f\" x2=\"%.1f\" y2=\"%.1f\"/>\n", class, x1, y1,
	       x2, y2
}

function style() {
	print "<style>"
	print "text{font-family:system-ui,-apple-system,'Segoe UI',Roboto,'Noto Sans','DejaVu Sans'," \
	      "'PingFang SC','Microsoft YaHei','Noto Sans CJK SC',sans-serif;font-size:14px;fill:#1f2328}"
	print ".title{font-size:18px;font-weight:600}.note,.tick{font-size:12px;fill:#57606a}"
	print ".window-name{font-size:13px;font-weight:600;fill:#8250df}"
	print ".paper{fill:#ffffff}.window{fill:#f3e8ff}.grid{stroke:#d8dee4}.axis{stroke:#57606a}"
	print ".curve{fill:none;stroke:#0969da;stroke-width:2.4;stroke-linejoin:round}.point{fill:#0969da}"
	print "@media (prefers-color-scheme:dark){"
	print "text{fill:#e6edf3}.note,.tick{fill:#9da7b3}.window-name{fill:#d2a8ff}"
	print ".paper{fill:#0d1117}.window{fill:#2a1f3d}.grid{stroke:#21262d}.axis{stroke:#9da7b3}"
	print ".curve{stroke:#58a6ff}.point{fill:#58a6ff}"
	print "}"
	print "</style>"
}

function summary() {
	if (low == "")
		return words("没有单独的ACK", "no ACK came alone")
	return sprintf(words("100个ACK中有98个在%s到%s毫秒之间，中位数%s",
			     "98 of 100 ACKs between %s and %s ms, median %s"), low, high, middle)
}

function axes(    share, ms) {
	for (share = 0; share <= 100; share += 25) {
		line("grid", left, y_of(share / 100), right, y_of(share / 100))
		text("tick", left - 10, y_of(share / 100) + 4, "end", share " %")
	}
	for (ms = 0; ms <= longest; ms += 20) {
		line("axis", x_of(ms), bottom, x_of(ms), bottom + 6)
		text("tick", x_of(ms), bottom + 22, "middle", ms)
	}
	line("axis", left, bottom, right, bottom)
	text("", (left + right) / 2, bottom + 46, "middle",
	     words("服务端从读到EOF到close()的等待（毫秒）",
		   "the server's close delay: from the end of the stream to close() (ms)"))
	text("", 24, top - 20, "", words("四次挥手所占的比例", "share of closes that took four segments"))
}

# The time within which the ACK goes out alone.
function window() {
	if (low == "")
		return
	printf "<rect class=\"window\" x=\"%.1f\" y=\"%d\" width=\"%.1f\" height=\"%d\"/>\n",
	       x_of(low), top, x_of(high) - x_of(low), bottom - top
}

function curve(    i) {
	printf "<path class=\"curve\" d=\""
	for (i = 1; i <= count; i++)
		printf "%s%.1f %.1f", i == 1 ? "M" : "L", x_of(delays[i]), y_of(shares[i])
	print "\"/>"
	for (i = 1; i <= count; i++)
		printf "<circle class=\"point\" cx=\"%.1f\" cy=\"%.1f\" r=\"3.5\"><title>%s</title></circle>\n",
		       x_of(delays[i]), y_of(shares[i]),
		       sprintf(words("%d毫秒：%d个连接，%.0f %%", "%d ms: %d connections, %.0f %%"),
			       delays[i], runs[i], shares[i] * 100)
}

# How many connections the picture shows, and why not all.
function caption() {
	if (late == 0)
		return total words("个连接", " connections")
	return sprintf(words("%d个连接中的%d个；%d个未计入：服务端关闭得比要求的晚",
			     "%d connections, of which %d are shown; %d left out because the server closed later than asked"),
		       total + late, total, late)
}

# What the two halves mean.
function remarks() {
	if (low == "")
		return
	text("window-name", x_of(high) + 12, y_of(0.5) + 4, "", summary())
	text("note", x_of(low) - 22, y_of(0.16), "end",
	     words("由服务端的FIN捎带ACK：", "the server's FIN carries the ACK:"))
	text("note", x_of(low) - 22, y_of(0.10), "end", words("三次挥手", "three segments"))
	text("note", x_of(high) + 12, y_of(0.88), "",
	     words("ACK先单独发出：四次挥手", "the ACK goes first, alone: four segments"))
}

END {
	printf "<svg xmlns=\"http://www.w3.org/2000/svg\" width=\"%d\" height=\"%d\" viewBox=\"0 0 %d %d\" ",
	       width, height, width, height
	printf "xml:lang=\"%s\" role=\"img\" aria-labelledby=\"title desc\">\n", lang == "en" ? "en" : "zh"
	title = words("对FIN的ACK何时单独发出？", "When does the ACK of a FIN travel alone?")
	printf "<title id=\"title\">%s</title>\n<desc id=\"desc\">%s</desc>\n", xml(title), xml(summary())
	style()
	printf "<rect class=\"paper\" x=\"0\" y=\"0\" width=\"%d\" height=\"%d\" rx=\"12\"/>\n", width, height
	text("title", 24, 36, "", title)
	text("note", width - 24, height - 14, "end",
	     kernel words("，", ", ") caption())
	window()
	axes()
	curve()
	remarks()
	print "</svg>"
}
