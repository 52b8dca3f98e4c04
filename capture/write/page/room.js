// SPDX-License-Identifier: MIT
// How many segments a page keeps, in all connections together: where there are more, those of the oldest
// connections go. What was sent again, shut a window or came after a pause stays longest.
const room = (() => {
	const KEPT = 50000;
	const stays = (segment) => segment.pause !== undefined ||
		segment.labels.some((label) => label.endsWith("retransmission") || label === "zero-window");

	const forget = (connection, keeps) => {
		const before = connection.segments.length;
		connection.segments = connection.segments.filter(keeps);
		const gone = before - connection.segments.length;
		if (gone === 0)
			return 0;
		connection.forgotten = true;
		connection.version++;
		connection.segments.forEach((segment, index) => {
			segment.missing = segment.nth - 1 - (index > 0 ? connection.segments[index - 1].nth : 0);
			segment.index = index;
		});
		return gone;
	};

	// How many are left of COUNT in ORDER when those that can go are gone; CURRENT keeps its own.
	const make = (order, current, count, most = KEPT) => {
		let left = count;
		for (const keeps of [stays, () => false])
			for (let i = 0; i < order.length && left > most; i++)
				left -= order[i] === current ? 0 : forget(order[i], keeps);
		return left;
	};
	return { make, isExceeded: (count) => count > KEPT * 1.1 };
})();
