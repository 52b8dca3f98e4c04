// SPDX-License-Identifier: MIT
// A duration in words, as common/duration.h has it in sentences and tables: what is not whole is cut.
const duration = (() => {
	const cut = (number, decimals) => {
		const scale = 10 ** decimals;
		return `${Math.floor(number / scale)}.${String(number % scale).padStart(decimals, "0")}`;
	};
	const words = (us) => {
		if (us === null || us === undefined)
			return "—";
		const whole = Math.floor(us);
		if (whole < 1000)
			return `${whole} µs`;
		return whole < 1e6 ? `${cut(Math.floor(whole / 100), 1)} ms` : `${cut(Math.floor(whole / 10000), 2)} s`;
	};
	return { words };
})();
