// SPDX-License-Identifier: MIT
// IP addresses as inet_pton(3) reads them, in one form that can be compared.
const addresses = (() => {
	const readFour = (text) => {
		const parts = text.split(".");
		const whole = parts.length === 4 && parts.every((part) => /^(0|[1-9]\d{0,2})$/.test(part) && Number(part) < 256);
		return whole ? parts.map(Number) : null;
	};

	// The last four bytes may be written as those of version 4.
	const hexadecimal = (text) => {
		const at = text.lastIndexOf(":") + 1;
		if (!text.includes("."))
			return text;
		const four = readFour(text.slice(at));
		return four && `${text.slice(0, at)}${(four[0] * 256 + four[1]).toString(16)}:${(four[2] * 256 + four[3]).toString(16)}`;
	};

	const readSix = (text) => {
		const halves = hexadecimal(text)?.split("::").map((half) => (half === "" ? [] : half.split(":")));
		if (!halves || halves.length > 2 || !halves.flat().every((group) => /^[0-9a-f]{1,4}$/i.test(group)))
			return null;
		const zeros = 8 - halves.flat().length;
		if (halves.length === 1 ? zeros !== 0 : zeros < 1)
			return null;
		const groups = [...halves[0], ...Array(halves.length === 1 ? 0 : zeros).fill("0"), ...(halves[1] ?? [])];
		return groups.map((group) => Number.parseInt(group, 16));
	};

	// Null where it is none.
	const read = (text) => {
		const numbers = text.includes(":") ? readSix(text) : readFour(text);
		return numbers && numbers.join(text.includes(":") ? ":" : ".");
	};

	// "192.0.2.7", "192.0.2.7:80", "2001:db8::7", "[2001:db8::7]:80": [address, port], "" where none is given.
	const readEnd = (text) => {
		const [, inside, behind] = text.match(/^\[([^\]]*)\](?::(.*))?$/s) ?? [];
		const one = text.split(":").length === 2;
		const [address, port] = inside !== undefined ? [inside, behind] : one ? text.split(":") : [text];
		const wrong = port !== undefined && !(/^\d+$/.test(port) && Number(port) > 0 && Number(port) < 65536);
		const known = text.startsWith("[") && inside === undefined ? null : read(address);
		return known === null || wrong ? null : [known, port === undefined ? "" : String(Number(port))];
	};
	return { read, readEnd };
})();
