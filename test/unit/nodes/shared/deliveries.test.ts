import { randomUUID } from 'node:crypto';
import { EventEmitter } from 'node:events';

import type { IDataObject } from 'n8n-workflow';

import { recordOf, textOf } from '../../../../nodes/shared/json';
import { Deliveries } from '../../../../nodes/shared/trigger/deliveries';

/** The response that n8n has not given yet. */
class Response extends EventEmitter {
	headersSent = false;
	statusCode = 200;
	destroyed = false;
	/** What n8n does when it has recorded the execution. */
	onRecorded: () => void = () => undefined;

	answer(statusCode = 200): void {
		if (statusCode < 400) this.onRecorded();
		this.statusCode = statusCode;
		this.headersSent = true;
		this.emit('close');
	}

	cut(): void {
		this.emit('close');
	}
}

const MINUTE = 60_000;
const NOW = Date.UTC(2026, 0, 1);

const copyOf = (stored: IDataObject) => recordOf(JSON.parse(JSON.stringify(stored)));

/** A node of its own for each test: what is remembered is kept for the whole process. */
class Node {
	private readonly key = randomUUID();
	/** The static data in the database. Each call works on a copy, which is kept when the execution is recorded. */
	stored: IDataObject = {};

	/** The deliveries at a time. */
	at(now: number): Deliveries {
		return new Deliveries(this.key, copyOf(this.stored), now);
	}

	/** The same node in another process, which has only what is stored. */
	elsewhere(now: number): Deliveries {
		return new Deliveries(randomUUID(), copyOf(this.stored), now);
	}

	/** A call with these events, as the trigger takes it. */
	async deliver(now: number, keys: string[], response: Response): Promise<void> {
		const copy = copyOf(this.stored);
		const deliveries = new Deliveries(this.key, copy, now);
		await deliveries.take(keys, response);
		deliveries.store(response);
		response.onRecorded = () => {
			this.stored = copy;
		};
	}
}

/** What becomes of one event. */
async function verdict(deliveries: Deliveries, key: string, response: Response): Promise<string> {
	const fresh = await deliveries.take([key], response);
	if (fresh === 'uncertain') return fresh;
	return fresh.has(key) ? 'new' : 'repeated';
}

describe('an event that is delivered', () => {
	it('is new the first time', async () => {
		expect(await verdict(new Node().at(NOW), '1', new Response())).toBe('new');
	});

	it('is repeated once the first delivery was answered', async () => {
		const node = new Node();
		const response = new Response();
		await node.deliver(NOW, ['1', '2'], response);
		response.answer();
		expect(await verdict(node.at(NOW + 20_000), '1', new Response())).toBe('repeated');
		expect(await verdict(node.at(NOW + 20_000), '2', new Response())).toBe('repeated');
		expect(await verdict(node.at(NOW + 20_000), '3', new Response())).toBe('new');
	});

	it('is taken again where the first delivery failed', async () => {
		const node = new Node();
		const response = new Response();
		await node.deliver(NOW, ['1'], response);
		response.answer(500);
		const second = new Response();
		expect(await verdict(node.at(NOW + 20_000), '1', second)).toBe('new');
		second.answer();
		expect(await verdict(node.at(NOW + 40_000), '1', new Response())).toBe('repeated');
	});

	it.each([
		[200, 'repeated'],
		[500, 'new'],
	])('waits for a first delivery in flight: %s makes it %s', async (status, expected) => {
		const node = new Node();
		const response = new Response();
		await node.deliver(NOW, ['1'], response);
		let settled = false;
		const waiting = verdict(node.at(NOW + 1000), '1', new Response());
		void waiting.then(() => (settled = true));
		await new Promise(setImmediate);
		expect(settled).toBe(false);
		response.answer(status);
		expect(await waiting).toBe(expected);
	});

	it('is new to only one of two that wait for a first delivery which fails', async () => {
		const node = new Node();
		const response = new Response();
		await node.deliver(NOW, ['1'], response);
		const [second, third] = [new Response(), new Response()];
		const verdicts = [
			verdict(node.at(NOW + 1), '1', second),
			verdict(node.at(NOW + 2), '1', third),
		];
		response.answer(500);
		expect(await verdicts[0]).toBe('new');
		second.answer();
		expect(await verdicts[1]).toBe('repeated');
	});

	it('is new once in a call that has it twice, and the call waits for nothing', async () => {
		const response = new Response();
		const node = new Node();
		expect(await node.at(NOW).take(['1', '1'], response)).toEqual(new Set(['1']));
		response.answer();
		expect(await verdict(node.at(NOW + 1), '1', new Response())).toBe('repeated');
	});

	it('never makes two calls wait for each other, whatever the order of their events', async () => {
		const node = new Node();
		const [first, second, third] = [new Response(), new Response(), new Response()];
		await node.at(NOW).take(['c'], first);
		const waiting = node.at(NOW + 1).take(['a', 'c', 'b'], second);
		expect(await node.at(NOW + 2).take(['b', 'a'], third)).toEqual(new Set(['a', 'b']));
		first.answer();
		third.answer(500);
		expect(await waiting).toEqual(new Set(['a', 'b']));
	});

	it('is uncertain where the first delivery was cut before it was noted', async () => {
		const node = new Node();
		const response = new Response();
		response.destroyed = true;
		await node.deliver(NOW, ['1'], response);
		expect(await verdict(node.at(NOW + 1), '1', new Response())).toBe('uncertain');
	});

	it('is uncertain where the first delivery was cut before its answer', async () => {
		const node = new Node();
		const response = new Response();
		await node.deliver(NOW, ['1'], response);
		const waiting = verdict(node.at(NOW + 1000), '1', new Response());
		response.cut();
		expect(await waiting).toBe('uncertain');
		response.headersSent = true;
		expect(await verdict(node.at(NOW + 2000), '1', new Response())).toBe('repeated');
	});

	it('is forgotten after five minutes', async () => {
		const node = new Node();
		const response = new Response();
		await node.deliver(NOW, ['1'], response);
		response.answer();
		expect(await verdict(node.at(NOW + 5 * MINUTE - 1), '1', new Response())).toBe('repeated');
		expect(await verdict(node.at(NOW + 5 * MINUTE), '1', new Response())).toBe('new');
	});

	it('is nothing to another node', async () => {
		const response = new Response();
		await new Node().deliver(NOW, ['1'], response);
		response.answer();
		expect(await verdict(new Node().at(NOW), '1', new Response())).toBe('new');
	});
});

