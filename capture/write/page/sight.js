// SPDX-License-Identifier: MIT
// What of the ladder can be seen: below the block with controls and sentence, which stays at the top.
const sight = (() => {
	const MARGIN = 6;
	const calm = () => matchMedia("(prefers-reduced-motion: reduce)").matches;

	const isIn = ({ top, bottom }) =>
		top >= document.getElementById("pinned").getBoundingClientRect().bottom && bottom <= innerHeight;

	// Moves ELEMENT to the middle of that room when it is not in sight; a larger one begins there.
	const reveal = (element) => {
		const box = element.getBoundingClientRect();
		if (isIn(box))
			return;
		const covered = document.getElementById("pinned").offsetHeight;
		const free = innerHeight - covered - box.height;
		const top = scrollY + box.top - covered - Math.max(MARGIN, free / 2);
		scrollTo({ top, behavior: calm() ? "auto" : "smooth" });
	};
	return { reveal, has: (element) => isIn(element.getBoundingClientRect()) };
})();
