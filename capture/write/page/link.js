// SPDX-License-Identifier: MIT
// The address of what is shown: #c=3&s=7 is the seventh segment of connection 3. It is kept up to date,
// and who opens it gets there; live, when that connection comes.
const link = (() => {
	const WRITE_MS = 250; // browsers take so many changes of an address in a time and no more
	let wanted = null; // [connection, segment]: not here yet
	let timer = null;
	let onGo = () => {};

	const read = () => {
		const numbers = new URLSearchParams(location.hash.slice(1));
		const [connection, segment] = ["c", "s"].map((key) => Number.parseInt(numbers.get(key) ?? "", 10) || 0);
		return connection > 0 ? [connection, segment] : null;
	};

	const hash = () => {
		const segment = steps.current;
		return `#c=${steps.connection.number}${segment ? `&s=${segment.nth}` : ""}`;
	};

	// One that changes by itself is nobody's place.
	const write = () => {
		timer = null;
		const moves = model.run?.live && follow.follows && !steps.stepping;
		if (!wanted && steps.connection && !moves && location.hash !== hash())
			history.replaceState(null, "", hash());
	};

	// Goes where the address says, as far as that is here: whether it is.
	const go = () => {
		const connection = wanted && model.connection(wanted[0]);
		if (!connection)
			return false;
		const nth = wanted[1];
		const at = connection.segments.findIndex((segment) => segment.nth >= nth);
		if (nth > 0 && at < 0 && !connection.close && model.run.live)
			return false;
		wanted = null;
		onGo(connection, nth > 0 ? at : -1);
		return true;
	};

	const begin = (callback) => {
		onGo = callback;
		wanted = read();
		addEventListener("hashchange", () => {
			wanted = read();
			go();
		});
	};
	return {
		begin,
		go,
		forget: () => {
			wanted = null;
		},
		tell: () => {
			timer ??= setTimeout(write, WRITE_MS);
		},
		get url() {
			return location.href.replace(/#.*/, "") + hash();
		},
	};
})();
