import type { IExecuteFunctions } from 'n8n-workflow';

import type { Operation, OperationCall } from '../../../../nodes/shared/operation';
import { runItems } from '../../../../nodes/shared/runItems';
import { standIn } from '../../../helpers/standIn';

type Work = (call: OperationCall<string>) => Promise<void>;

interface Options {
	count?: number;
	inFlight?: number;
	continueOnFail?: boolean;
	signal?: AbortSignal;
	connect?: () => Promise<string>;
	/** The operation of an item: `many` allows several at a time, `one` does not. */
	operationOf?: (itemIndex: number) => string;
}

/** Runs an operation for some items; notes what began and ended, and how many were at work at most. */
async function run(work: Work, options: Options = {}) {
	const { count = 20, inFlight = 4, continueOnFail = false, signal } = options;
	const events: string[] = [];
	const connect = jest.fn(options.connect ?? (() => Promise.resolve('client')));
	let [flying, most] = [0, 0];
	const operation: Operation<string> = {
		value: 'many',
		name: 'Many',
		action: 'Many',
		description: 'Many',
		properties: [],
		inFlight,
		async execute(call) {
			const { itemIndex } = call;
			events.push(`begin ${itemIndex}`);
			most = Math.max(most, ++flying);
			await work(call);
			flying--;
			events.push(`end ${itemIndex}`);
			return { json: [{ itemIndex }] };
		},
	};
	const functions = standIn<IExecuteFunctions>({
		getInputData: () => Array.from({ length: count }, () => ({ json: {} })),
		getNodeParameter: jest
			.fn()
			.mockImplementation((name: string, itemIndex: number) =>
				name === 'resource' ? 'thing' : (options.operationOf?.(itemIndex) ?? 'many'),
			),
		getExecutionCancelSignal: () => signal,
		getNode: () => ({
			id: 'node',
			name: 'Node',
			type: 'node',
			typeVersion: 1,
			position: [0, 0],
			parameters: {},
		}),
		continueOnFail: () => continueOnFail,
	});
	const one = { ...operation, value: 'one', inFlight: undefined };
	const resource = { value: 'thing', name: 'Thing', defaultOperation: 'many' };
	const resources = [{ ...resource, operations: [operation, one] }];
	const output = await runItems(functions, resources, connect).then(
		([items = []]) => ({ items, error: null }),
		(error: unknown) => ({ items: [], error }),
	);
	return { ...output, events, most, connect };
}

/** Later items are ready sooner. */
const backwards: Work = async ({ itemIndex }) => {
	for (let turn = 0; turn < 40 - itemIndex; turn++) await Promise.resolve();
};

const failAt =
	(...indexes: number[]): Work =>
	async (call) => {
		await backwards(call);
		if (indexes.includes(call.itemIndex)) throw new Error(`No ${call.itemIndex}`);
	};

const numbers = (from: number, to: number) =>
	Array.from({ length: to - from }, (_, index) => from + index);

it('works on as many items as the operation allows, and keeps their order', async () => {
	const { items, most, events, connect } = await run(backwards);
	expect(most).toBe(4);
	expect(items).toEqual(
		numbers(0, 20).map((itemIndex) => ({ json: { itemIndex }, pairedItem: { item: itemIndex } })),
	);
	expect(events.filter((event) => event.startsWith('begin'))).toEqual(
		numbers(0, 20).map((itemIndex) => `begin ${itemIndex}`),
	);
	expect(connect).toHaveBeenCalledTimes(1);
});

it('does one after the other where the operation says nothing', async () => {
	const { most, events } = await run(backwards, { operationOf: () => 'one' });
	expect(most).toBe(1);
	expect(events.slice(0, 4)).toEqual(['begin 0', 'end 0', 'begin 1', 'end 1']);
});

it('never works on another item beside one that has to be alone', async () => {
	const operationOf = (itemIndex: number) => (itemIndex % 5 === 4 ? 'one' : 'many');
	const { events } = await run(backwards, { operationOf });
	for (const alone of [4, 9, 14, 19]) {
		const begin = events.indexOf(`begin ${alone}`);
		expect(events[begin + 1]).toBe(`end ${alone}`);
		expect(events.slice(0, begin)).toHaveLength(2 * alone);
	}
});

it('an item that fails stops the run: the first one is named, and none begins after it', async () => {
	const { error, events } = await run(failAt(6, 7));
	expect(error).toMatchObject({ message: 'No 6', context: { itemIndex: 6 } });
	const begun = events.filter((event) => event.startsWith('begin'));
	expect(begun.length).toBeLessThanOrEqual(10);
	// What was at work is waited for.
	expect(events).toContain('end 5');
});

it('an item that fails becomes an error item with Continue On Fail', async () => {
	const { items } = await run(failAt(6, 7), { continueOnFail: true });
	expect(items).toHaveLength(20);
	expect(items[6]).toEqual({ json: { error: 'No 6' }, pairedItem: { item: 6 } });
	expect(items[8]).toMatchObject({ json: { itemIndex: 8 } });
});

it('begins no item after the execution was cancelled', async () => {
	const controller = new AbortController();
	const { error, events } = await run(
		async (call) => {
			await backwards(call);
			if (call.itemIndex === 5) controller.abort(new Error('Cancelled'));
		},
		{ signal: controller.signal },
	);
	expect(error).toMatchObject({ message: 'Cancelled' });
	expect(events.filter((event) => event.startsWith('begin')).length).toBeLessThan(12);
});

it('a credential that cannot be used is the error of the first item', async () => {
	const connect = () => Promise.reject(new Error('No key'));
	const { error, events } = await run(backwards, { connect });
	expect(error).toMatchObject({ message: 'No key', context: { itemIndex: 0 } });
	expect(events).toEqual([]);
});
