import { z } from 'zod/v4';

import { fieldsOf } from '../body';
import { WhapiError } from '../errors';
import { flag, parseFields, text } from '../input';
import { eventMethods, settingsChangeSchema, webhookSchema, type EventName } from '../settings';
import { chatIdOf } from '../ids';
import { json, success, type Operation } from './operation';

/** The matrix of 3.2, in the order of the sample. */
const allowedEvents: [string, EventName['method'][]][] = [
	['messages', ['post', 'put', 'delete', 'patch']],
	['statuses', ['post', 'put']],
	['chats', ['post', 'put', 'delete', 'patch']],
	['contacts', ['post', 'patch']],
	['groups', ['post', 'put', 'patch']],
	['presences', ['post']],
	['channel', ['post', 'patch']],
	['users', ['post', 'delete']],
	['labels', ['post', 'delete']],
	['calls', ['post']],
];

const healthQuery = z.object({ wakeup: flag.default(true) });

/** Section 1.5. Only without `wakeup=false` does it start a channel that is stopped. */
const health = json('GET', '/health', ({ whapi, query }) => {
	const { channel } = whapi;
	if (parseFields(healthQuery, query).wakeup && channel.wake()) whapi.follower.tellState();
	const { user, ...state } = channel.health();
	return {
		channel_id: channel.id,
		...state,
		...(user && { user: { ...user, is_business: false } }),
		core_version: '1.8.3',
		api_version: '1.8.7',
		device_id: 11,
		ip: '203.0.113.10',
	};
});

/** Section 1.4: 204 when the plan is unlimited. */
const limits: Operation = {
	method: 'GET',
	path: '/limits',
	run: ({ whapi: { world, channel } }) => {
		if (world.switches.whapiUnlimited) return { status: 204, body: undefined };
		const chats = channel.session ? world.chatsOf(channel.session) : [];
		return {
			status: 200,
			body: {
				messages: 100,
				chats: chats.map(({ id }) => chatIdOf(id)),
				checks: 100,
				requests: 1000,
			},
		};
	},
};

const testSchema = z.object({
	type: text,
	url: webhookSchema.shape.url,
	mode: z.enum(['body', 'path', 'method']),
	headers: webhookSchema.shape.headers,
});

/** Sections 1.4, 1.5 and 2.10. */
export const channelOperations: Operation[] = [
	health,
	limits,
	json('GET', '/settings', ({ whapi }) => whapi.settings.value),
	json('PATCH', '/settings', ({ whapi, body }) => {
		const changes = parseFields(settingsChangeSchema, fieldsOf(body));
		return whapi.settings.change(changes);
	}),
	json('DELETE', '/settings', ({ whapi }) => {
		const change = whapi.settings.reset();
		if (!change) throw new WhapiError(409, 'Settings are already reset');
		return change;
	}),
	json('GET', '/settings/events', () =>
		allowedEvents.flatMap(([type, methods]) => methods.map((method) => ({ type, method }))),
	),
	json('POST', '/settings/webhook_test', async ({ whapi, body }) => {
		const request = parseFields(testSchema, fieldsOf(body));
		const entry = { ...request, events: [] };
		const done = await whapi.webhooks.test(entry, {
			type: request.type,
			method: eventMethods[0],
		});
		return { success: done };
	}),
	json('GET', '/users/login', ({ whapi: { channel } }) => {
		if (channel.state === 'AUTH') throw new WhapiError(409, 'Channel is already authenticated');
		return channel.qr();
	}),
	json('GET', '/users/profile', ({ whapi }) => {
		whapi.readySession();
		return { name: whapi.channel.user()?.name, about: 'Available' };
	}),
	json('POST', '/users/logout', ({ whapi }) => {
		const { session } = whapi.channel;
		if (session?.status !== 'ready') throw new WhapiError(409, 'Already logged out');
		whapi.world.sessions.lose(session);
		return success;
	}),
];
