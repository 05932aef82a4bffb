import { randomUUID } from 'node:crypto';
import { EventEmitter } from 'node:events';

import type { IDataObject } from 'n8n-workflow';

import { recordOf } from '../../../../nodes/shared/json';
import { Deliveries } from '../../../../nodes/shared/trigger/deliveries';

/** The response that n8n has not given yet. */
class Response extends EventEmitter {
	headersSent = false;
	statusCode = 200;
	destroyed = false;

	answer(statusCode = 200): void {
		this.statusCode = statusCode;
		this.headersSent = true;
		this.emit('close');
	}

	cut(): void {
		this.emit('close');
	}
}

/** A call with these events, as the trigger takes it. */
async function deliver(deliveries: Deliveries, keys: string[], response: Response): Promise<void> {
	for (const key of keys) await deliveries.take(key, response);
	deliveries.store();
}

const MINUTE = 60_000;
const NOW = Date.UTC(2026, 0, 1);

/** A node of its own for each test: what is remembered is kept for the whole process. */
function newNode() {
	const key = randomUUID();
	const stored: IDataObject = {};
	return {
		stored,
		at: (now: number) => new Deliveries(key, stored, now),
		/** The same node in another process, which has only what is stored. */
		elsewhere: (now: number) =>
			new Deliveries(randomUUID(), recordOf(JSON.parse(JSON.stringify(stored))), now),
	};
}

describe('an event that is delivered', () => {
	it('is new the first time', async () => {
		expect(await newNode().at(NOW).take('1', new Response())).toBe('new');
	});

	it('is repeated once the first delivery was answered', async () => {
		const node = newNode();
		const response = new Response();
		await deliver(node.at(NOW), ['1', '2'], response);
		response.answer();
		expect(await node.at(NOW + 20_000).take('1', new Response())).toBe('repeated');
		expect(await node.at(NOW + 20_000).take('2', new Response())).toBe('repeated');
		expect(await node.at(NOW + 20_000).take('3', new Response())).toBe('new');
	});

	it('is taken again where the first delivery failed', async () => {
		const node = newNode();
		const response = new Response();
		await deliver(node.at(NOW), ['1'], response);
		response.answer(500);
		const second = new Response();
		expect(await node.at(NOW + 20_000).take('1', second)).toBe('new');
		second.answer();
		expect(await node.at(NOW + 40_000).take('1', new Response())).toBe('repeated');
	});

	it.each([
		[200, 'repeated'],
		[500, 'new'],
	])('waits for a first delivery in flight: %s makes it %s', async (status, expected) => {
		const node = newNode();
		const response = new Response();
		await deliver(node.at(NOW), ['1'], response);
		let settled = false;
		const verdict = node.at(NOW + 1000).take('1', new Response());
		void verdict.then(() => (settled = true));
		await new Promise(setImmediate);
		expect(settled).toBe(false);
		response.answer(status);
		expect(await verdict).toBe(expected);
	});

	it('is new to only one of two that wait for a first delivery which fails', async () => {
		const node = newNode();
		const response = new Response();
		await deliver(node.at(NOW), ['1'], response);
		const [second, third] = [new Response(), new Response()];
		const verdicts = [node.at(NOW + 1).take('1', second), node.at(NOW + 2).take('1', third)];
		response.answer(500);
		expect(await verdicts[0]).toBe('new');
		second.answer();
		expect(await verdicts[1]).toBe('repeated');
	});

	it('is uncertain where the first delivery was cut before it was noted', async () => {
		const node = newNode();
		const response = new Response();
		response.destroyed = true;
		await deliver(node.at(NOW), ['1'], response);
		expect(await node.at(NOW + 1).take('1', new Response())).toBe('uncertain');
	});

	it('is uncertain where the first delivery was cut before its answer', async () => {
		const node = newNode();
		const response = new Response();
		await deliver(node.at(NOW), ['1'], response);
		const verdict = node.at(NOW + 1000).take('1', new Response());
		response.cut();
		expect(await verdict).toBe('uncertain');
		response.headersSent = true;
		expect(await node.at(NOW + 2000).take('1', new Response())).toBe('repeated');
	});

	it('is forgotten after five minutes', async () => {
		const node = newNode();
		const response = new Response();
		await deliver(node.at(NOW), ['1'], response);
		response.answer();
		expect(await node.at(NOW + 5 * MINUTE - 1).take('1', new Response())).toBe('repeated');
		expect(await node.at(NOW + 5 * MINUTE).take('1', new Response())).toBe('new');
	});

	it('is nothing to another node', async () => {
		const response = new Response();
		await deliver(newNode().at(NOW), ['1'], response);
		response.answer();
		expect(await newNode().at(NOW).take('1', new Response())).toBe('new');
	});
});

describe('what is stored', () => {
	it('lets another process know what was answered, from the next delivery on', async () => {
		const node = newNode();
		const response = new Response();
		await deliver(node.at(NOW), ['1'], response);
		expect(node.stored).toEqual({});
		response.answer();
		await deliver(node.at(NOW + 1000), ['2'], new Response());
		expect(await node.elsewhere(NOW + 2000).take('1', new Response())).toBe('repeated');
		expect(await node.elsewhere(NOW + 2000).take('2', new Response())).toBe('new');
		expect(await node.elsewhere(NOW + 5 * MINUTE).take('1', new Response())).toBe('new');
	});

	it('leaves out what failed', async () => {
		const node = newNode();
		const response = new Response();
		await deliver(node.at(NOW), ['1'], response);
		response.answer(503);
		await deliver(node.at(NOW + 1000), ['2'], new Response());
		expect(node.stored).toEqual({});
	});

	it('keeps only the newest 300', async () => {
		const node = newNode();
		for (let id = 0; id < 500; id++) {
			const response = new Response();
			await deliver(node.at(NOW + id), [String(id)], response);
			response.answer();
		}
		await deliver(node.at(NOW + 500), ['last'], new Response());
		expect(Object.keys(recordOf(node.stored.received))).toHaveLength(300);
		expect(await node.elsewhere(NOW + 501).take('499', new Response())).toBe('repeated');
		expect(await node.elsewhere(NOW + 501).take('199', new Response())).toBe('new');
	});

	it('may be anything', async () => {
		for (const received of [null, 'x', ['1'], { 1: 'now' }]) {
			const deliveries = new Deliveries(randomUUID(), { received }, NOW);
			expect(await deliveries.take('1', new Response())).toBe('new');
		}
	});
});

describe('what is kept in memory', () => {
	it('is bounded, and the oldest go first', async () => {
		const node = newNode();
		const response = new Response();
		const keys = Array.from({ length: 10_500 }, (_, index) => String(index));
		await deliver(node.at(NOW), keys, response);
		response.answer();
		const later = node.at(NOW + 1);
		expect(await later.take('0', new Response())).toBe('new');
		expect(await later.take('10499', new Response())).toBe('repeated');
	});
});
