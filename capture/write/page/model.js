// SPDX-License-Identifier: MIT
// What the records (capture/write/page_record.h) tell, by connection. What is kept is bounded: of a
// capture that goes on for days the page keeps the newest.
const model = (() => {
	const SEGMENTS_KEPT = 50000; // in all connections together
	const CONNECTIONS_KEPT = 20000;

	let run, connections, order, kept, lost, trimmed, broken, end;
	let onReset = () => {};

	const clear = () => {
		run = null;
		connections = new Map();
		order = []; // as they began
		kept = 0;
		lost = trimmed = broken = 0;
		end = null;
	};
	clear();

	// "1702890233.000000042": seconds and nanoseconds, for a double cannot hold both.
	const readTime = (text) => {
		const [seconds, rest] = text.split(".");
		return { seconds: Number(seconds), nanoseconds: Number(rest) };
	};
	const elapsed = (from, to) =>
		(to.seconds - from.seconds) * 1e9 + (to.nanoseconds - from.nanoseconds);

	// Room for one more connection: the oldest one goes.
	const forgetConnection = () => {
		const oldest = order.shift();
		kept -= oldest.segments.length;
		connections.delete(oldest.number);
		trimmed++;
	};

	// Room for more segments: the oldest connection that has some keeps its row alone.
	const forgetSegments = (current) => {
		for (let i = 0; i < order.length && kept > SEGMENTS_KEPT; i++) {
			const connection = order[i];
			if (connection === current || connection.segments.length === 0)
				continue;
			kept -= connection.segments.length;
			connection.segments = [];
			connection.forgotten = true;
		}
	};

	const connectionOf = (record) => {
		let connection = connections.get(record.conn);
		if (connection)
			return connection;
		if (order.length >= CONNECTIONS_KEPT)
			forgetConnection();
		connection = {
			number: record.conn,
			ends: record.ends,
			segments: [],
			total: 0,
			bytes: [0, 0],
			retransmissions: 0,
			labels: new Set(),
			open: "",
			close: "",
			first: "",
			verdict: null,
			rtt: null,
			duration: null,
			zeek: "",
			history: "",
			forgotten: false,
		};
		connections.set(record.conn, connection);
		order.push(connection);
		return connection;
	};

	const takeVerdict = (connection, record) => {
		connection.open = record.open;
		connection.close = record.close;
		connection.first = record.closed_first;
		connection.verdict = record.verdict;
	};

	const takeSegment = (record) => {
		const connection = connectionOf(record);
		const before = connection.segments[connection.segments.length - 1];
		record.at = null; // nanoseconds since the connection's first segment
		if (record.time !== undefined) {
			const time = readTime(record.time);
			connection.start = connection.start || time;
			record.at = elapsed(connection.start, time);
		}
		record.gap = before && before.at !== null && record.at !== null ? record.at - before.at : null;
		record.labels = record.labels.map((label) => run.labels[label]);
		record.index = connection.segments.length;
		connection.segments.push(record);
		kept++;
		connection.total++;
		connection.bytes[record.from === "client" ? 0 : 1] += record.len;
		record.labels.forEach((label) => connection.labels.add(label));
		if (record.labels.some((label) => label.endsWith("retransmission")))
			connection.retransmissions++;
		if (record.verdict)
			takeVerdict(connection, record);
		if (record.at !== null)
			connection.duration = record.at / 1000;
		if (kept > SEGMENTS_KEPT * 1.1)
			forgetSegments(connection);
	};

	const takeConnection = (record) => {
		const connection = connectionOf(record);
		connection.total = record.segments;
		connection.bytes = record.bytes;
		connection.retransmissions = record.retransmissions;
		connection.rtt = record.syn_rtt_us === undefined ? null : record.syn_rtt_us;
		connection.duration = record.duration_us === undefined ? null : record.duration_us;
		connection.zeek = record.zeek_state;
		connection.history = record.history;
		record.labels.forEach((label) => connection.labels.add(run.labels[label]));
		takeVerdict(connection, record);
	};

	// One record. Another run of the sniffer: everything begins anew.
	const take = (record) => {
		if (record.kind === "run") {
			if (run && run.run !== record.run) {
				clear();
				run = record;
				onReset();
			}
			run = record;
		} else if (!run) {
			broken++;
		} else if (record.kind === "segment") {
			takeSegment(record);
		} else if (record.kind === "connection") {
			takeConnection(record);
		} else if (record.kind === "lost") {
			lost += record.count;
		} else if (record.kind === "end") {
			end = record;
		}
	};

	// Lines of JSON. A page that was cut off, or is still being written, ends inside a line.
	const read = (text) => {
		for (const line of text.split("\n")) {
			if (line === "")
				continue;
			let record;
			try {
				record = JSON.parse(line);
			} catch {
				broken++;
				continue;
			}
			take(record);
		}
	};

	// The states of both ends after segment INDEX (-1: before all).
	const statesAt = (connection, index) => {
		if (connection.segments.length === 0)
			return [0, 0];
		return index < 0 ? connection.segments[0].before : connection.segments[index].states;
	};

	return {
		read,
		statesAt,
		stateName: (state) => run.states[state],
		stateNumber: (name) => run.states.indexOf(name),
		onReset: (callback) => {
			onReset = callback;
		},
		connection: (number) => connections.get(number),
		get run() {
			return run;
		},
		get list() {
			return order;
		},
		get lost() {
			return lost;
		},
		get trimmed() {
			return trimmed;
		},
		get broken() {
			return broken;
		},
		get end() {
			return end;
		},
		get newest() {
			return order[order.length - 1];
		},
	};
})();
