// SPDX-License-Identifier: MIT
// A capture of many closes answers a question, for those who ask it: how long may a kernel delay the ACK of a
// FIN? Where the other side closes sooner, the close takes three segments; where later, four. What the path
// takes is no delay of a kernel: each connection's own round trip is taken off.
const closings = (() => {
	const LEAST = 20; // closes; fewer make no picture
	const BINS = 64;
	const BOX = { width: 900, height: 230, left: 56, right: 16, top: 14, bottom: 44 };
	const DELAYED = 20; // ms: an ACK that came sooner says nothing of a delay
	const draw = machine.make;

	// Labels of connections whose times tell of other things.
	const disturbed = (connection) =>
		[...connection.labels].some((label) => /retransmission|lost|out-of-order/.test(label));

	// The round trip from here to the side that answers, in nanoseconds: its answer in the handshake. Null where
	// that was not captured.
	const roundTrip = (connection, from) => {
		const [syn, answer, ack] = connection.segments;
		if (!ack || (syn.flags & 18) !== 2 || (answer.flags & 18) !== 18 || syn.from === answer.from)
			return null;
		return from === answer.from ? answer.at - syn.at : ack.from === from ? ack.at - answer.at : null;
	};

	// Of a close by FINs: milliseconds from the first to the other side's, less the round trip; whether the ACK
	// between them came alone, and when. Null for any other connection.
	const measure = (connection) => {
		if (connection.closing !== undefined)
			return connection.closing;
		const four = connection.close === "4-segment";
		if (!four && connection.close !== "3-segment")
			return null;
		const first = connection.segments.find((one) => one.flags & 1);
		const after = connection.segments.filter((one) => one.index > first?.index && one.from !== first.from);
		const second = after.find((one) => one.flags & 1);
		const trip = second && first.at !== null ? roundTrip(connection, second.from) : null;
		if (trip === null || disturbed(connection))
			return null;
		const since = (segment) => Math.max(0, segment.at - first.at - trip) / 1e6;
		connection.closing = { delay: since(second), four, ack: four ? since(after[0]) : null };
		return connection.closing;
	};

	// The width of a bin: 1, 2 or 5 of a power of ten.
	const niceWidth = (longest) => {
		const power = 10 ** Math.floor(Math.log10(Math.max(longest, 1e-3) / BINS));
		return [1, 2, 5, 10].map((step) => step * power).find((width) => width * BINS >= longest);
	};

	// Bins of [from, to) milliseconds with how many closes there were and how many took four segments.
	const binsOf = (measured) => {
		const width = niceWidth(Math.max(...measured.map((one) => one.delay)));
		const bins = new Map();
		for (const one of measured) {
			const place = Math.floor(one.delay / width + 1e-9);
			const bin = bins.get(place) || { from: place * width, count: 0, four: 0 };
			bin.count++;
			bin.four += one.four ? 1 : 0;
			bins.set(place, bin);
		}
		return { width, list: [...bins.values()].sort((a, b) => a.from - b.from) };
	};

	const frame = (svg, x, y, longest, width) => {
		for (const share of [0, 0.5, 1]) {
			svg.append(draw("line", { x1: BOX.left, x2: BOX.width - BOX.right, y1: y(share), y2: y(share), class: "grid" }));
			svg.append(draw("text", { x: BOX.left - 8, y: y(share) + 4, class: "scale end" }, `${share * 100} %`));
		}
		const step = niceWidth(longest / 8 * BINS);
		for (let at = 0; at <= longest + width / 2; at += step)
			svg.append(draw("text", { x: x(at), y: BOX.height - BOX.bottom + 18, class: "scale" },
				String(Number(at.toPrecision(6)))));
		svg.append(draw("text", { x: (BOX.left + BOX.width) / 2, y: BOX.height - 6, class: "scale" }, words.say("closings_x")));
	};

	// When the ACKs came that may have been delayed.
	const windowOf = (measured) => {
		const held = measured.filter((one) => one.ack > DELAYED).map((one) => one.ack);
		return held.length === 0 ? null : [Math.min(...held), Math.max(...held)];
	};

	const plot = (measured) => {
		const svg = draw("svg", { viewBox: `0 0 ${BOX.width} ${BOX.height}`, role: "img", "aria-labelledby": "closings-title" });
		const bins = binsOf(measured);
		const last = bins.list[bins.list.length - 1];
		const longest = last.from + bins.width;
		const x = (ms) => BOX.left + ms / longest * (BOX.width - BOX.left - BOX.right);
		const y = (share) => BOX.top + (1 - share) * (BOX.height - BOX.top - BOX.bottom);
		const timer = windowOf(measured);
		if (timer)
			svg.append(draw("rect", {
				x: x(Math.min(timer[0], longest)), y: y(1), height: y(0) - y(1), class: "timer",
				width: Math.max(2, x(Math.min(timer[1], longest)) - x(Math.min(timer[0], longest))),
			}));
		frame(svg, x, y, longest, bins.width);
		for (const bin of bins.list) {
			const share = bin.four / bin.count;
			const point = draw("circle", { cx: x(bin.from + bins.width / 2), cy: y(share), r: 4, class: "share" });
			point.append(draw("title", {}, words.say("closings_bin", {
				from: Number(bin.from.toPrecision(6)), to: Number((bin.from + bins.width).toPrecision(6)),
				four: bin.four, count: bin.count,
			})));
			svg.append(point);
		}
		return svg;
	};

	const tell = (measured) => {
		const timer = windowOf(measured);
		const four = measured.filter((one) => one.four).length;
		return words.say(timer ? "closings_timer" : "closings_sum", {
			count: measured.length, four, three: measured.length - four,
			from: timer?.[0].toFixed(1), to: timer?.[1].toFixed(1), least: DELAYED,
		});
	};

	let asked = false;

	const update = () => {
		const measured = model.list.map(measure).filter((one) => one !== null);
		const button = document.getElementById("ask-closings");
		const section = document.getElementById("closings");
		button.hidden = measured.length < LEAST;
		section.hidden = button.hidden || !asked;
		button.setAttribute("aria-expanded", String(!section.hidden));
		if (section.hidden)
			return;
		document.getElementById("closings-plot").replaceChildren(plot(measured));
		document.getElementById("closings-note").textContent = tell(measured);
	};
	const ask = () => {
		asked = !asked;
		update();
	};
	return { update, ask };
})();
