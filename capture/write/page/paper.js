// SPDX-License-Identifier: MIT
// The connection on paper: a table of a row for each segment, its sentence with its number below its
// arrow, so that pages break between rows and each begins with the names of the ends.
const paper = (() => {
	const { make } = details;

	// The part of the ladder at one segment: what another one draws there, as a lifeline, is not needed.
	const cut = (group, whole) => {
		const band = group.querySelector(".band");
		const [top, height] = ["y", "height"].map((name) => Number(band.getAttribute(name)));
		const picture = machine.make("svg", { viewBox: `0 ${top} ${whole.getAttribute("width")} ${height}`, class: whole.getAttribute("class") });
		const copy = group.cloneNode(true);
		copy.setAttribute("class", `segment ${[...group.classList].filter((name) => /^(kind|phase)-/.test(name)).join(" ")}`);
		picture.append(copy);
		return picture;
	};

	const row = (group, segment, whole) => {
		const body = make("tbody");
		const line = make("tr");
		const cell = make("td");
		cell.append(cut(group, whole), make("p", "said", `${segment.index + 1}. ${captions.saying(segment)}`));
		line.append(cell);
		body.append(line);
		return body;
	};

	const draw = () => {
		const place = document.getElementById("paper");
		const connection = steps.connection;
		if (!connection)
			return;
		const head = make("thead");
		const line = make("tr");
		const cell = make("td", "ends");
		for (const side of [0, 1])
			cell.append(make("strong", "", `${captions.side(side)} ${connection.ends[side]}`));
		line.append(cell);
		head.append(line);
		const groups = [...document.querySelectorAll("#ladder .segment")];
		const whole = document.querySelector("#ladder .picture");
		place.replaceChildren(head, ...groups.map((group) =>
			row(group, connection.segments[Number(group.dataset.index)], whole)));
	};

	const begin = () => {
		addEventListener("beforeprint", draw);
		addEventListener("afterprint", () => document.getElementById("paper").replaceChildren());
	};
	return { begin };
})();
