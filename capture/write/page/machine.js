// SPDX-License-Identifier: MIT
// The state machine of RFC 9293 section 3.3.2 (figure 5), once for each side: the way that was taken
// is lit, the state that it is in is filled.
const machine = (() => {
	const NODE = { width: 96, height: 24 };
	// State, centre. CLOSED is there twice, as in the RFC: before and behind.
	const nodes = [
		["CLOSED", 150, 20],
		["LISTEN", 60, 66],
		["SYN-SENT", 240, 112],
		["SYN-RECEIVED", 60, 132],
		["ESTABLISHED", 150, 184],
		["FIN-WAIT-1", 56, 238],
		["CLOSE-WAIT", 244, 238],
		["FIN-WAIT-2", 52, 300],
		["CLOSING", 150, 278],
		["LAST-ACK", 248, 300],
		["TIME-WAIT", 100, 350],
		["CLOSED", 246, 366],
	];
	const LAST = nodes.length - 1;
	// From, to (by place in nodes), what leads there (of words.js, or as it stands); x and y of it.
	const edges = [
		[0, 1, "passive_open", 76, 40],
		[0, 2, "SYN →", 222, 62],
		[1, 3, "← SYN", 38, 100],
		[1, 2, "", 0, 0],
		[2, 3, "← SYN", 150, 114],
		[2, 4, "← SYN ACK", 226, 156],
		[3, 4, "← ACK", 84, 166],
		[3, 5, "FIN →", 30, 184],
		[4, 5, "FIN →", 98, 206],
		[4, 6, "← FIN", 204, 206],
		[5, 7, "← ACK", 30, 270],
		[5, 8, "← FIN", 122, 252],
		[7, 10, "← FIN", 50, 330],
		[8, 10, "← ACK", 146, 316],
		[6, 9, "FIN →", 270, 270],
		[9, 11, "← ACK", 270, 336],
		[10, 11, "2 MSL", 172, 350],
	];
	const SPACE = "http://www.w3.org/2000/svg";

	const make = (tag, attributes, text) => {
		const element = document.createElementNS(SPACE, tag);
		for (const [name, value] of Object.entries(attributes))
			element.setAttribute(name, String(value));
		if (text !== undefined)
			element.textContent = text;
		return element;
	};

	// Where the line from the middle of A to the middle of B leaves the box of A.
	const border = ([, ax, ay], [, bx, by]) => {
		const dx = bx - ax;
		const dy = by - ay;
		const scale = Math.min(NODE.width / 2 / Math.abs(dx || 1e-9), NODE.height / 2 / Math.abs(dy || 1e-9));
		return [ax + dx * scale, ay + dy * scale];
	};

	const drawEdge = (from, to, kind) => {
		const [x1, y1] = border(nodes[from], nodes[to]);
		const [x2, y2] = border(nodes[to], nodes[from]);
		const length = Math.hypot(x2 - x1, y2 - y1) || 1;
		const ux = (x2 - x1) / length;
		const uy = (y2 - y1) / length;
		const back = (turn) => `${x2 - 9 * ux - turn * 4.5 * uy} ${y2 - 9 * uy + turn * 4.5 * ux}`;
		const edge = make("g", { class: kind, "data-edge": `${from}-${to}` });
		edge.append(
			make("line", { x1, y1, x2: x2 - 6 * ux, y2: y2 - 6 * uy }),
			make("path", { d: `M${x2} ${y2} L${back(1)} L${back(-1)} Z` }));
		return edge;
	};

	// Places in nodes. CLOSED is the upper one for who never had a connection; -1: nothing is proven.
	const placeOf = (state, begun) => {
		const name = model.stateName(state);
		return name === "CLOSED" ? (begun ? LAST : 0) : nodes.findIndex(([node]) => node === name);
	};

	// From where an end comes of which nothing was proven before: who opens actively was CLOSED, who
	// answers a SYN listened.
	const SOURCES = { "SYN-SENT": 0, "SYN-RECEIVED": 1 };

	// The way of SIDE up to segment INDEX: edges by their key, with the segment and whether it is hedged.
	// A receipt that is settled later makes its edge solid.
	const wayOf = (connection, side, index) => {
		const taken = new Map();
		const visited = new Set();
		let begun = false;
		for (const segment of connection.segments.slice(0, index + 1)) {
			for (const row of segment.rows.filter((one) => one.side === side)) {
				const name = model.stateName(row.to);
				const from = row.from === null ? SOURCES[name] ?? -1 : placeOf(row.from, begun);
				begun = begun || row.from !== null || name !== "CLOSED";
				const to = placeOf(row.to, begun);
				const key = `${from}-${to}`;
				const known = taken.get(key);
				if (row.from !== null)
					visited.add(from);
				visited.add(to);
				if (from >= 0 && from !== to && row.tells !== "known")
					taken.set(key, { at: segment.index, hedged: row.hedged && (!known || known.hedged) });
			}
			begun = begun || segment.states[side] !== null;
			// A state that is proven proves the way to it.
			if (segment.proven[side])
				[...taken.values()].filter((one) => one.hedged).forEach((one) =>
					Object.assign(one, { at: segment.index, hedged: false }));
		}
		const last = connection.segments[index];
		const state = last ? last.states[side] : null;
		const place = state === null ? -1 : placeOf(state, taken.size > 0 || visited.size !== 1 || !visited.has(0));
		return { taken, visited, place, state, proven: !last || last.proven[side] };
	};

	const drawNode = ([name, x, y], kind) => {
		const group = make("g", { class: kind });
		group.append(
			make("rect", { x: x - NODE.width / 2, y: y - NODE.height / 2, width: NODE.width, height: NODE.height, rx: 7 }),
			make("text", { x, y: y + 4 }, name));
		return group;
	};

	const draw = (connection, side, index) => {
		const { taken, visited, place, state, proven } = wayOf(connection, side, index);
		const name = state === null ? words.say("no_state") : `${model.stateName(state)}${proven ? "" : "?"}`;
		const picture = make("svg", {
			viewBox: "0 0 300 388", role: "img", class: "machine", "data-side": side,
			"data-state": model.stateName(state), "data-proven": proven,
		});
		picture.setAttribute("aria-label", words.say("machine_of", { side: captions.side(side), state: name }));
		const lit = (key) => {
			const one = taken.get(key);
			return !one ? "edge" : `edge taken${one.at === index ? " now" : ""}${one.hedged ? " hedged" : ""}`;
		};
		for (const [from, to, label, x, y] of edges) {
			const key = `${from}-${to}`;
			picture.append(drawEdge(from, to, lit(key)));
			if (label !== "")
				picture.append(make("text", { x, y, class: taken.has(key) ? "label taken" : "label" },
					words.knows(label) ? words.say(label) : label));
			taken.delete(key);
		}
		// What the RFC's figure has no arrow for: resets.
		for (const [key] of taken) {
			const [from, to] = key.split("-").map(Number);
			const edge = drawEdge(from, to, `${lit(key)} unusual`);
			edge.append(make("title", {}, words.say("observed")));
			picture.append(edge);
		}
		nodes.forEach((node, at) => {
			const kinds = ["node", `state-${node[0]}`];
			if (visited.has(at))
				kinds.push("visited");
			if (at === place)
				kinds.push("here", ...(proven ? [] : ["hedged"]));
			picture.append(drawNode(node, kinds.join(" ")));
		});
		return picture;
	};

	// What a row tells, with its RFC section.
	const reason = ({ side, from, to, why, hedged, tells }) => {
		const rule = `RFC 9293 ${words.pick(why)}`;
		const name = model.stateName(to);
		if (tells === "settles")
			return `${words.say("settles", { who: captions.side(side), state: name })} (${rule})`;
		const before = from === null ? "" : `${model.stateName(from)} → `;
		return `${captions.side(side)}${words.say("colon")}${before}${name}${hedged ? "?" : ""} (${rule})`;
	};

	// Why the states changed at segment INDEX, and what of them it settles.
	const reasons = (connection, index) => {
		const segment = connection.segments[index];
		if (!segment)
			return [];
		const told = segment.rows.filter((row) => row.tells !== "known");
		const settled = [0, 1].filter((side) => !segment.before_proven[side] && segment.proven[side] &&
			segment.before[side] === segment.states[side] &&
			!told.some((row) => row.side === side && row.to === segment.states[side]));
		const lines = [
			...told.map(reason),
			...settled.map((side) => words.say("settles", {
				who: captions.side(side), state: model.stateName(segment.states[side]),
			})),
			captions.correction(segment),
		];
		return lines.filter((line) => line !== "");
	};

	const show = (connection, index) => {
		const place = document.getElementById("machines");
		const pictures = [0, 1].map((side) => {
			const figure = document.createElement("figure");
			const caption = document.createElement("figcaption");
			caption.textContent = words.say(side === 0 ? "client" : "server");
			figure.append(caption, draw(connection, side, index));
			return figure;
		});
		place.replaceChildren(...pictures);
		const lines = reasons(connection, index).map((text) => {
			const line = document.createElement("span");
			line.textContent = text;
			return line;
		});
		document.getElementById("rows").replaceChildren(...lines);
		if (lines.length === 0 && index >= 0)
			document.getElementById("rows").textContent = words.say("no_change");
	};
	return { show, make };
})();
