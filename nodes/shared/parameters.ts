import type { IDataObject } from 'n8n-workflow';
import { tryToParseDateTime, validateFieldType } from 'n8n-workflow';

import { InvalidInput } from './errors';
import { isRecord, recordOf } from './json';

/** What a resource locator holds: the mode chosen in the editor and the value of that mode, trimmed. */
export interface Locator {
	mode: string;
	value: string;
}

/**
 * Reads node parameters as the types they should have. Expressions and AI agents can put anything into a parameter,
 * so each reader checks, and says what is wrong where a value cannot be used.
 */
export class Parameters {
	/** @param read Gives the value of a parameter; undefined where it is not set */
	constructor(private readonly read: (name: string) => unknown) {}

	/** The same readers over a collection such as `options`; an absent collection is an empty one. */
	group(name: string): Parameters {
		const values = recordOf(this.read(name));
		return new Parameters((key) => values[key]);
	}

	/** A text as it is; numbers and booleans are written out. */
	text(name: string): string {
		const value = this.read(name);
		if (value === undefined || value === null) return '';
		if (typeof value === 'string') return value;
		if (typeof value === 'number' || typeof value === 'boolean') return String(value);
		throw new InvalidInput(
			`The parameter "${name}" is not a text`,
			'Give a text, or an expression that returns one. Objects can be written out with JSON.stringify().',
		);
	}

	boolean(name: string, fallback = false): boolean {
		const value = this.read(name);
		if (value === undefined || value === null || value === '') return fallback;
		if (typeof value === 'boolean') return value;
		if (value === 'true' || value === 'false') return value === 'true';
		throw new InvalidInput(
			`The parameter "${name}" is neither true nor false`,
			'Switch it on or off, or give an expression that returns true or false.',
		);
	}

	/**
	 * A number within bounds.
	 * @param bounds Smallest and, if any, largest value that is accepted
	 */
	number(name: string, fallback: number, bounds: { min: number; max?: number }): number {
		const value = this.read(name);
		if (value === undefined || value === null || value === '') return fallback;
		const number = typeof value === 'string' ? Number(value) : value;
		const { min, max = Number.MAX_SAFE_INTEGER } = bounds;
		if (typeof number !== 'number' || !(number >= min && number <= max)) {
			const upTo = bounds.max === undefined ? `${min} or more` : `from ${min} to ${bounds.max}`;
			throw new InvalidInput(
				`The parameter "${name}" has to be a number, ${upTo}`,
				`It is ${JSON.stringify(value)} now. Change it, or the expression that gives it.`,
			);
		}
		return number;
	}

	/** The chosen values of a multi-options parameter. */
	list(name: string): string[] {
		const value = this.read(name);
		if (Array.isArray(value)) return value.map(String);
		return typeof value === 'string' && value !== '' ? [value] : [];
	}

	/** A resource locator. A plain text, as an expression or an AI agent may give it, has the mode `plain`. */
	locator(name: string): Locator {
		const value = this.read(name);
		if (isRecord(value)) {
			const inner = value.value;
			const text = typeof inner === 'string' || typeof inner === 'number' ? String(inner) : '';
			return { mode: typeof value.mode === 'string' ? value.mode : 'id', value: text.trim() };
		}
		return { mode: 'plain', value: this.text(name).trim() };
	}

	/**
	 * A date and time as milliseconds since 1970; null where it is empty.
	 * @param timeZone The zone that is meant where the value names none (IANA name)
	 */
	dateTime(name: string, timeZone: string): number | null {
		const value = this.read(name);
		if (value === undefined || value === null || value === '') return null;
		if (!validateFieldType(name, value, 'dateTime').valid) {
			throw new InvalidInput(
				`The parameter "${name}" is not a date and time`,
				'Choose a date, or give an expression such as {{ $now.minus({ hours: 1 }) }}.',
			);
		}
		return tryToParseDateTime(value, timeZone).toMillis();
	}

	/** An object as it is. */
	record(name: string): IDataObject {
		return recordOf(this.read(name));
	}
}
