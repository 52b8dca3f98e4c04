// SPDX-License-Identifier: MIT
// Step mode: one segment after the other, with what each says. And which connection is shown.
const steps = (() => {
	const PLAY_MS = 1600;
	let connection = null;
	let index = -1; // -1: all segments are shown
	let picked = -1; // whose details are shown
	let timer = null;

	const byId = (id) => document.getElementById(id);
	const last = () => connection.segments.length - 1;
	// Whose details are shown.
	const inDetail = () => connection?.segments[index < 0 ? picked : index];

	const badge = (text, kind) => {
		const element = document.createElement("span");
		element.className = `badge ${kind}`;
		element.textContent = text;
		return element;
	};

	const tellConnection = () => {
		byId("story-title").textContent = `#${connection.number}  ${connection.ends[0]} → ${connection.ends[1]}`;
		const badges = [];
		if (connection.open)
			badges.push(badge(words.name(connection.open), "open"));
		if (connection.close && connection.close !== "none")
			badges.push(badge(words.name(connection.close), `close kind-${connection.close}`));
		badges.push(badge(words.say("segments_of", { n: connection.total }), "count"));
		byId("badges").replaceChildren(...badges);
		// In step mode the verdict comes when its time has come.
		const over = connection.verdict && (index < 0 || index === last());
		byId("verdict").textContent = over ? words.pick(connection.verdict) : "";
		const shown = connection.segments.reduce((sum, segment) => sum + 1 + segment.copies.length, 0);
		byId("legend").hidden = !connection.segments.some(
			(segment) => segment.proven.includes(false) || segment.fate?.startsWith("lost"));
		byId("ladder-note").textContent = connection.forgotten ? words.say(shown > 0 ? "forgotten_most" : "forgotten")
			: connection.total > shown
				? words.say("kept", { total: connection.total, shown, max: model.run.segments_max }) : "";
	};

	// What was said last, while segments come.
	const news = () => (model.run.live && !connection.close ? connection.segments[last()] : undefined);

	const tellPlace = () => {
		const at = index < 0 ? "–" : index + 1;
		const said = index < 0 ? news() : connection.segments[index];
		byId("place").textContent = `${at} / ${connection.segments.length}`;
		byId("sentence").textContent = said ? captions.saying(said) : words.say("begin_steps");
		byId("sentence").classList.toggle("quiet", !said);
		byId("play").textContent = timer === null ? "▶" : "❚❚";
		byId("play").setAttribute("aria-pressed", String(timer !== null));
		document.body.classList.toggle("stepping", index >= 0);
		document.body.dataset.step = String(index);
		link.tell();
	};

	const tell = () => {
		tellConnection();
		tellPlace();
		machine.show(connection, index < 0 ? last() : index);
		details.show(inDetail());
	};

	const go = (to) => {
		if (!connection || connection.segments.length === 0)
			return;
		index = Math.max(-1, Math.min(to, last()));
		if (index >= 0)
			picked = index;
		tell();
		ladder.show(index);
	};

	const stop = () => {
		clearInterval(timer);
		timer = null;
	};
	const pause = () => {
		stop();
		if (connection)
			tellPlace();
	};

	const play = () => {
		if (!connection || connection.segments.length === 0)
			return;
		if (timer !== null) {
			pause();
			return;
		}
		timer = setInterval(() => (index < last() ? go(index + 1) : pause()), PLAY_MS);
		go(index < 0 || index === last() ? 0 : index + 1);
	};

	const byHand = (to) => {
		stop();
		go(to);
	};

	return {
		get connection() {
			return connection;
		},
		// The segment that is stepped to.
		get current() {
			return connection?.segments[index];
		},
		get shown() {
			return inDetail();
		},
		go: byHand,
		get stepping() {
			return index >= 0;
		},
		next: () => byHand(index + 1),
		previous: () => byHand(index < 0 ? last() : Math.max(0, index - 1)),
		first: () => byHand(0),
		last: () => byHand(last()),
		all: () => byHand(-1),
		play,
		// Without step mode a click only shows the details.
		pick: (at) => {
			if (index >= 0) {
				byHand(at);
				return;
			}
			picked = at;
			ladder.pick(at);
			details.show(connection.segments[at]);
			machine.show(connection, at);
		},
		choose: (of) => {
			stop();
			connection = of;
			index = picked = -1;
			byId("connection").hidden = !of;
			if (!of)
				return;
			ladder.draw(of);
			tell();
		},
		// More segments came, or its end.
		refresh: () => {
			if (!connection)
				return;
			const more = connection.segments.length > ladder.drawn;
			const anew = connection.segments.length < ladder.drawn || connection.version !== ladder.version;
			const follows = more && index < 0 && ladder.atEnd();
			index = Math.min(index, last());
			if (anew)
				ladder.draw(connection);
			else if (more)
				ladder.grow();
			tellConnection();
			tellPlace();
			if ((more || anew) && index < 0)
				machine.show(connection, last());
			else if (anew)
				machine.show(connection, index);
			if (follows)
				ladder.toEnd();
		},
		// Everything in other words, or for another width.
		redraw: () => {
			if (!connection)
				return;
			ladder.draw(connection);
			ladder.show(index);
			tell();
		},
	};
})();
