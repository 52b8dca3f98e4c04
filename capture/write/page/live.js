// SPDX-License-Identifier: MIT
// The live view: records come by server-sent events. The browser comes back by itself when the
// connection breaks, and says then what it had last; a sniffer that was started anew begins anew. Many
// windows of one browser take turns (capture/live_view/sse_clients.h).
const live = (() => {
	let onChange = () => {};
	let state = "live_on";
	let pending = false;
	let waits = false; // for its turn among many windows: not off

	const tell = () => {
		const element = document.getElementById("live");
		element.hidden = false;
		element.textContent = words.say(state);
		element.dataset.state = state;
	};

	// At most one drawing for each frame, however fast the records come.
	const changed = () => {
		if (pending)
			return;
		pending = true;
		requestAnimationFrame(() => {
			pending = false;
			onChange();
		});
	};

	const begin = (callback) => {
		onChange = callback;
		const source = new EventSource("/events");
		source.addEventListener("message", (event) => {
			model.read(event.data);
			state = model.end ? "live_end" : "live_on";
			tell();
			changed();
		});
		source.addEventListener("turn", () => {
			waits = true;
		});
		source.addEventListener("open", () => {
			state = model.end ? "live_end" : "live_on";
			tell();
		});
		source.addEventListener("error", () => {
			// After the last record nothing more comes; but another run of the sniffer may.
			if (!waits && (!model.end || source.readyState === EventSource.CLOSED))
				state = "live_off";
			waits = false;
			tell();
			if (source.readyState === EventSource.CLOSED)
				setTimeout(() => begin(callback), 1000);
		});
		tell();
	};
	return { begin, tell };
})();