describe('what is stored', () => {
	it('lets another process know what was recorded', async () => {
		const node = new Node();
		const response = new Response();
		await node.deliver(NOW, ['1', '2'], response);
		expect(await verdict(node.elsewhere(NOW), '1', new Response())).toBe('new');
		response.answer();
		expect(await verdict(node.elsewhere(NOW + 2000), '1', new Response())).toBe('repeated');
		expect(await verdict(node.elsewhere(NOW + 2000), '2', new Response())).toBe('repeated');
		expect(await verdict(node.elsewhere(NOW + 2000), '3', new Response())).toBe('new');
		expect(await verdict(node.elsewhere(NOW + 5 * MINUTE), '1', new Response())).toBe('new');
	});

	it('leaves out what failed', async () => {
		const node = new Node();
		const failed = new Response();
		await node.deliver(NOW, ['1'], failed);
		failed.answer(503);
		const response = new Response();
		await node.deliver(NOW + 1000, ['2'], response);
		response.answer();
		expect(await verdict(node.elsewhere(NOW + 2000), '1', new Response())).toBe('new');
	});

	it('brings together what calls at the same time have recorded', async () => {
		const node = new Node();
		const [first, second, third] = [new Response(), new Response(), new Response()];
		await node.deliver(NOW, ['1'], first);
		await node.deliver(NOW, ['2'], second);
		first.answer();
		second.answer();
		await node.deliver(NOW + 1, ['3'], third);
		third.answer();
		expect(await verdict(node.elsewhere(NOW + 2), '1', new Response())).toBe('repeated');
	});

	it('keeps only the newest 300', async () => {
		const node = new Node();
		for (let id = 0; id < 500; id++) {
			const response = new Response();
			await node.deliver(NOW + id, [String(id)], response);
			response.answer();
		}
		expect(Object.keys(recordOf(JSON.parse(textOf(node.stored.received) ?? '')))).toHaveLength(300);
		expect(await verdict(node.elsewhere(NOW + 501), '499', new Response())).toBe('repeated');
		expect(await verdict(node.elsewhere(NOW + 501), '199', new Response())).toBe('new');
	});

	it('may be anything', async () => {
		for (const received of [null, 'x', ['1'], { 1: 'now' }]) {
			const deliveries = new Deliveries(randomUUID(), { received }, NOW);
			expect(await verdict(deliveries, '1', new Response())).toBe('new');
		}
	});
});

describe('what is kept in memory', () => {
	it('is bounded, and the oldest go first', async () => {
		const node = new Node();
		const response = new Response();
		const keys = Array.from({ length: 10_500 }, (_, index) => String(index));
		await node.deliver(NOW, keys, response);
		response.answer();
		const later = node.at(NOW + 1);
		expect(await verdict(later, '0', new Response())).toBe('new');
		expect(await verdict(later, '10499', new Response())).toBe('repeated');
	});
});
