import { randomUUID } from 'node:crypto';
import { EventEmitter } from 'node:events';

import type { IDataObject } from 'n8n-workflow';

import { recordOf } from '../../../../nodes/shared/json';
import { Deliveries } from '../../../../nodes/shared/trigger/deliveries';

/** The response that n8n has not given yet. */
class Response extends EventEmitter {
	headersSent = false;
	statusCode = 200;

	answer(statusCode = 200): void {
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
		expect(await newNode().at(NOW).verdict('1')).toBe('new');
	});

	it('is repeated once the first delivery was answered', async () => {
		const node = newNode();
		const response = new Response();
		node.at(NOW).note(['1', '2'], response);
		response.answer();
		expect(await node.at(NOW + 20_000).verdict('1')).toBe('repeated');
		expect(await node.at(NOW + 20_000).verdict('2')).toBe('repeated');
		expect(await node.at(NOW + 20_000).verdict('3')).toBe('new');
	});

	it('is taken again where the first delivery failed', async () => {
		const node = newNode();
		const response = new Response();
		node.at(NOW).note(['1'], response);
		response.answer(500);
		const again = node.at(NOW + 20_000);
		expect(await again.verdict('1')).toBe('new');

		const second = new Response();
		again.note(['1'], second);
		second.answer();
		expect(await node.at(NOW + 40_000).verdict('1')).toBe('repeated');
	});

	it.each([
		[200, 'repeated'],
		[500, 'new'],
	])('waits for a first delivery in flight: %s makes it %s', async (status, expected) => {
		const node = newNode();
		const response = new Response();
		node.at(NOW).note(['1'], response);
		let settled = false;
		const verdict = node.at(NOW + 1000).verdict('1');
		void verdict.then(() => (settled = true));
		await new Promise(setImmediate);
		expect(settled).toBe(false);
		response.answer(status);
		expect(await verdict).toBe(expected);
	});

	it('is uncertain where the first delivery was cut before its answer', async () => {
		const node = newNode();
		const response = new Response();
		node.at(NOW).note(['1'], response);
		const verdict = node.at(NOW + 1000).verdict('1');
		response.cut();
		expect(await verdict).toBe('uncertain');
		response.headersSent = true;
		expect(await node.at(NOW + 2000).verdict('1')).toBe('repeated');
	});

	it('is forgotten after five minutes', async () => {
		const node = newNode();
		const response = new Response();
		node.at(NOW).note(['1'], response);
		response.answer();
		expect(await node.at(NOW + 5 * MINUTE - 1).verdict('1')).toBe('repeated');
		expect(await node.at(NOW + 5 * MINUTE).verdict('1')).toBe('new');
	});

	it('is nothing to another node', async () => {
		const response = new Response();
		newNode().at(NOW).note(['1'], response);
		response.answer();
		expect(await newNode().at(NOW).verdict('1')).toBe('new');
	});
});

describe('what is stored', () => {
	it('lets another process know what was answered, from the next delivery on', async () => {
		const node = newNode();
		const response = new Response();
		node.at(NOW).note(['1'], response);
		expect(node.stored).toEqual({});
		response.answer();
		node.at(NOW + 1000).note(['2'], new Response());
		expect(await node.elsewhere(NOW + 2000).verdict('1')).toBe('repeated');
		expect(await node.elsewhere(NOW + 2000).verdict('2')).toBe('new');
		expect(await node.elsewhere(NOW + 5 * MINUTE).verdict('1')).toBe('new');
	});

	it('leaves out what failed', () => {
		const node = newNode();
		const response = new Response();
		node.at(NOW).note(['1'], response);
		response.answer(503);
		node.at(NOW + 1000).note(['2'], new Response());
		expect(node.stored).toEqual({});
	});

	it('keeps only the newest 300', async () => {
		const node = newNode();
		for (let id = 0; id < 500; id++) {
			const response = new Response();
			node.at(NOW + id).note([String(id)], response);
			response.answer();
		}
		node.at(NOW + 500).note(['last'], new Response());
		expect(Object.keys(recordOf(node.stored.received))).toHaveLength(300);
		expect(await node.elsewhere(NOW + 501).verdict('499')).toBe('repeated');
		expect(await node.elsewhere(NOW + 501).verdict('199')).toBe('new');
	});

	it('may be anything', async () => {
		for (const received of [null, 'x', ['1'], { 1: 'now' }]) {
			const deliveries = new Deliveries(randomUUID(), { received }, NOW);
			expect(await deliveries.verdict('1')).toBe('new');
		}
	});
});

describe('what is kept in memory', () => {
	it('is bounded, and the oldest go first', async () => {
		const node = newNode();
		const response = new Response();
		const keys = Array.from({ length: 10_500 }, (_, index) => String(index));
		node.at(NOW).note(keys, response);
		response.answer();
		const later = node.at(NOW + 1);
		expect(await later.verdict('0')).toBe('new');
		expect(await later.verdict('10499')).toBe('repeated');
	});
});
