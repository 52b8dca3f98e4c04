// SPDX-License-Identifier: MIT
// The connections as a table of which only the rows in sight exist, so that tens of thousands scroll
// as smoothly as ten.
const table = (() => {
	const ROW = 26; // pixels, as in page.css
	// Key, how it is shown, what it is sorted by, and the class of its cells.
	const columns = [
		["number", (c) => c.number, (c) => c.number, "number"],
		["client", (c) => c.ends[0], (c) => c.ends[0], "end"],
		["server", (c) => c.ends[1], (c) => c.ends[1], "end"],
		["open", (c) => (c.open ? words.name(c.open) : words.say("under_way")), (c) => c.open, ""],
		["close", (c) => (c.close ? words.name(c.close) : "—"), (c) => c.close, ""],
		["first", (c) => (c.first ? words.name(c.first) : "—"), (c) => c.first, "wide"],
		["segments", (c) => c.total, (c) => c.total, "number"],
		["sent", (c) => c.bytes[0], (c) => c.bytes[0], "number wide"],
		["received", (c) => c.bytes[1], (c) => c.bytes[1], "number wide"],
		["again", (c) => c.retransmissions, (c) => c.retransmissions, "number wide"],
		["rtt", (c) => duration.words(c.rtt), (c) => c.rtt ?? -1, "number wide"],
		["duration", (c) => duration.words(c.duration), (c) => c.duration ?? -1, "number wide"],
		["labels", (c) => [...c.labels].map(words.label).join(" · "), (c) => c.labels.size, "wide labels"],
	];
	let root, head, body, inner;
	let rows = []; // as they are shown: filtered, sorted
	let sortedBy = 0;
	let direction = 1;
	let filter = ""; // as it was written
	let [conditions, refused] = [[], ""]; // of it
	let selected = null;
	let onSelect = () => {};

	// Words that are looked for in all that is shown.
	const hasWords = (connection) => {
		const text = [
			...connection.ends, connection.open, connection.close, connection.first, connection.zeek,
			words.name(connection.open), words.name(connection.close),
			...connection.labels, ...[...connection.labels].map(words.label), `#${connection.number}`,
		].join(" ").toLowerCase();
		return filter.toLowerCase().split(/\s+/).every((word) => text.includes(word));
	};

	const matches = (connection) => {
		if (filter === "" || refused !== "")
			return true;
		return conditions.length > 0 ? selection.takes(conditions, connection) : hasWords(connection);
	};

	// In the language of now: whose words a refusal is in.
	const readFilter = () => {
		[conditions, refused] = selectionRead.isMeant(filter) ? selectionRead.read(filter) : [[], ""];
	};

	const tellMatching = () => {
		document.getElementById("matching").textContent = refused !== "" ? refused
			: filter !== "" ? words.say("matching", { n: rows.length }) : "";
		document.getElementById("filter").setAttribute("aria-invalid", String(refused !== ""));
	};

	const compare = (a, b) => {
		const key = columns[sortedBy][2];
		const one = key(a);
		const other = key(b);
		if (one === other)
			return a.number - b.number;
		return (one < other ? -1 : 1) * direction;
	};

	const cell = (text, kind, role) => {
		const element = document.createElement("span");
		element.className = `cell ${kind}`;
		element.setAttribute("role", role);
		element.textContent = text;
		if (text !== "")
			element.title = text; // there may be no room for all of it
		return element;
	};

	const drawHead = () => {
		head.replaceChildren();
		columns.forEach(([key, , , kind], index) => {
			const element = cell("", kind, "columnheader");
			const button = document.createElement("button");
			button.type = "button";
			button.textContent = words.say(`col_${key}`) + (index !== sortedBy ? "" : direction > 0 ? " ▲" : " ▼");
			button.addEventListener("click", () => sortBy(index));
			element.setAttribute("aria-sort",
				index !== sortedBy ? "none" : direction > 0 ? "ascending" : "descending");
			element.append(button);
			head.append(element);
		});
	};

	const drawRow = (connection, index) => {
		const row = document.createElement("div");
		row.className = `row kind-${connection.close || "none"}`;
		row.setAttribute("role", "row");
		row.setAttribute("aria-rowindex", String(index + 2));
		row.setAttribute("aria-selected", String(connection === selected));
		row.dataset.number = String(connection.number);
		row.tabIndex = index === Math.max(rows.indexOf(selected), 0) ? 0 : -1;
		row.style.top = `${index * ROW}px`;
		columns.forEach(([, show, , kind]) => row.append(cell(show(connection), kind, "gridcell")));
		row.addEventListener("click", () => onSelect(connection));
		return row;
	};

	// The rows in sight, and some around them.
	const draw = () => {
		const focused = inner.contains(document.activeElement);
		const from = Math.max(0, Math.floor(body.scrollTop / ROW) - 5);
		const to = Math.min(rows.length, Math.ceil((body.scrollTop + body.clientHeight) / ROW) + 5);
		inner.style.height = `${rows.length * ROW}px`;
		inner.replaceChildren(...rows.slice(from, to).map((row, i) => drawRow(row, from + i)));
		root.setAttribute("aria-rowcount", String(rows.length + 1));
		if (focused)
			inner.querySelector("[tabindex='0']")?.focus({ preventScroll: true });
	};

	const update = () => {
		readFilter();
		rows = model.list.filter(matches);
		// They come in the order of their numbers.
		if (sortedBy !== 0 || direction < 0)
			rows.sort(compare);
		tellMatching();
		body.style.height = `${Math.max(1, Math.min(rows.length, 8)) * ROW}px`;
		drawHead();
		draw();
	};

	const sortBy = (index) => {
		direction = index === sortedBy ? -direction : 1;
		sortedBy = index;
		update();
	};

	const reveal = () => {
		const at = rows.indexOf(selected) * ROW;
		if (at < 0)
			return;
		if (at < body.scrollTop)
			body.scrollTop = at;
		else if (at + ROW > body.scrollTop + body.clientHeight)
			body.scrollTop = at + ROW - body.clientHeight;
	};

	return {
		update,
		begin: (callback) => {
			root = document.getElementById("table");
			head = document.createElement("div");
			head.className = "head";
			head.setAttribute("role", "row");
			body = document.createElement("div");
			body.className = "body";
			body.setAttribute("role", "rowgroup");
			inner = document.createElement("div");
			inner.className = "inner";
			inner.setAttribute("role", "presentation");
			body.append(inner);
			root.append(head, body);
			body.addEventListener("scroll", draw);
			body.addEventListener("keydown", (event) => {
				if (event.key !== "Enter" && event.key !== " ")
					return;
				event.preventDefault();
				event.stopPropagation();
				event.target.click();
			});
			onSelect = callback;
		},
		setFilter: (text) => {
			filter = text.trim();
			update();
		},
		select: (connection) => {
			selected = connection;
			reveal();
			draw();
		},
		get rows() {
			return rows;
		},
		// The row BY further down (or up).
		neighbour: (by) => rows[Math.min(Math.max(rows.indexOf(selected) + by, 0), rows.length - 1)],
	};
})();
