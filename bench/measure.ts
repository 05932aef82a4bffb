/** Figures: how they are taken in turn, and what they come to. */

/** What a measure should not exceed. */
export interface Aim {
	/** The largest value that is fine, in the row's unit. */
	atMost: number;
	/** An aim of a later issue: told, but missing it fails nothing yet. */
	isLater?: boolean;
}

/** One line of the table. */
export interface Row {
	measure: string;
	/** E.g. `ms`; `x` is a ratio. */
	unit: string;
	/** One figure for each round; none where the measure was skipped. */
	values: number[];
	aim?: Aim;
	/** What one has to know to read the figures, or why there are none. */
	note?: string;
}

/** How the rows are taken. */
export interface BenchOptions {
	/** Fewer rounds and smaller amounts. */
	isQuick: boolean;
	/** Gets a line about what is being measured. */
	onProgress: (line: string) => void;
}

export type Verdict = 'met' | 'within its spread' | 'not met' | 'not met, later issue' | 'no aim';

/** The value below which a share of the values lies, between two values in proportion; NaN without values. */
function quantile(values: number[], share: number): number {
	const sorted = [...values].sort((a, b) => a - b);
	const place = (sorted.length - 1) * share;
	const lower = sorted[Math.floor(place)] ?? Number.NaN;
	const upper = sorted[Math.ceil(place)] ?? Number.NaN;
	return lower + (upper - lower) * (place % 1);
}

export function median(values: number[]): number {
	return quantile(values, 0.5);
}

/** Half the distance between the first and the third quartile: one disturbed round does not move it far. */
export function spread(values: number[]): number {
	return (quantile(values, 0.75) - quantile(values, 0.25)) / 2;
}

/** Whether a row reaches its aim. */
export function verdict({ values, aim }: Pick<Row, 'values' | 'aim'>): Verdict {
	if (aim === undefined || values.length === 0) return 'no aim';
	const middle = median(values);
	if (middle <= aim.atMost) return 'met';
	if (middle <= aim.atMost + spread(values)) return 'within its spread';
	return aim.isLater === true ? 'not met, later issue' : 'not met';
}

/** Milliseconds that an action takes. */
export async function milliseconds(action: () => Promise<unknown>): Promise<number> {
	const begin = performance.now();
	await action();
	return performance.now() - begin;
}

/** Figures of two alternatives, round by round. */
export interface Pair {
	ours: number[];
	other: number[];
	/** Ours divided by the other one's, of the same round. */
	ratios: number[];
}

/**
 * Measures two alternatives in turn, so that whatever else the machine does meets both. Every second round begins
 * with the other one.
 * @param options.warmUp Whether one more round comes first and is thrown away, since in it code is loaded and compiled
 */
export async function inTurn(
	rounds: number,
	ours: () => Promise<number>,
	other: () => Promise<number>,
	{ warmUp = true }: { warmUp?: boolean } = {},
): Promise<Pair> {
	const pair: Pair = { ours: [], other: [], ratios: [] };
	for (let round = warmUp ? 0 : 1; round <= rounds; round++) {
		const otherFirst = round % 2 === 1 ? await other() : null;
		const our = await ours();
		const others = otherFirst ?? (await other());
		if (round === 0) continue;
		pair.ours.push(our);
		pair.other.push(others);
		pair.ratios.push(our / others);
	}
	return pair;
}
