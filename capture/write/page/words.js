// SPDX-License-Identifier: MIT
// Every word of the page in both languages, and the switch between them.
const words = (() => {
	const all = {
		title: ["TCP：逐个报文看内核做了什么", "TCP, segment by segment"],
		connections: ["连接", "Connections"],
		filter: ["筛选", "Filter"],
		filter_example: ["地址、3-segment、retransmission……", "address, 3-segment, retransmission ..."],
		follow: ["跟随最新的连接", "follow the newest"],
		machines: ["两端的状态机（RFC 9293）", "Both state machines (RFC 9293)"],
		closings: ["关闭得晚，ACK就单独走：延迟ACK", "A late close, and the ACK goes alone: delayed ACK"],
		closings_x: ["第一个FIN到对方FIN的时间（毫秒）", "milliseconds from the first FIN to the other side's"],
		closings_bin: [
			"{from}–{to} 毫秒：{count} 次关闭中 {four} 次用了四个报文",
			"{from} to {to} ms: {four} of {count} closes took four segments",
		],
		closings_timer: [
			"{count} 次关闭：{three} 次三个报文，{four} 次四个。被延迟的ACK在FIN之后 {from}–{to} 毫秒单独发出（阴影）。",
			"{count} closes: {three} in three segments, {four} in four. ACKs that were held back went alone {from} to {to} ms after the FIN (shaded).",
		],
		closings_sum: [
			"{count} 次关闭：{three} 次三个报文，{four} 次四个。没有一个ACK是被延迟后单独发出的。",
			"{count} closes: {three} in three segments, {four} in four. No ACK was held back and then sent alone.",
		],
		details: ["报文的每个字段", "Every field of the segment"],
		details_hint: ["点击一个报文，看它的每个字段。", "Click a segment to see every field of it."],
		raw: ["真实的序列号", "raw numbers"],
		show_all: ["全部显示", "show all"],
		theme: ["◐", "◐"],
		help_button: ["?", "?"],
		client: ["客户端", "client"],
		server: ["服务端", "server"],
		steps: ["逐步讲解", "Step by step"],
		begin_steps: ["按 → 逐步讲解", "press → to go step by step"],
		machine_of: ["{side}的状态机，现在是 {state}", "state machine of the {side}, now {state}"],
		observed: ["观察到的", "as observed"],
		no_change: ["这个报文没有改变状态。", "This segment changed no state."],
		payload_head: ["数据", "Payload"],
		payload_cut: ["（只显示前 {shown} 字节，共 {len} 字节）", "(the first {shown} of {len} bytes)"],
		pause: ["停顿", "pause"],
		segments_of: ["{n} 个报文", "{n} segments"],
		totals: ["{connections} 个连接，{segments} 个报文", "{connections} connections, {segments} segments"],
		matching: ["{n} 个符合", "{n} match"],
		nothing: ["还没有报文。", "No segment yet."],
		nothing_live: [
			"正在监听：一有报文就会显示在这里。",
			"Listening: segments appear here as soon as they are captured.",
		],
		kept: [
			"这个连接有 {total} 个报文，这里画出 {shown} 个：前 {max} 个，以及之后改变状态的。",
			"This connection has {total} segments, of which {shown} are drawn: the first {max}, and those that change a state.",
		],
		forgotten: [
			"这个连接的报文已经不在页面里了（为了不占用太多内存）。",
			"The segments of this connection are no longer kept by this page (to bound its memory).",
		],
		left: [
			"这一页没有全部内容：缺 {segments} 个报文、{connections} 个连接，否则页面太大。",
			"This page has not got everything: {segments} segments and {connections} connections are left out, or it would be too large.",
		],
		dropped: ["内核丢弃了 {n} 个报文，它们没有被捕获。", "{n} packets were dropped by the kernel and are missing."],
		broken: ["有 {n} 行数据无法读出：文件不完整？", "{n} lines of data could not be read: is the file whole?"],
		lost: [
			"浏览器跟不上：有 {n} 条事件没有显示（捕获不受影响）。",
			"This view could not keep up: {n} events are not shown (the capture is not affected).",
		],
		trimmed: [
			"只保留最近的连接：{n} 个较早的已经不在表里。",
			"Only the newest connections are kept: {n} earlier ones are no longer listed.",
		],
		live_on: ["● 实时", "● live"],
		live_off: ["○ 连接中断，正在重试……", "○ disconnected, trying again ..."],
		live_end: ["■ 捕获已结束", "■ the capture has ended"],
		language: ["Switch to English (L)", "切换到中文 (L)"],
		theme_hint: ["明暗 (T)", "light or dark (T)"],
		help: ["键盘帮助 (?)", "keyboard help (?)"],
		first: ["第一个报文 (Home)", "first segment (Home)"],
		previous: ["上一个报文 (←)", "previous segment (←)"],
		play: ["播放或暂停 (空格)", "play or pause (space)"],
		next: ["下一个报文 (→)", "next segment (→)"],
		last: ["最后一个报文 (End)", "last segment (End)"],
		help_title: ["键盘", "Keyboard"],
		help_click: [
			"点击报文显示它的每个字段；点击表头排序。",
			"Click a segment to see every field of it, a column's head to sort.",
		],
		close_help: ["关闭", "close"],
		col_number: ["#", "#"],
		col_client: ["客户端", "client"],
		col_server: ["服务端", "server"],
		col_open: ["打开", "opened"],
		col_close: ["关闭", "closed"],
		col_first: ["先关闭", "closed first"],
		col_segments: ["报文", "segments"],
		col_sent: ["客户端字节", "client bytes"],
		col_received: ["服务端字节", "server bytes"],
		col_again: ["重传", "retrans"],
		col_rtt: ["握手", "handshake"],
		col_duration: ["时长", "duration"],
		col_labels: ["标签", "labels"],
		phase_none: ["开始之前", "before"],
		phase_open: ["打开连接", "opening"],
		phase_data: ["传输数据", "data"],
		phase_close: ["关闭连接", "closing"],
		under_way: ["进行中", "under way"],
	};
	// What names of the sniffer mean; a name that is not here stands for itself.
	const names = {
		"3-way": ["三次握手", "three-way handshake"],
		simultaneous: ["同时", "simultaneous"],
		"fast-open": ["快速打开", "fast open"],
		refused: ["被拒绝", "refused"],
		unanswered: ["无应答", "unanswered"],
		incomplete: ["握手未完成", "incomplete"],
		"no-connection": ["没有连接", "no connection"],
		midstream: ["捕获前已打开", "midstream"],
		"3-segment": ["三次挥手", "three segments"],
		"4-segment": ["四次挥手", "four segments"],
		"half-close": ["半关闭", "half-close"],
		reset: ["RST中止", "reset"],
		"fin-then-reset": ["FIN后RST", "FIN, then reset"],
		"one-fin": ["只有一端关闭", "one side closed"],
		open: ["没有关闭", "not closed"],
		both: ["两端", "both"],
		none: ["—", "—"],
		client: ["客户端", "client"],
		server: ["服务端", "server"],
		"reused-ports": ["端口重用", "reused ports"],
		retransmission: ["重传", "retransmission"],
		"fast-retransmission": ["快速重传", "fast retransmission"],
		"spurious-retransmission": ["多余的重传", "spurious retransmission"],
		"out-of-order": ["乱序", "out of order"],
		"lost-segment": ["前面有报文未捕获", "lost segment before"],
		"ack-lost-segment": ["确认了未捕获的报文", "ACK of a lost segment"],
		"duplicate-ack": ["重复的ACK", "duplicate ACK"],
		"zero-window": ["零窗口", "zero window"],
		"zero-window-probe": ["零窗口探测", "zero-window probe"],
		"zero-window-probe-ack": ["对探测的回答", "zero-window probe ACK"],
		"window-update": ["窗口更新", "window update"],
		"window-full": ["窗口占满", "window full"],
		"keep-alive": ["保活", "keep-alive"],
		"keep-alive-ack": ["保活的回答", "keep-alive ACK"],
	};
	let lang = 0;

	// The word KEY, with {name} replaced by values[name].
	const say = (key, values = {}) =>
		all[key][lang].replace(/\{(\w+)\}/g, (_, name) => String(values[name]));
	const name = (word) => (names[word] ? names[word][lang] : word);
	const pick = (pair) => pair[lang];

	// Fills what has its word named in the document itself.
	const fill = () => {
		document.documentElement.lang = lang === 0 ? "zh" : "en";
		document.title = say("title");
		for (const element of document.querySelectorAll("[data-word]"))
			element.textContent = say(element.dataset.word);
		for (const element of document.querySelectorAll("[data-placeholder]"))
			element.placeholder = say(element.dataset.placeholder);
		for (const element of document.querySelectorAll("[data-label]"))
			element.setAttribute("aria-label", say(element.dataset.label));
		for (const element of document.querySelectorAll("[data-hint]")) {
			const key = element.dataset.hint === "theme" ? "theme_hint" : element.dataset.hint;
			element.title = say(key);
			element.setAttribute("aria-label", say(key));
		}
		document.getElementById("language").textContent = lang === 0 ? "EN" : "中文";
	};
	const use = (code) => {
		lang = code === "en" ? 1 : 0;
		fill();
	};
	const other = () => use(lang === 0 ? "en" : "zh");
	return { say, name, pick, use, other };
})();
