// SPDX-License-Identifier: MIT
// Puts the parts together: buttons, keys, what happens when something comes.
const main = (() => {
	const byId = (id) => document.getElementById(id);
	const THEMES = ["", "light", "dark"]; // "": as the system has it
	let theme = 0;
	let lastTable = 0;

	const tellTotals = () => {
		const list = model.list;
		const count = model.end ? model.end.segments : list.reduce((sum, one) => sum + one.total, 0);
		const connections = model.end ? model.end.connections : list.length + model.trimmed;
		byId("totals").textContent = words.say("totals", { connections, segments: count });
		byId("empty").hidden = list.length > 0;
		byId("empty").textContent = words.say(model.run?.live ? "nothing_live" : "nothing");
	};

	// What the page has not got, and why.
	const tellNotes = () => {
		const notes = [];
		const end = model.end;
		if (model.lost > 0)
			notes.push(words.say("lost", { n: model.lost }));
		if (model.trimmed > 0)
			notes.push(words.say("trimmed", { n: model.trimmed }));
		if (model.broken > 0)
			notes.push(words.say("broken", { n: model.broken }));
		if (end && end.left_segments + end.left_connections > 0)
			notes.push(words.say("left", { segments: end.left_segments, connections: end.left_connections }));
		if (end && end.dropped > 0)
			notes.push(words.say("dropped", { n: end.dropped }));
		byId("notes").replaceChildren(...notes.map((text) => {
			const note = document.createElement("p");
			note.className = "note";
			note.textContent = text;
			return note;
		}));
	};

	const choose = (connection) => {
		follow.chosen(connection);
		copies.clear();
		steps.choose(connection);
		table.select(connection);
	};

	// Who chose one wants to see it.
	const chooseByHand = (connection) => {
		link.forget();
		follow.set(false);
		choose(connection);
	};

	const tellAll = () => {
		table.update();
		closings.update();
		tellTotals();
		tellNotes();
		about.tell();
	};

	// Live: the table at most four times a second, the connection in sight at once.
	const onRecords = () => {
		const now = performance.now();
		if (now - lastTable > 250) {
			lastTable = now;
			tellAll();
			if (!link.go())
				follow.newest();
		} else {
			setTimeout(onRecordsLater, 260);
		}
		steps.refresh();
	};
	let waiting = false;
	const onRecordsLater = () => {
		if (waiting)
			return;
		waiting = true;
		requestAnimationFrame(() => {
			waiting = false;
			if (performance.now() - lastTable > 250)
				onRecords();
		});
	};

	const otherLanguage = () => {
		words.other();
		tellAll();
		tellKeys();
		steps.redraw();
		if (model.run?.live)
			live.tell();
	};

	const otherTheme = () => {
		theme = (theme + 1) % THEMES.length;
		document.documentElement.dataset.theme = THEMES[theme];
	};

	const move = (by) => {
		const neighbour = table.neighbour(by);
		if (neighbour && neighbour !== steps.connection)
			chooseByHand(neighbour);
	};

	const help = () => {
		const dialog = byId("help-dialog");
		if (dialog.open)
			dialog.close();
		else
			dialog.showModal();
	};

	// Key, what it does, how it is called in the help.
	const keys = [
		["ArrowRight", steps.next, "→", "next"],
		["ArrowLeft", steps.previous, "←", "previous"],
		[" ", steps.play, "␣", "play"],
		["Home", steps.first, "Home", "first"],
		["End", steps.last, "End", "last"],
		["Escape", steps.all, "Esc", "show_all"],
		["ArrowDown", () => move(1), "↓", "next_connection"],
		["ArrowUp", () => move(-1), "↑", "previous_connection"],
		["p", follow.toggle, "P", "pin"],
		["/", () => byId("filter").focus(), "/", "filter"],
		["l", otherLanguage, "L", "language"],
		["t", otherTheme, "T", "theme_hint"],
		["?", help, "?", "help"],
	];

	const tellKeys = () => {
		byId("help-filter").textContent = words.say("filter_help", {
			names: (model.run?.fields ?? []).map((field) => field.name).join(", "),
		});
		byId("keys").replaceChildren(...keys.flatMap(([, , shown, key]) => {
			const term = document.createElement("dt");
			const name = document.createElement("kbd");
			const meaning = document.createElement("dd");
			name.textContent = shown;
			term.append(name);
			meaning.textContent = words.say(key).replace(/ \(.*\)$/, "");
			return [term, meaning];
		}));
	};

	const onKey = (event) => {
		const writes = event.target.matches("input[type=search]");
		const presses = event.target.matches("button, input") && (event.key === " " || event.key === "Enter");
		if (event.ctrlKey || event.altKey || event.metaKey || presses)
			return;
		if (writes) {
			if (event.key === "Escape")
				event.target.blur();
			return;
		}
		if (byId("help-dialog").open && event.key !== "?")
			return;
		const key = event.key.length === 1 ? event.key.toLowerCase() : event.key;
		const row = keys.find(([name]) => name === key);
		if (!row)
			return;
		event.preventDefault();
		row[1]();
	};

	const listen = () => {
		for (const id of ["first", "previous", "play", "next", "last", "all"])
			byId(id).addEventListener("click", steps[id]);
		byId("language").addEventListener("click", otherLanguage);
		byId("theme").addEventListener("click", otherTheme);
		byId("help").addEventListener("click", help);
		byId("ask-closings").addEventListener("click", closings.ask);
		byId("filter").addEventListener("input", (event) => table.setFilter(event.target.value));
		byId("raw").addEventListener("change", (event) => ladder.setRaw(event.target.checked));
		document.addEventListener("keydown", onKey);
		let width = innerWidth;
		addEventListener("resize", () => {
			if (innerWidth !== width)
				steps.redraw();
			width = innerWidth;
			table.update();
		});
	};

	const begin = () => {
		table.begin(chooseByHand);
		ladder.begin(steps.pick);
		model.onReset(() => {
			choose(null);
			follow.set(true);
		});
		model.read(byId("records").textContent);
		words.use(model.run?.lang);
		tellKeys();
		copies.begin();
		paper.begin();
		listen();
		tellAll();
		link.begin((connection, at) => {
			chooseByHand(connection);
			if (at >= 0)
				steps.go(at);
		});
		if (!link.go() && model.list.length > 0)
			choose(model.list[0]);
		if (model.run?.live) {
			follow.begin((connection) => {
				const atEnd = ladder.drawn === 0 || ladder.atEnd();
				choose(connection);
				if (atEnd)
					ladder.toEnd();
			});
			live.begin(onRecords);
		}
	};
	return { begin };
})();
document.addEventListener("DOMContentLoaded", main.begin);
