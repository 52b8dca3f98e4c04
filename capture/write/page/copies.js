// SPDX-License-Identifier: MIT
// What can be copied of the connection in sight: its address here, a display filter for Wireshark and
// tshark, what is said, and the bytes of its segments.
const copies = (() => {
	const ESCAPES = { n: 10, t: 9, r: 13, "\\": 92 };

	// The bytes that an escaped payload (common/escape.h) stands for.
	const unescape = (text) => {
		const bytes = [];
		for (const [part, hex, letter] of text.matchAll(/\\x([0-9a-f]{2})|\\(.)|[^\\]+/g)) {
			if (hex !== undefined)
				bytes.push(Number.parseInt(hex, 16));
			else if (letter !== undefined)
				bytes.push(ESCAPES[letter]);
			else
				bytes.push(...new TextEncoder().encode(part));
		}
		return bytes;
	};

	// Both ends; where their ports served another connection, too, the frames of this one.
	const filter = (connection) => {
		const [[a, aPort], [b, bPort]] = connection.ends.map(fields.split);
		const ip = a.includes(":") ? "ipv6" : "ip";
		const parts = [`${ip}.addr == ${a} && ${ip}.addr == ${b}`, `tcp.port == ${aPort} && tcp.port == ${bPort}`];
		const key = (one) => [...one.ends].sort().join(" ");
		const { segments } = connection;
		if (segments.length > 0 && model.list.some((one) => one !== connection && key(one) === key(connection)))
			parts.push(`frame.number >= ${segments[0].frame} && frame.number <= ${connection.last.frame}`);
		return parts.join(" && ");
	};

	const sentences = (connection) => [
		`#${connection.number} ${connection.ends[0]} → ${connection.ends[1]}`,
		...connection.segments.map((segment) => `${segment.index + 1}. ${captions.saying(segment)}`),
		...(connection.verdict ? [words.pick(connection.verdict)] : []),
	].join("\n");

	// As `xxd` and `od` show them, and text2pcap reads: what was captured of header and payload.
	const dump = (segment) => {
		const head = (segment.head ?? "").match(/../g) ?? [];
		const bytes = [...head.map((two) => Number.parseInt(two, 16)), ...unescape(segment.payload ?? "")];
		const lines = [`# ${words.say("hex_of", { frame: segment.frame, header: head.length, payload: bytes.length - head.length })}`];
		for (let at = 0; at < bytes.length; at += 16)
			lines.push(`${at.toString(16).padStart(6, "0")} ${bytes.slice(at, at + 16).map((byte) => byte.toString(16).padStart(2, "0")).join(" ")}`);
		return lines.join("\n");
	};

	const makers = {
		link: () => link.url,
		filter: () => filter(steps.connection),
		sentences: () => sentences(steps.connection),
		hex: () => (steps.shown ? [steps.shown] : steps.connection.segments).map(dump).join("\n\n"),
	};

	// Where a page may not use the clipboard (of another machine, without TLS) a selection can be copied.
	const copy = async (text) => {
		if (navigator.clipboard) {
			try {
				await navigator.clipboard.writeText(text);
				return true;
			} catch {
				// The other way, then.
			}
		}
		const area = document.createElement("textarea");
		area.value = text;
		document.body.append(area);
		area.select();
		const done = document.execCommand("copy");
		area.remove();
		return done;
	};

	const begin = () => {
		for (const button of document.querySelectorAll("[data-copy]")) {
			button.addEventListener("click", async () => {
				const done = await copy(makers[button.dataset.copy]());
				document.getElementById("copied").textContent = words.say(done ? "copied" : "not_copied", { what: button.textContent });
				button.focus({ preventScroll: true });
			});
		}
	};
	return {
		begin,
		unescape,
		of: (what) => makers[what](),
		clear: () => {
			document.getElementById("copied").textContent = "";
		},
	};
})();
