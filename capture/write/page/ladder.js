// SPDX-License-Identifier: MIT
// The sequence diagram of one connection: a lifeline for each end, an arrow for each segment, states
// in the margins where they change. Rows are appended as segments come.
const ladder = (() => {
	const SLOPE = 22; // how much lower a segment arrives than it left
	const LINE = 15; // height of a line of words
	const CHARACTER = 7.3; // width of one, in the font of the numbers
	const TIMES = 100; // width of the column of times

	let connection = null;
	let raw = false;
	let size; // width, margin, width of the times, xs of the two lifelines
	let version = 0; // of the connection, as it is drawn
	let pending = new Map(); // arrows that arrive further down: by the frame that they cross
	let picture, base, layer;
	let [bottom, groups] = [0, []];
	let [current, picked] = [-1, -1];
	let onPick = () => {};

	const make = machine.make;
	const element = () => document.getElementById("ladder");

	const measure = () => {
		const width = Math.max(300, Math.min(element().clientWidth, 960));
		const narrow = width < 600;
		const margin = narrow ? 88 : 132;
		const timed = connection.segments.some((segment) => segment.at !== null);
		const times = timed && !narrow ? TIMES : 0;
		size = { width, narrow, margin, timed, times, xs: [times + margin, width - margin] };
	};
	const middle = () => (size.xs[0] + size.xs[1]) / 2;
	const room = () => Math.floor((size.xs[1] - size.xs[0] - 16) / CHARACTER);
	// The state of SIDE; where it turned out otherwise, what it was not.
	const chip = (group, side, y, state, proven, corrected) => {
		const name = model.stateName(corrected ?? state);
		const mark = arrows.chip(name, proven && corrected === null, size.narrow, (width) => {
			const space = size.narrow ? 6 : 9;
			return [side === 0 ? size.xs[0] - space - width : size.xs[1] + space, y];
		});
		if (corrected !== null) {
			mark.classList.add("corrected");
			mark.append(make("title", {}, words.say("corrected", { was: name, state: model.stateName(state) })));
		}
		group.append(mark);
	};

	// A piece of a lifeline in the colour of its state; of no state there is none.
	const piece = (group, side, from, to, state, proven) => {
		if (to <= from || state === null)
			return;
		group.append(make("line", {
			x1: size.xs[side], x2: size.xs[side], y1: from, y2: to,
			class: `life state-${model.stateName(state)}${proven ? "" : " hedged"}`,
		}));
	};

	const phaseTitle = (segment) => {
		const phase = model.run.phases[segment.phase];
		const known = phase === "open" ? connection.open : phase === "close" ? connection.close : "";
		const named = known && known !== "open" && known !== "none";
		return words.say(`phase_${phase}`) + (named ? words.say("colon") + words.name(known) : "");
	};

	// Lines of words in the middle; how far down they go. A payload takes one line.
	const drawLines = (group, text, kind, y) => {
		const lines = kind === "payload" ? [captions.cut(text, room())] : captions.wrap(text, room());
		lines.forEach((line, index) =>
			group.append(make("text", { x: middle(), y: y + index * LINE, class: kind }, line)));
		return lines.length * LINE;
	};

	const drawPause = (group, y, segment) => {
		for (const x of size.xs)
			group.append(make("path", { d: `M${x} ${y + 4} l-7 6 l14 6 l-14 6 l7 6`, class: "break" }));
		return drawLines(group, words.pick(segment.pause), "pause", y + 20) + 17;
	};

	const drawArrow = (group, segment, y1, y2) => {
		const side = segment.from === "client" ? 0 : 1;
		const ahead = side === 0 ? 1 : -1;
		arrows.draw(group, segment.fate, [size.xs[side] + 4 * ahead, y1], [size.xs[1 - side] - 5 * ahead, y2]);
	};

	// Two that cross: the first one arrives when the second one has left.
	const drawArrows = (group, segment, y) => {
		const other = segment.crossed === undefined ? undefined : model.byFrame(connection, segment.crossed);
		if (other && other.index > segment.index) {
			pending.set(segment.crossed, { group, segment, y });
			return;
		}
		const first = pending.get(segment.frame);
		if (first)
			drawArrow(first.group, first.segment, first.y, y + SLOPE);
		pending.delete(segment.frame);
		drawArrow(group, segment, y, y + SLOPE);
	};

	const drawAbove = (group, lines, y) => {
		lines.forEach(([flags, numbers], index) => {
			const text = make("text", { x: middle(), y: y + index * LINE, class: "words" });
			if (flags)
				text.append(make("tspan", { class: "flags" }, flags));
			if (numbers)
				text.append(make("tspan", { class: "numbers" }, (flags ? "\u00a0" : "") + numbers));
			group.append(text);
		});
	};

	// How far down it goes.
	const drawBelow = (group, segment, y) => {
		let height = 0;
		for (const [kind, text] of captions.below(segment))
			height += drawLines(group, text, kind, y + LINE + height);
		return height;
	};

	// Since the first segment, and since the one before: beside the arrow, or above all where it is narrow.
	const drawTimes = (group, segment, top, y) => {
		const both = [captions.since(connection, segment.at)];
		if (segment.gap !== null)
			both.push(`${segment.gap < 0 ? "" : "+"}${captions.span(segment.gap)}`);
		const [x, first, line] = size.narrow ? [4, top + 9, 10] : [6, y + 6, 13];
		both.forEach((text, index) =>
			group.append(make("text", { x, y: first + index * line, class: "time" }, text)));
	};

	// A sender changes when its segment leaves, a receiver when it arrives.
	const drawStates = (group, life, segment, { top, y, end }) => {
		const sender = segment.from === "client" ? 0 : 1;
		[0, 1].forEach((side) => {
			const change = y + (side === sender ? 0 : SLOPE);
			const [before, was] = [segment.before[side], segment.before_proven[side]];
			const [state, proven] = [segment.states[side], segment.proven[side]];
			const corrected = segment.corrected[side];
			piece(life, side, top, change, before, was);
			piece(life, side, change, end, state, proven);
			if (segment.index === 0 && before !== null)
				chip(group, side, top + 14, before, was, null);
			if (before !== state || was !== proven || corrected !== null)
				chip(group, side, change, state, proven, corrected);
		});
	};

	const drawRow = (segment) => {
		const before = connection.segments[segment.index - 1];
		const begins = !before || before.phase !== segment.phase;
		const kind = fields.kindOf(segment);
		const phase = model.run.phases[segment.phase];
		const row = make("g", { class: `segment kind-${kind} phase-${phase}`, "data-index": segment.index });
		const group = make("g", { "aria-hidden": true });
		const top = bottom;
		let y = top + (segment.index === 0 ? 28 : 4);
		// What is pressed, and heard in place of the drawing.
		const back = make("rect", {
			x: 0, y: top, width: size.width, class: "band", role: "button", tabindex: -1,
			"aria-label": captions.describe(segment),
		});
		row.append(back, group);
		const life = make("g", {});
		group.append(life);
		if (size.narrow && size.timed)
			y += 20;
		if (segment.missing > 0)
			y += drawLines(group, words.say("missing", { n: segment.missing }), "left-out", y + 12);
		if (segment.pause)
			y += drawPause(group, y, segment);
		if (begins) {
			y += drawLines(group, phaseTitle(segment), "phase", y + 13) + 7;
		}
		const lines = captions.above(connection, segment, raw, room());
		y += LINE;
		drawAbove(group, lines, y);
		y += (lines.length - 1) * LINE + 6;
		const end = y + SLOPE + drawBelow(group, segment, y + SLOPE) + 14;
		drawArrows(group, segment, y);
		drawStates(group, life, segment, { top, y, end });
		if (segment.at !== null)
			drawTimes(group, segment, top, y);
		back.setAttribute("height", String(end - top));
		bottom = end;
		layer.append(row);
		groups.push(row);
	};

	const fit = () => {
		for (const [name, value] of [["width", size.width], ["height", bottom + 8]])
			picture.setAttribute(name, String(value));
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
		const heads = document.getElementById("heads");
		heads.style.paddingLeft = `${size.times}px`;
		heads.style.width = `${size.width}px`;
		heads.replaceChildren(...boxes);
	};

	const mark = () => {
		groups.forEach((group, index) => {
			group.classList.toggle("future", current >= 0 && index > current);
			group.classList.toggle("current", index === current);
			group.classList.toggle("picked", index === picked && current < 0);
			group.firstChild.setAttribute("tabindex", index === Math.max(current, 0) ? "0" : "-1");
		});
	};

	// All of it anew: another connection, another language or width.
	const draw = (of) => {
		if (of !== connection)
			current = picked = -1;
		connection = of;
		version = of.version;
		pending = new Map();
		measure();
		drawHeads();
		picture = make("svg", { class: size.narrow ? "picture narrow" : "picture" });
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

	return {
		draw,
		grow,
		get drawn() {
			return groups.length;
		},
		// Whether the last row, or where it will be, is in sight; and shows it.
		atEnd: () => sight.has(groups[groups.length - 1] ?? element()),
		toEnd: () => sight.reveal(groups[groups.length - 1] ?? element()),
		get version() {
			return version;
		},
		setRaw: (value) => {
			raw = value;
			draw(connection);
		},
		// Segment INDEX is the current one; what comes later is not shown. -1: everything is.
		show: (index) => {
			const focused = element().contains(document.activeElement);
			current = index;
			mark();
			if (index >= 0)
				sight.reveal(groups[index]);
			if (focused)
				groups[Math.max(index, 0)].firstChild.focus({ preventScroll: true });
		},
		// Segment INDEX is the one whose details are shown.
		pick: (index) => {
			picked = index;
			mark();
		},
		begin: (callback) => {
			onPick = callback;
			const pick = (event) => {
				const group = event.target.closest?.("[data-index]");
				if (group)
					onPick(Number(group.dataset.index));
			};
			element().addEventListener("click", pick);
			element().addEventListener("keydown", (event) => {
				if (event.key !== "Enter" && event.key !== " ")
					return;
				event.preventDefault();
				event.stopPropagation();
				pick(event);
			});
		},
	};
})();
