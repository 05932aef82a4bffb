import type { IDataObject } from 'n8n-workflow';

/** True for a plain JSON object; false for null, arrays and everything else. */
export function isRecord(value: unknown): value is IDataObject {
	return typeof value === 'object' && value !== null && !Array.isArray(value);
}

/** The value as a JSON object, or an empty one where it is something else. */
export function recordOf(value: unknown): IDataObject {
	return isRecord(value) ? value : {};
}

/** The objects of an array; whatever is not an object in it is left out. */
export function recordsOf(value: unknown): IDataObject[] {
	return Array.isArray(value) ? value.filter(isRecord) : [];
}

/** A text, or a number written as text; null for everything else and for the empty text. */
export function textOf(value: unknown): string | null {
	if (typeof value === 'number' && Number.isFinite(value)) return String(value);
	return typeof value === 'string' && value !== '' ? value : null;
}

/** A finite number, or digits written as text; null for everything else. */
export function numberOf(value: unknown): number | null {
	if (typeof value === 'string' && /^-?\d+(\.\d+)?$/.test(value)) return Number(value);
	return typeof value === 'number' && Number.isFinite(value) ? value : null;
}

/** A boolean; null for everything else. */
export function booleanOf(value: unknown): boolean | null {
	return typeof value === 'boolean' ? value : null;
}
