// SPDX-License-Identifier: MIT
// What the page is about, where it was captured, when, and on which kernel.
const about = (() => {
	const tell = () => {
		const { title = "", source, kernel } = model.run ?? {};
		const [first, ...notes] = title.split("\n");
		document.getElementById("about").hidden = first === "";
		document.getElementById("about-title").textContent = first;
		document.getElementById("about-notes").replaceChildren(...notes.map((text) => details.make("p", "", text)));
		const date = model.first === null ? null
			: new Date(model.first * 1000).toISOString().replace("T", " ").replace(/\.\d+Z$/, " UTC");
		const parts = [source, date, kernel].filter((part) => part);
		document.getElementById("caption").textContent = parts.join(" · ");
		document.title = [first || words.say("title"), source].filter((part) => part).join(" · ");
	};
	return { tell };
})();
