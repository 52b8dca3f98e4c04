// SPDX-License-Identifier: MIT
// The words of a selection, as capture/explain/selection_read.c reads them.
const selectionRead = (() => {
	const OPERATORS = ["!=", "<=", ">=", "=", "<", ">"]; // the longer ones first
	const CONDITIONS_MAX = 32;
	const VALUES_MAX = 256;
	const PIECE_MAX = 63; // bytes
	const MOST = 2n ** 64n - 1n;
	const UNITS = { "µs": 1n, us: 1n, ms: 1000n, s: 1000000n };

	class Refused extends Error {}
	const refuse = (key, values) => {
		throw new Refused(words.say(key, values));
	};

	const readNumber = (text) => {
		const value = /^\d+$/.test(text) ? BigInt(text) : null;
		return value === null || value > MOST ? null : value;
	};

	// In microseconds, "0" or with a unit: digits behind the point that are below one are cut.
	const readTime = (text) => {
		if (text === "0")
			return 0n;
		const [, digits, decimals = "", unit] = text.match(/^(\d*)(?:\.(\d+))?(\D*)$/) ?? [];
		const whole = unit !== undefined && Object.hasOwn(UNITS, unit) ? readNumber(digits) : null;
		if (whole === null || whole > MOST / 1000001n)
			return null;
		return whole * UNITS[unit] + BigInt(decimals || 0) * UNITS[unit] / 10n ** BigInt(decimals.length);
	};

	const readers = { number: readNumber, time: readTime, end: addresses.readEnd };

	// A value that no connection can have is a slip, as a word is that none has.
	const checkBounds = ({ field, operator }, piece, value) => {
		const least = BigInt(field.least);
		const most = BigInt(field.most);
		const more = most > 0n && (value > most || (operator === ">" && value === most));
		const less = (value < least && ![">", ">="].includes(operator)) || (operator === "<" && value === least);
		if (less || more)
			refuse("only_bound", { name: field.name, piece: operator + piece });
	};

	const readValue = (condition, piece) => {
		const { field } = condition;
		if (field.names.length > 0) {
			if (!field.names.includes(piece))
				refuse("only_name", { name: field.name, piece, names: field.names.join(", ") });
			return piece;
		}
		const value = new TextEncoder().encode(piece).length > PIECE_MAX ? null : readers[field.kind](piece);
		if (value === null)
			refuse(`only_${field.kind}`, { name: field.name, piece });
		if (field.kind !== "end")
			checkBounds(condition, piece, value);
		return value;
	};

	// TEXT, from its beginning on, a piece at a time.
	const reader = (text) => {
		let at = 0;
		const take = (pattern) => {
			pattern.lastIndex = at;
			const [found] = pattern.exec(text);
			at += found.length;
			return found;
		};
		return {
			blanks: () => take(/[ \t\n]*/y),
			name: () => take(/[^=!<>, \t\n]*/y),
			value: () => take(/[^, \t\n]*/y),
			comma: () => take(/,?/y) === ",",
			joint: () => take(/[^ \t\n]*/y),
			operator: () => {
				const found = OPERATORS.find((one) => text.startsWith(one, at));
				at += found?.length ?? 0;
				return found;
			},
			get rest() {
				return text.slice(at, at + 40);
			},
		};
	};

	const readField = (input) => {
		const { rest } = input;
		const name = input.name();
		const field = model.run.fields.find((one) => one.name === name || one.other === name);
		if (/^[(!]/.test(rest) || name === "not")
			refuse("only_parentheses", {});
		if (name === "")
			refuse("only_condition", { piece: rest });
		if (!field)
			refuse("only_field", { piece: name, names: model.run.fields.map((one) => one.name).join(", ") });
		input.blanks();
		return field;
	};

	const readOperator = (input, field) => {
		const operator = input.operator();
		if (!operator)
			refuse("only_operator", { name: field.name });
		if (!["=", "!="].includes(operator) && !["number", "time"].includes(field.kind))
			refuse("only_equal", { name: field.name });
		return operator;
	};

	const readCondition = (input, alternative) => {
		input.blanks();
		const field = readField(input);
		const condition = { alternative, field, operator: readOperator(input, field), wanted: [] };
		do {
			input.blanks();
			const piece = input.value();
			if (piece === "")
				refuse("only_value", { name: field.name });
			if (condition.wanted.length > 0 && /[=<>!]/.test(piece))
				refuse("only_comma", { piece });
			condition.wanted.push(readValue(condition, piece));
			input.blanks();
		} while (input.comma());
		if (condition.wanted.length > 1 && !["=", "!="].includes(condition.operator))
			refuse("only_one", { name: field.name });
		return condition;
	};

	const readAll = (text) => {
		const input = reader(text);
		const conditions = [readCondition(input, false)];
		while (input.rest !== "") {
			const { rest } = input;
			const joint = input.joint();
			if (joint !== "or" && joint !== "and")
				refuse("only_joint", { piece: rest });
			conditions.push(readCondition(input, joint === "or"));
		}
		if (conditions.length > CONDITIONS_MAX || conditions.flatMap((one) => one.wanted).length > VALUES_MAX)
			refuse("only_many", { conditions: CONDITIONS_MAX, values: VALUES_MAX });
		return conditions;
	};

	// [conditions, why TEXT is none]
	const read = (text) => {
		try {
			return [readAll(text), ""];
		} catch (error) {
			if (!(error instanceof Refused))
				throw error;
			return [[], error.message];
		}
	};
	// Conditions have an operator; words, which are just looked for, have none.
	return { read, isMeant: (text) => /[=<>!]/.test(text) };
})();
