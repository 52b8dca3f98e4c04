// SPDX-License-Identifier: MIT
// The sequence diagram of one connection: a lifeline for each end, an arrow for each segment, states
// in the margins where they change. Rows are appended as segments come.
const ladder = (() => {
	const SLOPE = 22; // how much lower a segment arrives than it left
	const LINE = 15; // height of a line of words
	const CHARACTER = 7.3; // width of one, in the font of the numbers
	const GAP_NS = 10e6; // a pause of that long is drawn

	let connection = null;
	let raw = false;
	let size; // width, margin, xs of the two lifelines
	let picture, base, layer;
	let bottom = 0;
	let groups = [];
	let current = -1;
	let picked = -1;
	let onPick = () => {};

	const make = (tag, attributes, text) => machine.make(tag, attributes, text);
	const element = () => document.getElementById("ladder");

	const measure = () => {
		const width = Math.max(300, Math.min(element().clientWidth, 900));
		const narrow = width < 600;
		const margin = narrow ? 82 : 132;
		size = { width, narrow, margin, xs: [margin, width - margin] };
	};

	// East Asian characters take two columns.
	const columns = (text) => {
		let count = 0;
		for (const character of text)
			count += character.codePointAt(0) >= 0x1100 ? 2 : 1;
		return count;
	};
	const cut = (text, most) => {
		let count = 0;
		let kept = "";
		for (const character of text) {
			count += columns(character);
			if (count > most - 1)
				return `${kept}…`;
			kept += character;
		}
		return text;
	};

	const kindOf = (flags, len) => {
		if (flags & 4)
			return "rst";
		if (flags & 2)
			return "syn";
		if (flags & 1)
			return "fin";
		return len > 0 ? "data" : "ack";
	};

	// The words above the arrow, in as many lines as they need.
	const wordsOf = (segment) => {
		const flags = fields.flagNames(segment.flags).join("+") || "—";
		const numbers = [`seq=${raw ? segment.seq : segment.rel_seq}`];
		if (segment.flags & 16)
			numbers.push(`ack=${raw ? segment.ack : segment.rel_ack}`);
		if (segment.len > 0)
			numbers.push(`len=${segment.len}`);
		const room = (size.xs[1] - size.xs[0] - 20) / CHARACTER;
		const window = `win=${segment.win * 2 ** (segment.scale ?? 0)}`;
		if (flags.length + numbers.join(" ").length + window.length + 2 <= room)
			numbers.push(window);
		if (flags.length + 1 + numbers.join(" ").length <= room)
			return [[flags, numbers.join(" ")]];
		if (numbers.join(" ").length <= room)
			return [[flags, ""], ["", numbers.join(" ")]];
		return [[flags, ""], ...numbers.map((number) => ["", number])];
	};

	const chip = (group, side, y, state) => {
		const name = model.stateName(state);
		const width = name.length * (size.narrow ? 5.3 : 7) + (size.narrow ? 9 : 12);
		const space = size.narrow ? 6 : 9;
		const x = side === 0 ? size.xs[0] - space - width : size.xs[1] + space;
		const mark = make("g", { class: `chip state-${name}` });
		mark.append(
			make("rect", { x, y: y - 10, width, height: 20, rx: 10 }),
			make("text", { x: x + width / 2, y: y + 4 }, name));
		group.append(mark);
	};

	// A piece of a lifeline in the colour of its state.
	const piece = (group, side, from, to, state) => {
		if (to > from)
			group.append(make("rect", {
				x: size.xs[side] - 3, y: from, width: 6, height: to - from,
				class: `life state-${model.stateName(state)}`,
			}));
	};

	const phaseTitle = (segment) => {
		const phase = model.run.phases[segment.phase];
		const known = phase === "open" ? connection.open : phase === "close" ? connection.close : "";
		return words.say(`phase_${phase}`) + (known && known !== "open" ? ` · ${words.name(known)}` : "");
	};

	// Longer than the network explains: the handshake tells how long a round trip takes.
	const isPause = (segment) => {
		const third = connection.segments[2];
		const trip = third && third.at !== null && connection.segments[0].flags & 2 ? third.at : 0;
		return segment.gap !== null && segment.gap >= Math.max(GAP_NS, 2 * trip);
	};

	const drawPause = (group, y, segment) => {
		const middle = (size.xs[0] + size.xs[1]) / 2;
		for (const x of size.xs)
			group.append(make("path", { d: `M${x} ${y + 4} l-7 6 l14 6 l-14 6 l7 6`, class: "break" }));
		group.append(make("text", { x: middle, y: y + 20, class: "pause" },
			`⋮ ${table.duration(segment.gap / 1000)} ⋮`));
	};

	const drawArrow = (group, segment, y) => {
		const side = segment.from === "client" ? 0 : 1;
		const ahead = side === 0 ? 1 : -1;
		const x1 = size.xs[side] + 4 * ahead;
		const x2 = size.xs[1 - side] - 5 * ahead;
		const dx = x2 - x1;
		const length = Math.hypot(dx, SLOPE);
		const ux = dx / length;
		const uy = SLOPE / length;
		const tail = (turn) =>
			`${x2 - 11 * ux - turn * 5 * uy} ${y + SLOPE - 11 * uy + turn * 5 * ux}`;
		group.append(
			make("path", { d: `M${x1} ${y} L${x2 - 8 * ux} ${y + SLOPE - 8 * uy}`, class: "arrow", pathLength: 1 }),
			make("path", { d: `M${x2} ${y + SLOPE} L${tail(1)} L${tail(-1)} Z`, class: "tip" }));
	};

	const drawWords = (group, lines, y) => {
		const x = (size.xs[0] + size.xs[1]) / 2;
		lines.forEach(([flags, numbers], index) => {
			const text = make("text", { x, y: y + index * LINE, class: "words" });
			if (flags)
				text.append(make("tspan", { class: "flags" }, flags));
			if (numbers)
				text.append(make("tspan", { class: "numbers" }, (flags ? "\u00a0" : "") + numbers));
			group.append(text);
		});
	};

	// What is under the arrow: payload, labels. How many lines it took.
	const drawUnder = (group, segment, y) => {
		const x = (size.xs[0] + size.xs[1]) / 2;
		const room = Math.floor((size.xs[1] - size.xs[0] - 16) / CHARACTER);
		let line = 0;
		if (segment.len > 0 && segment.payload !== "") {
			const text = cut(segment.payload + (segment.shown < segment.len ? "…" : ""), room);
			group.append(make("text", { x, y: y + LINE, class: "payload" }, text));
			line++;
		}
		if (segment.labels.length > 0) {
			line++;
			const text = cut(`⚑ ${segment.labels.map(words.name).join(" · ")}`, room);
			group.append(make("text", { x, y: y + line * LINE, class: "mark" }, text));
		}
		return line;
	};

	// How long after the segment before: at the left, where no state is in its way.
	const drawTime = (group, segment, y) => {
		const leaves = segment.from === "client";
		const changed = segment.before[0] !== segment.states[0];
		const at = !changed ? SLOPE / 2 : leaves ? SLOPE + 2 : -2;
		group.append(make("text", { x: 6, y: y + at + 4, class: "time" },
			`+${table.duration(segment.gap / 1000)}`));
	};

	const describe = (segment) =>
		`${segment.index + 1}: ${words.say(segment.from)}, ${fields.flagNames(segment.flags).join(" ")}. ${words.pick(segment.say)}`;

	const drawRow = (segment) => {
		const before = connection.segments[segment.index - 1];
		const begins = !before || before.phase !== segment.phase;
		const kind = kindOf(segment.flags, segment.len);
		const phase = model.run.phases[segment.phase];
		const group = make("g", {
			class: `segment kind-${kind} phase-${phase}`, role: "button", tabindex: -1,
			"aria-label": describe(segment), "data-index": segment.index,
		});
		const top = bottom;
		let y = top + (segment.index === 0 ? 28 : 4);
		const back = make("rect", { x: 0, y: top, width: size.width, class: "band" });
		group.append(back);
		const title = begins ? make("text", { x: size.width / 2, class: "phase" }, phaseTitle(segment)) : null;
		const life = make("g", {});
		group.append(life);
		if (isPause(segment)) {
			drawPause(group, y, segment);
			y += 32;
		}
		if (title) {
			title.setAttribute("y", String(y + 13));
			group.append(title);
			y += 22;
		}
		const lines = wordsOf(segment);
		y += LINE;
		drawWords(group, lines, y);
		y += (lines.length - 1) * LINE + 6;
		const under = drawUnder(group, segment, y + SLOPE);
		const end = y + SLOPE + under * LINE + 14;
		drawArrow(group, segment, y);
		const sender = segment.from === "client" ? 0 : 1;
		[0, 1].forEach((side) => {
			const change = y + (side === sender ? 0 : SLOPE);
			piece(life, side, top, change, segment.before[side]);
			piece(life, side, change, end, segment.states[side]);
			if (segment.index === 0)
				chip(group, side, top + 14, segment.before[side]);
			if (segment.before[side] !== segment.states[side])
				chip(group, side, change, segment.states[side]);
		});
		if (segment.gap !== null)
			drawTime(group, segment, y);
		back.setAttribute("height", String(end - top));
		bottom = end;
		layer.append(group);
		groups.push(group);
	};

	const fit = () => {
		picture.setAttribute("width", String(size.width));
		picture.setAttribute("height", String(bottom + 8));
		base.replaceChildren(...size.xs.map((x) => make("line", { x1: x, x2: x, y1: 0, y2: bottom + 8 })));
	};

	const drawHeads = () => {
		const boxes = [0, 1].map((side) => {
			const box = document.createElement("div");
			const who = document.createElement("strong");
			const where = document.createElement("span");
			who.textContent = words.say(side === 0 ? "client" : "server");
			where.textContent = connection.ends[side];
			where.title = connection.ends[side];
			box.style.width = `${size.margin * 2 - 12}px`;
			box.append(who, where);
			return box;
		});
		document.getElementById("heads").style.width = `${size.width}px`;
		document.getElementById("heads").replaceChildren(...boxes);
	};

	const mark = () => {
		groups.forEach((group, index) => {
			group.classList.toggle("future", current >= 0 && index > current);
			group.classList.toggle("current", index === current);
			group.classList.toggle("picked", index === picked && current < 0);
			group.setAttribute("tabindex", index === Math.max(current, 0) ? "0" : "-1");
		});
	};

	// All of it anew: another connection, another language or width.
	const draw = (of) => {
		if (of !== connection)
			current = picked = -1;
		connection = of;
		measure();
		drawHeads();
		picture = make("svg", { class: "picture" });
		base = make("g", { class: "base" });
		layer = make("g", {});
		picture.append(base, layer);
		groups = [];
		bottom = 0;
		connection.segments.forEach(drawRow);
		fit();
		mark();
		element().replaceChildren(picture);
	};

	// The segments that came since.
	const grow = () => {
		connection.segments.slice(groups.length).forEach(drawRow);
		fit();
		mark();
	};

	const calm = () => matchMedia("(prefers-reduced-motion: reduce)").matches;

	return {
		draw,
		grow,
		get drawn() {
			return groups.length;
		},
		setRaw: (value) => {
			raw = value;
			draw(connection);
		},
		// Segment INDEX is the current one; what comes later is not shown. -1: everything is.
		show: (index) => {
			current = index;
			mark();
			if (index >= 0)
				groups[index]?.scrollIntoView({ block: "center", behavior: calm() ? "auto" : "smooth" });
		},
		// Segment INDEX is the one whose details are shown.
		pick: (index) => {
			picked = index;
			mark();
		},
		focus: () => groups[Math.max(current, 0)]?.focus({ preventScroll: true }),
		begin: (callback) => {
			onPick = callback;
			const pick = (event) => {
				const group = event.target.closest?.("[data-index]");
				if (group)
					onPick(Number(group.dataset.index));
			};
			element().addEventListener("click", pick);
			element().addEventListener("keydown", (event) => {
				if (event.key === "Enter")
					pick(event);
			});
		},
	};
})();
