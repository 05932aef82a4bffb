/** Figures: how they are taken in turn, and what they come to. */

/** What is fine, in the row's unit: the largest value, or the smallest one. */
export type Aim = { atMost: number } | { atLeast: number };

/** One line of the table. */
export interface Row {
	measure: string;
	/** E.g. `ms`; `x` is a ratio. */
	unit: string;
	/** One figure for each round; none where the measure was skipped. */
	values: number[];
	aim?: Aim;
	/** The same figure as the host, n8n or Node, reaches it without any work of ours: no node can do more. */
	limit?: number[];
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

export type Verdict = 'met' | 'within its spread' | "the host's limit" | 'not met' | 'no aim';

/** Who comes so near to what the host reaches by itself has done what can be done. A share of that figure. */
const NEAR = 0.05;

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

/** By how much a figure is worse than what is asked for; 0 or less where it is not. */
function missedBy(figure: number, aim: Aim): number {
	return 'atMost' in aim ? figure - aim.atMost : aim.atLeast - figure;
}

/** Whether a row reaches its aim or, where the host by itself does not, what the host reaches. */
export function verdict({
	values,
	aim,
	limit = [],
}: Pick<Row, 'values' | 'aim' | 'limit'>): Verdict {
	if (aim === undefined || values.length === 0) return 'no aim';
	const [middle, deviation] = [median(values), spread(values)];
	if (missedBy(middle, aim) <= 0) return 'met';
	if (missedBy(middle, aim) <= deviation) return 'within its spread';
	const possible = median(limit);
	if (limit.length === 0 || missedBy(possible, aim) <= 0) return 'not met';
	const near =
		'atMost' in aim ? { atMost: possible * (1 + NEAR) } : { atLeast: possible * (1 - NEAR) };
	return missedBy(middle, near) <= deviation ? "the host's limit" : 'not met';
}

/** Milliseconds that an action takes. */
export async function milliseconds(action: () => Promise<unknown>): Promise<number> {
	const begin = performance.now();
	await action();
	return performance.now() - begin;
}

/** How rounds are taken. */
interface RoundOptions {
	/** Whether one more round comes first and is thrown away, since in it code is loaded and compiled. */
	warmUp?: boolean;
}

/**
 * Measures alternatives in turn, so that whatever else the machine does meets all of them. Each round begins with
 * another one.
 * @returns The figures of each alternative, round by round
 */
export async function inRounds(
	rounds: number,
	alternatives: Array<() => Promise<number>>,
	{ warmUp = true }: RoundOptions = {},
): Promise<number[][]> {
	const figures = alternatives.map((): number[] => []);
	for (let round = warmUp ? 0 : 1; round <= rounds; round++) {
		for (let turn = 0; turn < alternatives.length; turn++) {
			const place = (round + turn) % alternatives.length;
			const figure = (await alternatives[place]?.()) ?? Number.NaN;
			if (round > 0) figures[place]?.push(figure);
		}
	}
	return figures;
}

/** The first figures divided by the others, round by round. */
export function ratios(figures: number[], others: number[]): number[] {
	return figures.map((figure, round) => figure / (others[round] ?? Number.NaN));
}

/** Figures of two alternatives, round by round. */
export interface Pair {
	ours: number[];
	other: number[];
	/** Ours divided by the other one's, of the same round. */
	ratios: number[];
}

/** Measures two alternatives in turn, see {@link inRounds}. */
export async function inTurn(
	rounds: number,
	ours: () => Promise<number>,
	other: () => Promise<number>,
	options: RoundOptions = {},
): Promise<Pair> {
	const [first = [], second = []] = await inRounds(rounds, [ours, other], options);
	return { ours: first, other: second, ratios: ratios(first, second) };
}
