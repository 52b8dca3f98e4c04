// SPDX-License-Identifier: MIT
// A segment as rows of a table: [group, name, value, meaning].
const fields = (() => {
	const FLAGS = 12; // bits, with the three reserved ones
	const means = (key) => words.pick(meanings.fields[key]);
	const filled = (pair, values) =>
		words.pick(pair).replace(/\{(\w+)\}/g, (_, name) => String(values[name]));
	const hex = (number, digits) => `0x${number.toString(16).padStart(digits, "0")}`;

	// "127.0.0.1:8079", "[::1]:8079"
	const split = (end) => {
		const colon = end.lastIndexOf(":");
		return [end.slice(0, colon).replace(/^\[|\]$/g, ""), end.slice(colon + 1)];
	};

	// The names of the flags that are set, SYN first.
	const flagNames = (flags) => {
		const order = [1, 0, 2, 3, 4, 5, 6, 7, 8];
		return order.filter((bit) => flags & (1 << bit)).map((bit) => meanings.flags[bit][0]);
	};

	// What a segment is for, for its colour.
	const kindOf = ({ flags, len }) => {
		if (flags & 4)
			return "rst";
		if (flags & 2)
			return "syn";
		if (flags & 1)
			return "fin";
		return len > 0 ? "data" : "ack";
	};

	const flagRows = (flags) => {
		const rows = [];
		const reserved = (flags >> 9) & 7;
		rows.push(["TCP", "reserved", reserved.toString(2).padStart(3, "0"), means("reserved")]);
		for (let bit = meanings.flags.length - 1; bit >= 0; bit--) {
			const [name, meaning] = meanings.flags[bit];
			const set = (flags >> bit) & 1;
			const dots = [...".".repeat(FLAGS)];
			dots[FLAGS - 1 - bit] = String(set);
			rows.push(["TCP", name, `${dots.join("")}  ${set ? "✓" : ""}`, words.pick(meaning), set ? "set" : "unset"]);
		}
		return rows;
	};

	const windowMeaning = (segment) => {
		if (segment.flags & 2)
			return means("win_syn");
		if (segment.scale === undefined)
			return means("win_unknown");
		const scaled = segment.win * 2 ** segment.scale;
		return filled(meanings.fields.win_scaled, { win: segment.win, scale: segment.scale, scaled });
	};

	const sackBlocks = (segment, edges) => {
		const shift = segment.ack - segment.rel_ack;
		const relative = (edge) => (((edge - shift) % 2 ** 32) + 2 ** 32) % 2 ** 32;
		const blocks = [];
		for (let i = 0; i + 1 < edges.length; i += 2)
			blocks.push(`${relative(edges[i])}–${relative(edges[i + 1]) - 1}`);
		return blocks.join(", ");
	};

	const optionRow = (segment, [name, ...values]) => {
		const row = (label, value) => ["options", label, value, words.pick(meanings.options[name])];
		switch (name) {
		case "mss":
			return row("MSS", String(values[0]));
		case "window-scale":
			return row("Window Scale", `${values[0]} (× ${2 ** Math.min(values[0], 14)})`);
		case "sack-permitted":
			return row("SACK Permitted", "✓");
		case "sack":
			return row("SACK", sackBlocks(segment, values));
		case "timestamps":
			return row("Timestamps", values.length > 0 ? `TSval ${values[0]}, TSecr ${values[1]}` : "…");
		case "fast-open":
			return row("Fast Open", `${values[0]} B ${values[1] ?? ""}`);
		case "other":
			return ["options", meanings.kinds[values[0]] ?? `kind ${values[0]}`, values[1],
				filled(meanings.options.other, { kind: values[0] })];
		default:
			return row(name, "");
		}
	};

	// Time of day in UTC, with nanoseconds.
	const clock = (text) => {
		const [seconds, rest] = text.split(".");
		const date = new Date(Number(seconds) * 1000);
		return Number.isNaN(date.getTime()) ? text : date.toISOString().replace(/\.000Z$/, `.${rest}Z`);
	};

	const timeRow = (segment) => {
		return ["packet", "time", `${clock(segment.time)} (+${captions.span(segment.at)})`, means("time")];
	};

	const frameList = (frames) => `${words.say("frames")} ${frames.join(", ")}`;

	const claimRow = ({ id, grade, frames, value, unit }) => {
		const figure = value === undefined ? "" : unit === "us" ? captions.span(value * 1000)
			: unit === "bytes" ? `${value} B` : String(value);
		const parts = [frameList(frames), figure].filter((part) => part !== "");
		return ["reading", id, parts.join(" · "), words.pick(meanings.grades[grade])];
	};

	// What became of it, and what is claimed of it, on which frames.
	const readingRows = (segment) => {
		const of = [];
		if (segment.fate)
			of.push(["reading", "fate", segment.fate + (segment.by ? ` · ${frameList([segment.by])}` : ""),
				`${words.fate(segment.fate)}${words.say("colon")}${words.pick(meanings.grades[segment.grade])}`]);
		if (segment.crossed !== undefined)
			of.push(["reading", "crossed", frameList([segment.crossed]), words.say("crosses")]);
		return [...of, ...(segment.claims ?? []).filter((claim) => claim.id !== "crossed").map(claimRow)];
	};

	const rows = (segment) => {
		const fromClient = segment.from === "client";
		const [source, sport] = split(segment.ends[fromClient ? 0 : 1]);
		const [destination, dport] = split(segment.ends[fromClient ? 1 : 0]);
		const both = (raw, relative) => `${raw} (${relative})`;
		const [ecnName, ecnMeaning] = meanings.ecn[segment.ecn];
		const ack = segment.flags & 16;
		return [
			["packet", "frame", String(segment.frame), means("frame")],
			...(segment.time === undefined ? [] : [timeRow(segment)]),
			["IP", "source", source, means("source")],
			["IP", "destination", destination, means("destination")],
			["IP", "TTL", String(segment.ttl), means("ttl")],
			["IP", "ECN", ecnName, `${means("ecn")}: ${words.pick(ecnMeaning)}`],
			["TCP", "source port", sport, means("sport")],
			["TCP", "destination port", dport, means("dport")],
			["TCP", "sequence number", both(segment.seq, segment.rel_seq), means("seq")],
			["TCP", "acknowledgment number", ack ? both(segment.ack, segment.rel_ack) : String(segment.ack),
				means(ack ? "ack" : "ack_unset")],
			["TCP", "data offset", `${segment.offset} (${segment.offset * 4} B)`, means("offset")],
			...flagRows(segment.flags),
			["TCP", "window", String(segment.win), windowMeaning(segment)],
			...(segment.checksum === undefined ? []
				: [["TCP", "checksum", hex(segment.checksum, 4), means("checksum")]]),
			["TCP", "urgent pointer", String(segment.urgent), means("urgent")],
			...segment.options.map((option) => optionRow(segment, option)),
			["payload", "length", String(segment.len), means("len")],
			...readingRows(segment),
		];
	};
	return { rows, flagNames, kindOf, split };
})();
