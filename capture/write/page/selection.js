// SPDX-License-Identifier: MIT
// Whether a connection meets conditions, those of the sniffer's --only (capture/explain/selection.h).
const selection = (() => {
	const number = (value) => (value === null || value === undefined ? null : BigInt(Math.floor(value)));
	const port = (side) => (connection) => number(Number(fields.split(connection.ends[side])[1]));
	// What is known of it, by the names of the fields; null or "" where nothing is.
	const values = {
		conn: (connection) => number(connection.number),
		client: (connection) => fields.split(connection.ends[0]),
		client_port: port(0),
		server: (connection) => fields.split(connection.ends[1]),
		server_port: port(1),
		open: (connection) => connection.open,
		close: (connection) => connection.close,
		closed_first: (connection) => connection.first,
		reset_by: (connection) => connection.reset,
		segments: (connection) => number(connection.total),
		client_bytes: (connection) => number(connection.bytes[0]),
		server_bytes: (connection) => number(connection.bytes[1]),
		retransmissions: (connection) => number(connection.retransmissions),
		syn_rtt: (connection) => number(connection.rtt),
		duration: (connection) => number(connection.duration),
		label: (connection) => connection.labels,
		zeek_state: (connection) => connection.zeek,
		completeness: (connection) => number(connection.completeness),
	};

	const isOne = {
		number: (value, wanted) => value === wanted,
		time: (value, wanted) => value === wanted,
		name: (value, wanted) => value === wanted,
		label: (value, wanted) => value.has(wanted),
		end: ([address, at], [wanted, wantedPort]) =>
			addresses.read(address) === wanted && (wantedPort === "" || at === wantedPort),
	};
	const compared = {
		"<": (value, limit) => value < limit,
		"<=": (value, limit) => value <= limit,
		">": (value, limit) => value > limit,
		">=": (value, limit) => value >= limit,
	};

	const holds = ({ field, operator, wanted }, connection) => {
		const value = values[field.name](connection);
		if (value === null || value === "")
			return false;
		if (compared[operator])
			return compared[operator](value, wanted[0]);
		return wanted.some((one) => isOne[field.kind](value, one)) === (operator === "=");
	};

	// CONDITIONS as selection_read.js has read them: `and` binds closer than `or`.
	const takes = (conditions, connection) => {
		let all = true;
		for (const condition of conditions) {
			if (condition.alternative) {
				if (all)
					return true;
				all = true;
			}
			all = all && holds(condition, connection);
		}
		return all;
	};
	return { takes };
})();
