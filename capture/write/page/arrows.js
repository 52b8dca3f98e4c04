// SPDX-License-Identifier: MIT
// Shapes of the ladder: an arrow that ends where its segment did, a state as it is proven.
const arrows = (() => {
	const UNSURE = ["lost-or-answer", "unknown"]; // whether it arrived
	const LOST_AT = 0.6; // of its way: there ends what was lost
	const make = machine.make;

	// The tip at TO, for a line in the direction (ux, uy).
	const tip = ([x, y], ux, uy) => {
		const tail = (turn) => `${x - 11 * ux - turn * 5 * uy} ${y - 11 * uy + turn * 5 * ux}`;
		return make("path", { d: `M${x} ${y} L${tail(1)} L${tail(-1)} Z`, class: "tip" });
	};

	// From one point to another. What was lost ends on its way; what was discarded, where it arrived.
	const draw = (group, fate, [x1, y1], [goalX, goalY]) => {
		const lost = fate === "lost";
		const share = lost ? LOST_AT : 1;
		const x2 = x1 + (goalX - x1) * share;
		const y2 = y1 + (goalY - y1) * share;
		const length = Math.hypot(x2 - x1, y2 - y1);
		const ux = (x2 - x1) / length;
		const uy = (y2 - y1) / length;
		const short = lost ? 0 : 8;
		group.append(make("path", {
			d: `M${x1} ${y1} L${x2 - short * ux} ${y2 - short * uy}`, pathLength: 1,
			class: UNSURE.includes(fate) ? "arrow doubtful" : "arrow",
		}));
		if (!lost)
			group.append(tip([x2, y2], ux, uy));
		if (lost || fate === "discarded")
			group.append(make("path", { d: `M${x2 - 7} ${y2 - 7} l14 14 m0 -14 l-14 14`, class: "cross" }));
		if (UNSURE.includes(fate))
			group.append(make("text", { x: x2 - 26 * ux, y: y2 - 8, class: "doubt" }, "?"));
	};

	// PLACE tells where it stands, by its width.
	const chip = (name, proven, narrow, place) => {
		const shown = proven ? name : `${name}?`;
		const width = shown.length * (narrow ? 5.3 : 7) + (narrow ? 9 : 12);
		const [x, y] = place(width);
		const mark = make("g", { class: `chip state-${name}${proven ? "" : " hedged"}`, "data-state": shown });
		mark.append(
			make("rect", { x, y: y - 10, width, height: 20, rx: 10 }),
			make("text", { x: x + width / 2, y: y + 4 }, shown));
		if (!proven)
			mark.append(make("title", {}, words.say("if_arrives")));
		return mark;
	};
	return { draw, chip };
})();
