// SPDX-License-Identifier: MIT
// What the records (capture/write/page_record.h) tell, by connection. What is kept is bounded: of a
// capture that goes on for days the page keeps the newest.
const model = (() => {
	const CONNECTIONS_KEPT = 20000;

	let run, connections, order, kept, lost, trimmed, broken, end, first;
	let onReset = () => {};

	const clear = () => {
		run = null;
		connections = new Map();
		order = []; // as they began
		kept = 0;
		lost = trimmed = broken = 0;
		end = null;
		first = null; // seconds: when the first segment was captured
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
			reset: "",
			completeness: null,
			zeek: "",
			history: "",
			forgotten: false,
			version: 0, // of what was drawn before: a later record may change it
			last: null, // the segment that came last, drawn or not
			reached: [new Map(), new Map()], // of each end: state -> whether it is hedged
		};
		connections.set(record.conn, connection);
		order.push(connection);
		return connection;
	};

	const takeVerdict = (connection, record) => {
		connection.open = record.open;
		connection.close = record.close;
		connection.first = record.closed_first;
		connection.reset = record.reset_by;
		connection.verdict = record.verdict;
	};

	// The segment with that number of the capture, the newest first; undefined when it is not here.
	const byFrame = (connection, frame) => connection.segments.findLast((segment) => segment.frame === frame);

	// The same packet, captured once more, is no arrow of its own: its number stands at the first.
	const fold = (connection, segment) => {
		const first = byFrame(connection, segment.by);
		if (segment.fate !== "capture-duplicate" || !first || first === segment)
			return false;
		first.copies.push(segment.frame);
		connection.version++;
		return true;
	};

	const takeFate = (record) => {
		const connection = connections.get(record.conn);
		const segment = connection && byFrame(connection, record.frame);
		if (!segment)
			return;
		connection.version++;
		if (record.crossed !== undefined) {
			segment.crossed = record.crossed;
			return;
		}
		Object.assign(segment, { fate: record.fate, grade: record.grade, by: record.by });
		if (!fold(connection, segment))
			return;
		connection.segments.splice(segment.index, 1);
		connection.segments.forEach((one, index) => {
			one.index = index;
		});
		kept--;
	};

	// A hedged state of an end turned out otherwise: what was drawn since then is put right, and the
	// segment where it was shown says so.
	const correct = (connection, record) => {
		const { frame, end, was, state } = record.correction;
		const from = connection.segments.findIndex((segment) => segment.frame >= frame);
		if (from < 0)
			return;
		connection.segments.slice(from).forEach((segment, i) => {
			if (i > 0 || segment.frame > frame) {
				segment.before[end] = state;
				segment.before_proven[end] = true;
			}
			if (segment === record)
				return;
			segment.states[end] = state;
			segment.proven[end] = true;
			segment.rows = segment.rows.filter((row) => row.side !== end || !row.hedged);
		});
		connection.segments[from].corrected[end] = was;
		connection.reached[end].delete(was);
		connection.version++;
	};

	// [side, from, to, reason, hedged]; what a row tells: a "new" state, one that it "settles", or one
	// that is "known".
	const readRows = (connection, record) => {
		const rows = record.rows.map(([side, from, to, why, hedged = false]) => {
			const reached = connection.reached[side];
			const was = reached.get(to);
			const tells = was === undefined ? "new" : was && !hedged ? "settles" : "known";
			reached.set(to, was === undefined ? hedged : was && hedged);
			return { side, from, to, why, hedged, tells };
		});
		// A state that is proven proves the way to it.
		connection.reached.forEach((reached, side) => {
			if (record.proven[side])
				[...reached.keys()].forEach((state) => reached.set(state, false));
		});
		return rows;
	};

	// When it was captured, and how long after the segment before it, drawn or not.
	const takeTime = (connection, record) => {
		const last = connection.last;
		record.at = null; // nanoseconds since the connection's first segment
		if (record.time !== undefined) {
			const time = readTime(record.time);
			first ??= time.seconds;
			connection.start = connection.start || time;
			record.at = elapsed(connection.start, time);
		}
		record.missing = record.nth - 1 - (last ? last.nth : 0); // before it, not here
		record.gap = last && last.at !== null && record.at !== null && record.missing === 0
			? record.at - last.at : null;
	};

	const takeSegment = (record) => {
		const connection = connectionOf(record);
		takeTime(connection, record);
		record.labels = record.labels.map((label) => run.labels[label]);
		record.proven = record.proven || [true, true];
		record.before_proven = record.before_proven || [true, true];
		record.copies = []; // frames of the same packet
		record.corrected = [null, null]; // of each end, the state that it was not in
		connection.total++;
		connection.bytes[record.from === "client" ? 0 : 1] += record.len;
		record.labels.forEach((label) => connection.labels.add(label));
		if (record.labels.some((label) => label.endsWith("retransmission")))
			connection.retransmissions++;
		if (record.verdict)
			takeVerdict(connection, record);
		if (record.at !== null)
			connection.duration = record.at / 1000;
		connection.last = record;
		if (fold(connection, record))
			return;
		record.index = connection.segments.length;
		connection.segments.push(record);
		if (record.correction)
			correct(connection, record);
		record.rows = readRows(connection, record);
		kept++;
		if (room.isExceeded(kept))
			kept = room.make(order, connection, kept);
	};

	const takeConnection = (record) => {
		const connection = connectionOf(record);
		connection.total = record.segments;
		connection.bytes = record.bytes;
		connection.retransmissions = record.retransmissions;
		connection.rtt = record.syn_rtt_us === undefined ? null : record.syn_rtt_us;
		connection.duration = record.duration_us === undefined ? null : record.duration_us;
		connection.zeek = record.zeek_state;
		connection.completeness = record.completeness;
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
		} else if (record.kind === "fate") {
			takeFate(record);
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

	return {
		read,
		byFrame,
		// "" where none is proven.
		stateName: (state) => (state === null ? "" : run.states[state]),
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
		get first() {
			return first;
		},
		get end() {
			return end;
		},
		get newest() {
			return order[order.length - 1];
		},
	};
})();
