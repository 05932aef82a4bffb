/** Bodies that no gateway would send, from somebody who knows the secret. */

import assert from 'node:assert/strict';

import fc from 'fast-check';

import type { Law, Tally } from '../run';
import { lawOf } from '../run';
import { inOwnHour } from '../virtualTime';
import { Process, WebhookHost } from './host';
import { CallResponse } from './response';
import type { WebhookService } from './services';
import { secret } from './services';

/** Beyond some thousands of levels JavaScript itself cannot write JSON, so no n8n could record such a body. */
const MOST_LEVELS = 1000;

const names = [
	...['__proto__', 'constructor', 'toString', 'length'],
	...['id', 'whatsapp_id', 'event_action', 'event_date', 'event_data', 'message', 'media', 'data'],
	...['messages', 'messages_updates', 'messages_removed', 'statuses', 'chats', 'chats_updates'],
	...[
		'event',
		'type',
		'method',
		'channel_id',
		'errors',
		'after_update',
		'trigger',
		'action',
		'poll',
	],
	...['results', 'votes', 'changes', 'timestamp', 'from', 'from_me', 'context', 'mimetype'],
];

const values = [
	fc.string(),
	fc.double(),
	fc.integer(),
	fc.boolean(),
	fc.constant(null),
	fc.constantFrom('message', 'media', 'messages', 'post', 'chats', '2026-04-01 12:00:00', 'YQ=='),
];

const key = fc.oneof({ weight: 9, arbitrary: fc.constantFrom(...names) }, fc.string());

/** JSON texts. */
const body = fc.oneof(
	fc.object({ key, values, maxDepth: 5, withBigInt: false }).map((value) => JSON.stringify(value)),
	fc.jsonValue().map((value) => JSON.stringify(value)),
	fc
		.tuple(fc.constantFrom(...names), fc.integer({ min: 1, max: MOST_LEVELS }))
		.map(([name, levels]) => `{"${name}":`.repeat(levels) + '1' + '}'.repeat(levels)),
	fc
		.tuple(fc.constantFrom(...names), fc.integer({ min: 1, max: MOST_LEVELS }))
		.map(([name, levels]) => `{"${name}":${'['.repeat(levels)}${']'.repeat(levels)}}`),
);

const scenario = fc.record({
	body,
	all: fc.boolean(),
	simplify: fc.boolean(),
});

type Scenario = typeof scenario extends fc.Arbitrary<infer T> ? T : never;

/** A body is confirmed, whatever it is, and what comes out of it can be stored. */
export function hostileLaw(name: string, service: WebhookService): Law {
	return lawOf({ name, turns: 'calls', share: 2 }, scenario, async (chosen, tally) => {
		await inOwnHour(async () => {
			await callTwice(service, chosen, tally);
		});
	});
}

async function callTwice(
	service: WebhookService,
	{ body: text, all, simplify }: Scenario,
	tally: Tally,
): Promise<void> {
	const events = all ? { events: ['*'] } : {};
	const host = new WebhookHost(service, { ...service.parameters, ...events, simplify });
	const process = new Process('hostile');
	const before = Reflect.ownKeys(Object.prototype);
	for (const attempt of ['first', 'second']) {
		const response = new CallResponse(() => undefined);
		const given: unknown = JSON.parse(text);
		const { result, save } = await host.call(process, { body: given, secret, response });
		assert(result.webhookResponse !== undefined, 'The call was not confirmed');
		const items = result.workflowData?.[0] ?? [];
		assert.doesNotThrow(() => JSON.stringify(items));
		if (attempt === 'second') assert.deepEqual(items, [], 'The repeat was taken');
		save();
		response.answer(200, result.webhookResponse);
		tally.turns++;
		tally.events += items.length;
	}
	assert.deepEqual(Reflect.ownKeys(Object.prototype), before, 'All objects were changed');
}
