// SPDX-License-Identifier: MIT
// Every word of the page in both languages, and the switch between them.
const words = (() => {
	const all = {
		title: ["TCP：逐个报文段看内核做了什么", "TCP, segment by segment"],
		connections: ["连接", "Connections"],
		filter: ["筛选", "Filter"],
		filter_example: ["close=reset and duration>1s", "close=reset and duration>1s"],
		filter_help: [
			"筛选可以是任意词语（地址、三次握手……），也可以是与sniffer的--only相同的条件：{names}，后面跟 = != < > <= >= 和值，用and、or连接。",
			"The filter takes words (an address, a label) or conditions as the sniffer's --only does: {names}, each with = != < > <= >= and a value, joined by and, or.",
		],
		only_condition: ["“{piece}”处缺少条件：名称=值", "a condition is missing at '{piece}': NAME=VALUE"],
		only_field: ["没有“{piece}”这一项，有的是 {names}", "'{piece}' is nothing of a connection: there are {names}"],
		only_operator: ["{name} 后面缺少 = != < > <= >= 之一", "behind {name} one of = != < > <= >= is missing"],
		only_equal: ["{name} 不是数，只能用 = 和 !=", "{name} is no number: it takes = and !="],
		only_value: ["{name} 后面缺少值", "a value is missing behind {name}"],
		only_name: ["{name} 不会是“{piece}”，可以是 {names}", "{name} is never '{piece}': it is one of {names}"],
		only_number: ["{name}：“{piece}”不是数", "{name}: '{piece}' is not a number"],
		only_time: ["{name}：“{piece}”不是时间，应如 300us、20ms、1.5s", "{name}: '{piece}' is not a time: 300us, 20ms, 1.5s"],
		only_end: ["{name}：“{piece}”不是地址，也不是地址和端口", "{name}: '{piece}' is not an address, or an address and a port"],
		only_bound: ["{name}{piece}：不可能有这样的值", "{name}{piece}: it never has such a value"],
		only_one: ["{name} 只能与一个数比较", "{name} is compared with one number"],
		only_comma: ["“{piece}”之前应该是 and 或 or，而不是逗号", "before '{piece}': 'and' or 'or', no comma"],
		only_parentheses: [
			"没有括号，也没有 not：!= 表示不是这些值，and 的优先级高于 or",
			"there are no parentheses and no 'not': != is none of these, and 'and' binds closer than 'or'",
		],
		only_joint: ["“{piece}”之前缺少 and 或 or", "'and' or 'or' is missing before '{piece}'"],
		only_many: ["最多 {conditions} 个条件、{values} 个值", "at most {conditions} conditions and {values} values"],
		follow: ["跟随最新的连接", "follow the newest"],
		machines: ["两端的状态机（RFC 9293）", "Both state machines (RFC 9293)"],
		closings: ["对FIN的ACK何时单独发出？", "When does the ACK of a FIN travel alone?"],
		closings_x: ["从第一个FIN到对方FIN的时间，减去往返时间（毫秒）", "milliseconds from the first FIN to the other side's, less the round trip"],
		closings_bin: [
			"{from}–{to} 毫秒：{count} 次断开中 {four} 次是四次挥手",
			"{from} to {to} ms: {four} of {count} closes took four segments",
		],
		closings_timer: [
			"{count} 次断开：{three} 次三次挥手，{four} 次四次挥手。除往返时间之外还晚 {least} 毫秒以上才单独发出的ACK：{from}–{to} 毫秒（阴影），可能是延迟确认。",
			"{count} closes: {three} in three segments, {four} in four. Of ACKs that came alone, those more than {least} ms later than the round trip explains: {from} to {to} ms (shaded), probably delayed ACKs.",
		],
		closings_sum: [
			"{count} 次断开：{three} 次三次挥手，{four} 次四次挥手。除往返时间之外，没有单独发出的ACK晚 {least} 毫秒以上。",
			"{count} closes: {three} in three segments, {four} in four. No ACK that came alone was more than {least} ms later than the round trip explains.",
		],
		details: ["报文段的每个字段", "Every field of the segment"],
		details_hint: ["点击一个报文段，查看它的每个字段。", "Click a segment to see each of its fields."],
		raw: ["绝对序列号", "absolute sequence numbers"],
		pin: ["固定这个连接，不再跟随最新的 (P)", "pin this connection, or follow the newest (P)"],
		pin_button: ["固定", "pin"],
		copy: ["复制：", "copy:"],
		copy_link: ["链接", "link"],
		copy_filter: ["tshark过滤器", "tshark filter"],
		copy_sentences: ["讲解文字", "sentences"],
		copy_hex: ["十六进制字节", "bytes in hex"],
		copied: ["已复制：{what}", "copied: {what}"],
		not_copied: ["浏览器不允许复制", "this browser does not allow to copy"],
		hex_of: ["帧 {frame}：TCP首部 {header} 字节，数据 {payload} 字节", "frame {frame}: TCP header {header} bytes, payload {payload} bytes"],
		show_all: ["全部显示", "show all"],
		theme: ["◐", "◐"],
		help_button: ["?", "?"],
		client: ["客户端", "client"],
		server: ["服务端", "server"],
		steps: ["逐步讲解", "Step by step"],
		begin_steps: ["按 → 逐步讲解", "Press → to step through"],
		aside: ["状态机和字段", "State machines and fields"],
		machine_of: ["{side}的状态机，现在是 {state}", "state machine of the {side}, now {state}"],
		passive_open: ["被动打开", "passive open"],
		observed: ["观察到的", "as observed"],
		no_state: ["未知（没有任何报文段能证明）", "not known (no segment proves any)"],
		frames: ["帧", "frames"],
		if_arrives: ["如果它已到达", "if it arrives"],
		legend: [
			"? = 尚不确定，取决于哪些报文段已到达；该端后来的报文段有时能证实。✗ = 丢失。",
			"? = not certain: it depends on which segments have arrived; a later one of that end may settle it. ✗ = lost.",
		],
		settles: ["{who}：{state}由此确定", "{who}: this settles {state}"],
		correction: [
			"更正：报文段{frame}处画出的{who}状态{was}不成立，当时是{state}",
			"correction: at frame {frame} the {who} was not {was} but {state}",
		],
		corrected: ["已更正：当时不是{was}", "corrected: it was not {was}"],
		copies: ["被捕获{n}次：帧{frames}", "captured {n} times: frames {frames}"],
		missing: ["⋮ 这里有 {n} 个报文段没有画出 ⋮", "⋮ {n segment} not drawn ⋮"],
		crosses: ["两者交叉：发出时都还没有收到对方的", "the two cross: neither had arrived when the other left"],
		no_answer: ["重发前没有捕获到有效确认", "no valid ACK captured before it was sent again"],
		probably: ["可能", "probably "],
		no_change: ["这个报文段没有改变状态。", "This segment changed no state."],
		payload_head: ["数据", "Payload"],
		payload_cut: ["（只显示前 {shown} 字节，共 {len} 字节）", "(the first {shown} of {len} bytes)"],
		segments_of: ["{n} 个报文段", "{n segment}"],
		totals: ["{connections} 个连接，{segments} 个报文段", "{connections connection}, {segments segment}"],
		matching: ["{n} 个符合", "matching: {n}"],
		nothing: ["没有报文段。", "No segments."],
		nothing_live: [
			"正在监听：捕获到的报文段会立即显示在这里。",
			"Listening: segments appear here as soon as they are captured.",
		],
		kept: [
			"这个连接有 {total} 个报文段，这里画出 {shown} 个：前 {max} 个，以及之后改变状态的、重传的、关闭窗口的、停顿之后的。",
			"This connection has {total segment}, of which {shown} are drawn: the first {max}, and later those that change a state, are sent again, shut a window or come after a pause.",
		],
		forgotten_most: [
			"这个连接在页面里只剩重传的、关闭窗口的和停顿之后的报文段（页面占用的内存有上限）。",
			"Of this connection this page still has only what was sent again, shut a window or came after a pause (its memory is bounded).",
		],
		forgotten: [
			"这个连接的报文段已不在页面里（页面占用的内存有上限）。",
			"This page no longer has the segments of this connection (its memory is bounded).",
		],
		left: [
			"这一页不是全部内容：还有 {segments} 个报文段、{connections} 个连接没有列入，否则页面太大。",
			"This page does not have everything: {segments segment} and {connections connection} were left out, or it would be too large.",
		],
		dropped: ["捕获时有 {n} 个数据包被丢弃，这里没有它们。", "{n packet} dropped during the capture, and not in it."],
		broken: ["有 {n} 行数据无法读出：文件完整吗？", "{n line} of data could not be read: is the file complete?"],
		lost: [
			"浏览器跟不上：有 {n} 个事件没有显示（捕获不受影响）。",
			"This view could not keep up: {n event} not shown (the capture is not affected).",
		],
		trimmed: [
			"只保留最近的连接：{n} 个较早的已不在表里。",
			"Only the newest connections are kept: {n} earlier no longer listed.",
		],
		live_on: ["● 实时", "● live"],
		live_off: ["○ 与sniffer的连接中断，正在重试……", "○ no connection to the sniffer, trying again ..."],
		live_end: ["■ 捕获已结束", "■ the capture has ended"],
		next_connection: ["下一个连接", "next connection"],
		previous_connection: ["上一个连接", "previous connection"],
		language: ["Switch to English (L)", "切换到中文 (L)"],
		theme_hint: ["明暗 (T)", "light or dark (T)"],
		help: ["键盘帮助 (?)", "keyboard help (?)"],
		first: ["第一个报文段 (Home)", "first segment (Home)"],
		previous: ["上一个报文段 (←)", "previous segment (←)"],
		play: ["播放或暂停 (空格)", "play or pause (space)"],
		next: ["下一个报文段 (→)", "next segment (→)"],
		last: ["最后一个报文段 (End)", "last segment (End)"],
		help_title: ["键盘", "Keyboard"],
		help_click: [
			"点击报文段，查看它的每个字段；点击表头，按该列排序。",
			"Click a segment to see each of its fields, or the head of a column to sort by it.",
		],
		close_help: ["关闭", "close"],
		col_number: ["#", "#"],
		col_client: ["客户端", "client"],
		col_server: ["服务端", "server"],
		col_open: ["建立方式", "opening"],
		col_close: ["断开方式", "closing"],
		col_first: ["先关闭方", "closed first"],
		col_segments: ["报文段", "segments"],
		col_sent: ["客户端字节", "client bytes"],
		col_received: ["服务端字节", "server bytes"],
		col_again: ["重传", "retransm."],
		col_rtt: ["握手往返", "SYN RTT"],
		col_duration: ["时长", "duration"],
		col_labels: ["标签", "labels"],
		phase_none: ["开始之前", "before"],
		phase_open: ["建立连接", "opening"],
		phase_data: ["传输数据", "data"],
		phase_close: ["断开连接", "closing"],
		colon: ["：", ": "],
		under_way: ["进行中", "in progress"],
	};
	let lang = 0;

	// The word KEY, with {name} replaced by values[name], and {name noun} by so many of these nouns.
	const say = (key, values = {}) =>
		all[key][lang].replace(/\{(\w+)(?: (\w+))?\}/g, (_, name, noun) =>
			`${values[name]}${noun ? ` ${noun}${values[name] === 1 ? "" : "s"}` : ""}`);
	// Names have their words from the sniffer; one that has none stands for itself.
	const name = (word) => {
		const { open_words, close_words, closer_words } = model.run;
		const pair = open_words[word] ?? close_words[word] ?? closer_words[word];
		return pair ? pair[lang] : word;
	};
	const label = (word) => model.run.label_words[model.run.labels.indexOf(word)][lang];
	const fate = (word) => model.run.fate_words[model.run.fates.indexOf(word)][lang];
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
		const language = document.getElementById("language");
		language.textContent = lang === 0 ? "EN" : "中文";
		language.setAttribute("aria-label", `${language.textContent} ${say("language")}`);
	};
	const use = (code) => {
		lang = code === "en" ? 1 : 0;
		fill();
	};
	const other = () => use(lang === 0 ? "en" : "zh");
	const knows = (key) => Object.hasOwn(all, key);
	return { say, knows, name, label, fate, pick, use, other };
})();
