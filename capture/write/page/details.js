// SPDX-License-Identifier: MIT
// The segment that was clicked: its header as the RFC draws it, and each field with its meaning.
const details = (() => {
	const make = (tag, kind, text) => {
		const element = document.createElement(tag);
		if (kind)
			element.className = kind;
		if (text !== undefined)
			element.textContent = text;
		return element;
	};

	// RFC 9293 figure 1: rows of 32 bits. [name, bits, value]
	const header = (segment) => {
		const fromClient = segment.from === "client";
		const port = (end) => fields.split(segment.ends[end])[1];
		const cells = [
			["source port", 16, port(fromClient ? 0 : 1)],
			["destination port", 16, port(fromClient ? 1 : 0)],
			["sequence number", 32, segment.seq],
			["acknowledgment number", 32, segment.ack],
			["offset", 4, segment.offset],
			["flags", 12, fields.flagNames(segment.flags).join(" ") || "—"],
			["window", 16, segment.win],
			["checksum", 16, segment.checksum === undefined ? "…" : `0x${segment.checksum.toString(16).padStart(4, "0")}`],
			["urgent pointer", 16, segment.urgent],
		];
		const options = segment.options.map((option) => option[0]).join(", ");
		if (options !== "")
			cells.push([`options: ${segment.offset * 4 - 20} B`, 32, options]);
		const grid = make("div", "header");
		grid.setAttribute("aria-hidden", "true");
		for (const [name, bits, value] of cells) {
			const cell = make("div", "bits");
			cell.style.gridColumn = `span ${bits}`;
			cell.append(make("small", "", name), make("span", "", String(value)));
			grid.append(cell);
		}
		return grid;
	};

	const list = (segment) => {
		const element = make("table", "fields");
		const body = make("tbody");
		let group = "";
		for (const [of, name, value, meaning, kind] of fields.rows(segment)) {
			const row = make("tr", kind);
			if (of !== group) {
				row.classList.add("begins");
				group = of;
			}
			const head = make("th", "", name);
			head.scope = "row";
			row.append(head, make("td", "value", value), make("td", "meaning", meaning));
			body.append(row);
		}
		element.append(body);
		return element;
	};

	const payload = (segment) => {
		if (segment.len === 0)
			return [];
		const head = words.say("payload_head") +
			(segment.shown < segment.len ? words.say("payload_cut", segment) : "");
		const text = make("pre", "payload", segment.payload);
		text.tabIndex = 0; // it may have to be scrolled
		text.setAttribute("role", "group");
		text.setAttribute("aria-label", head);
		return [make("h3", "", head), text];
	};

	const show = (segment) => {
		const place = document.getElementById("details");
		if (!segment) {
			place.replaceChildren(make("p", "quiet", words.say("details_hint")));
			return;
		}
		place.replaceChildren(header(segment), ...payload(segment), list(segment));
	};
	return { show, make };
})();
