// SPDX-License-Identifier: MIT
// What stands at an arrow of the ladder: numbers above it, what became of it below, times beside it.
const captions = (() => {
	const CE = 3; // IP: congestion experienced (RFC 3168)
	const ABOUT_WINDOW = ["zero-window", "zero-window-probe-ack", "window-update"];
	const CROSSED_OUT = ["lost", "discarded"];

	// East Asian characters take two columns.
	const columns = (text) => {
		let count = 0;
		for (const character of text)
			count += character.codePointAt(0) >= 0x2e80 ? 2 : 1;
		return count;
	};
	const cut = (text, most) => {
		if (columns(text) <= most)
			return text;
		let kept = "";
		for (const character of text) {
			if (columns(kept + character) > most - 1)
				break;
			kept += character;
		}
		return `${kept}…`;
	};
	// Lines of at most so many columns; broken at spaces, or between East Asian characters.
	const wrap = (text, most) => {
		const lines = [""];
		for (const part of text.match(/[\u2e80-\uffff]|[^\s\u2e80-\uffff]+\s*|\s+/g) ?? []) {
			const line = lines[lines.length - 1];
			if (line !== "" && columns(line + part.trimEnd()) > most)
				lines.push(part);
			else
				lines[lines.length - 1] = line + part;
		}
		return lines.map((line) => cut(line.trimEnd(), most));
	};

	// Exactly, to the microsecond; nanoseconds where there are any.
	const span = (ns) => {
		const size = Math.abs(ns);
		const exact = (value, digits) => value.toFixed(digits).replace(/(\.\d*?)0+$/, "$1").replace(/\.$/, "");
		if (size > 0 && size < 1e3)
			return `${ns} ns`;
		if (size < 1e6)
			return `${exact(ns / 1e3, 3)} µs`;
		return size < 1e9 ? `${(ns / 1e6).toFixed(3)} ms` : `${(ns / 1e9).toFixed(6)} s`;
	};
	// Since the connection's first segment, in seconds: as many digits as its times have.
	const since = (connection, ns) => {
		connection.finest = connection.finest || connection.segments.some((one) => one.at % 1000 !== 0);
		return (ns / 1e9).toFixed(connection.finest ? 9 : 6);
	};

	// What is said of a segment, with what turned out otherwise there.
	const saying = (segment) => [words.pick(segment.say), correction(segment)].filter((text) => text !== "").join(" · ");

	const relativeEdge = (segment, edge, raw) => {
		const shift = raw ? 0 : segment.ack - segment.rel_ack;
		return (((edge - shift) % 2 ** 32) + 2 ** 32) % 2 ** 32;
	};

	const sack = (segment, raw) => {
		const option = segment.options.find(([name]) => name === "sack");
		if (!option)
			return [];
		const edges = option.slice(1).map((edge) => relativeEdge(segment, edge, raw));
		const blocks = [];
		for (let i = 0; i + 1 < edges.length; i += 2)
			blocks.push(`${edges[i]}-${edges[i + 1]}`);
		return blocks.length > 0 ? [`sack=${blocks.join(",")}`] : [];
	};

	// Of a SYN: what its sender can do.
	const offers = (segment) => {
		if (!(segment.flags & 2))
			return [];
		const text = {
			mss: (value) => `mss=${value}`,
			"window-scale": (value) => `ws=${value}`,
			"sack-permitted": () => "sack",
			timestamps: () => "ts",
			"fast-open": (length) => (length > 0 ? "tfo=cookie" : "tfo=request"),
		};
		return Object.entries(text).flatMap(([kind, say]) =>
			segment.options.filter(([name]) => name === kind).map(([, value]) => say(value)));
	};

	const windowOf = (segment) => segment.win * 2 ** (segment.scale ?? 0);

	// What the segment says of its own window, or that it fills the other side's.
	const windows = (connection, segment) => {
		const opens = segment.claims?.some((claim) => claim.id === "window-opens");
		const own = opens || segment.labels.some((label) => ABOUT_WINDOW.includes(label));
		const full = segment.labels.includes("window-full");
		const peer = full && connection.segments.slice(0, segment.index).findLast((one) => one.from !== segment.from);
		return [...(own ? [`win=${windowOf(segment)}`] : []), ...(peer ? [`peer-win=${windowOf(peer)}`] : [])];
	};

	// "seq=1", "ack=12", ..., and where they matter urgent pointer, congestion, window and SACK.
	const numbers = (connection, segment, raw) => {
		const all = [`seq=${raw ? segment.seq : segment.rel_seq}`];
		if (segment.flags & 16)
			all.push(`ack=${raw ? segment.ack : segment.rel_ack}`);
		if (segment.len > 0)
			all.push(`len=${segment.len}`);
		if (segment.flags & 32)
			all.push(`urg=${segment.urgent}`);
		if (segment.ecn === CE)
			all.push("CE");
		return [...all, ...windows(connection, segment), ...sack(segment, raw)];
	};

	// Lines of [flags, numbers] that fit into ROOM columns.
	const above = (connection, segment, raw, room) => {
		const flags = fields.flagNames(segment.flags).join("+") || "—";
		const all = numbers(connection, segment, raw).join(" ");
		const lines = columns(`${flags} ${all}`) <= room ? [[flags, all]]
			: [[flags, ""], ...wrap(all, room).map((line) => ["", line])];
		const offered = offers(segment).join(" ");
		return offered === "" ? lines : [...lines, ...wrap(offered, room).map((line) => ["", line])];
	};

	const fate = (segment) => {
		if (!segment.fate || segment.fate === "arrived")
			return "";
		// Who asked for no connection may answer nothing.
		if (segment.fate === "lost-or-answer" && (segment.flags & 18) === 18)
			return words.say("no_answer");
		// "It or its answer" leaves open what "probably" would.
		const doubts = segment.grade === "probably" && segment.fate !== "lost-or-answer";
		return (CROSSED_OUT.includes(segment.fate) ? "✗ " : "") +
			(doubts ? words.say("probably") : "") + words.fate(segment.fate);
	};

	const side = (end) => words.say(end === 0 ? "client" : "server");

	const correction = (segment) => (!segment.correction ? "" : words.say("correction", {
		frame: segment.correction.frame, who: side(segment.correction.end),
		was: model.stateName(segment.correction.was), state: model.stateName(segment.correction.state),
	}));

	// Below the arrow: [kind, text].
	const below = (segment) => {
		const all = [];
		if (segment.len > 0 && segment.payload !== "")
			all.push(["payload", segment.payload + (segment.shown < segment.len ? "…" : "")]);
		if (segment.labels.length > 0)
			all.push(["mark", `⚑ ${segment.labels.map(words.label).join(" · ")}`]);
		if (fate(segment) !== "")
			all.push(["fate", fate(segment)]);
		if (segment.copies.length > 0)
			all.push(["fate", words.say("copies", {
				n: segment.copies.length + 1, frames: [segment.frame, ...segment.copies].join(", "),
			})]);
		if (segment.correction)
			all.push(["correction", correction(segment)]);
		return all;
	};

	// All of it in words, for those who do not see the picture.
	const describe = (segment) =>
		[`${segment.index + 1}: ${words.say(segment.from)}, ${fields.flagNames(segment.flags).join(" ")}. ${words.pick(segment.say)}`,
			fate(segment), correction(segment)].filter((text) => text !== "").join(" ");

	return { cut, wrap, span, since, above, below, describe, fate, side, correction, saying };
})();
