// SPDX-License-Identifier: MIT
// Live: which connection is shown while others come. The newest, but each for some time, so that it can
// be read when hundreds go by; or the one that was chosen or pinned.
const follow = (() => {
	const DWELL_MS = 3000;
	let since = -Infinity; // when the one in sight was chosen
	let timer = null;
	let onNext = () => {};
	const box = () => document.getElementById("follow");

	const tell = () => document.getElementById("pin").setAttribute("aria-pressed", String(!box().checked));

	const set = (follows) => {
		box().checked = follows;
		tell();
		if (follows)
			newest();
	};

	// Chosen at this moment; nothing is: whatever comes next.
	const chosen = (connection) => {
		since = connection ? performance.now() : -Infinity;
	};

	const newest = () => {
		if (!model.newest || model.newest === steps.connection || steps.stepping || (steps.connection && !box().checked))
			return;
		const left = since + DWELL_MS - performance.now();
		if (left <= 0) {
			onNext(model.newest);
		} else if (timer === null) {
			timer = setTimeout(() => {
				timer = null;
				newest();
			}, left);
		}
	};

	const begin = (callback) => {
		onNext = callback;
		document.getElementById("follow-label").hidden = false;
		document.getElementById("pin").hidden = false;
		document.getElementById("pin").addEventListener("click", () => set(!box().checked));
		box().addEventListener("change", () => set(box().checked));
	};
	return {
		begin, chosen, newest, set,
		toggle: () => model.run?.live && set(!box().checked),
		get follows() {
			return box().checked;
		},
	};
})();
