import type { INodeParameters } from 'n8n-workflow';
import { z } from 'zod/v4';

import { byId, fileItem, locator, sha256, takePauses } from './support';
import {
	bodyOf,
	commandsAt,
	errorOf,
	group,
	jsonOf,
	maria,
	operation,
	own,
	startStage,
	vasily,
	type Stage,
} from './whapiSupport';

let stage: Stage;

beforeAll(async () => {
	stage = await startStage();
});

beforeEach(async () => {
	await stage.control.reset();
	takePauses();
});

afterAll(async () => {
	await stage.close();
});

const success = [{ success: true }];

describe('a message', () => {
	const received = async () => (await stage.control.incoming({ text: 'Hello' })).message;
	const message = (name: string, messageId: string, more: INodeParameters = {}) =>
		operation('message', name, { messageId, ...more });
	const theOnly = async () => (await stage.control.messages())[0];

	test('of the account is edited', async () => {
		const { ids } = (await stage.control.phoneMessage({ to: vasily, text: 'At 4' })).message;
		const parameters = message('edit', ids.whapi, { chat: byId(vasily), text: 'At 5' });
		const [item] = await jsonOf(stage, parameters);
		expect(item).toMatchObject({ messageId: ids.whapi, text: 'At 5' });
		expect(await bodyOf(stage, 'POST /messages/text')).toEqual({
			to: vasily,
			body: 'At 5',
			edit: ids.whapi,
		});
		expect(await stage.control.messages()).toMatchObject([{ text: 'At 5', edited: true }]);
	});

	test('is forwarded, with the pause of sends', async () => {
		const { ids } = await received();
		const parameters = message('forward', ids.whapi, { recipient: byId(maria) });
		const [item] = await jsonOf(stage, parameters);
		expect(item).toMatchObject({ chatId: maria, text: 'Hello', fromMe: true });
		expect(await bodyOf(stage, 'POST /messages/{MessageID}')).toEqual({ to: maria });
		expect(await stage.control.messages({ fromMe: true })).toMatchObject([{ forwarded: true }]);
	});

	test('is deleted', async () => {
		const { ids } = await received();
		expect(await jsonOf(stage, message('delete', ids.whapi))).toEqual([{ deleted: true }]);
		expect(await jsonOf(stage, operation('message', 'getAll'))).toEqual([]);
	});

	test('gets a reaction, and loses it', async () => {
		const { ids } = await received();
		expect(await jsonOf(stage, message('react', ids.whapi, { emoji: ' 👍 ' }))).toEqual(success);
		expect((await theOnly())?.reactions).toMatchObject([{ emoji: '👍' }]);
		await jsonOf(stage, message('react', ids.whapi, { emoji: '' }));
		expect(await bodyOf(stage, 'PUT /messages/{MessageID}/reaction')).toEqual({ emoji: '' });
		expect((await theOnly())?.reactions).toEqual([]);
	});

	test('is marked as read', async () => {
		const { ids } = await received();
		expect(await jsonOf(stage, message('markAsRead', ids.whapi))).toEqual(success);
		expect(await theOnly()).toMatchObject({ seen: true });
	});

	test.each(['day', 'week', 'month'])('is pinned for a %s, and unpinned', async (pinFor) => {
		const { ids } = await received();
		expect(await jsonOf(stage, message('pin', ids.whapi, { pinFor }))).toEqual(success);
		expect(await bodyOf(stage, 'POST /messages/{MessageID}/pin')).toEqual({ time: pinFor });
		expect(await theOnly()).toMatchObject({ pinned: true });
		await jsonOf(stage, message('pin', ids.whapi, { pinFor: 'unpin' }));
		expect(await theOnly()).toMatchObject({ pinned: false });
	});

	test('gets a star, and loses it', async () => {
		const { ids } = await received();
		expect(await jsonOf(stage, message('star', ids.whapi))).toEqual(success);
		expect(await theOnly()).toMatchObject({ starred: true });
		await jsonOf(stage, message('star', ids.whapi, { starred: false }));
		expect(await theOnly()).toMatchObject({ starred: false });
	});

	test.each(['get', 'edit', 'delete', 'forward', 'react', 'markAsRead', 'pin', 'star'])(
		'%s without an id is refused before any call',
		async (name) => {
			const more = { chat: byId(vasily), recipient: byId(vasily), text: 'A' };
			const error = await errorOf(stage, message(name, '={{ " " }}', more));
			expect(error.message).toBe('No message ID is given');
			expect(await stage.control.requests()).toEqual([]);
		},
	);
});

describe('a chat', () => {
	const chat = (name: string, more: INodeParameters = {}) =>
		operation('chat', name, { chat: byId(vasily), ...more });
	const shown = async () => (await jsonOf(stage, chat('get')))[0];

	test.each<[INodeParameters, object, object]>([
		[{ pin: true }, { pin: true }, { pinned: true }],
		[
			{ muteUntil: '2040-01-01T00:00:00.000Z' },
			{ mute_until: 2208988800000 },
			{ muted: true, mutedUntil: '2040-01-01T00:00:00.000Z' },
		],
		[{ muteUntil: '' }, { mute_until: 0 }, { mutedUntil: null }],
		[{ markUnread: true }, { mark_unread: true }, {}],
		[{ ephemeral: 'week' }, { ephemeral: 'week' }, {}],
		[{ pin: false, ephemeral: 'none' }, { pin: false, ephemeral: 'none' }, {}],
	])('is changed by %j, and nothing else of it', async (updateFields, body, after) => {
		expect(await jsonOf(stage, chat('update', { updateFields }))).toEqual(success);
		expect(await bodyOf(stage, 'PATCH /chats/{ChatID}')).toEqual(body);
		expect(await shown()).toMatchObject(after);
	});

	test('is not changed by nothing', async () => {
		const error = await errorOf(stage, chat('update'));
		expect(error.message).toBe('Nothing is to be changed');
		expect(await stage.control.requests()).toEqual([]);
	});

	test('goes to the archive and back', async () => {
		expect(await jsonOf(stage, chat('archive'))).toEqual(success);
		expect(await shown()).toMatchObject({ archived: true });
		await jsonOf(stage, chat('archive', { archive: false }));
		expect(await bodyOf(stage, 'POST /chats/{ChatID}')).toEqual({ archive: false });
		expect(await shown()).toMatchObject({ archived: null });
	});

	test('is deleted', async () => {
		expect(await jsonOf(stage, chat('delete'))).toEqual([{ deleted: true }]);
		expect((await errorOf(stage, chat('get'))).httpCode).toBe('404');
	});

	test('gets a label, and loses it', async () => {
		const label = locator('id', '3');
		const add = operation('label', 'add', { label, chat: byId(vasily) });
		expect(await jsonOf(stage, add)).toEqual(success);
		expect(await shown()).toMatchObject({ labels: [{ id: '3', name: 'Pending payment' }] });
		expect((await errorOf(stage, add)).description).toContain('It is in that state already');
		expect(await jsonOf(stage, { ...add, operation: 'remove' })).toEqual(success);
		expect(await shown()).toMatchObject({ labels: null });
	});

	test('a label goes on a message, too', async () => {
		const { message } = await stage.control.incoming({ text: 'Order' });
		const labelled = { labelOn: 'message', messageId: message.ids.whapi };
		const add = operation('label', 'add', { label: locator('id', '76'), ...labelled });
		expect(await jsonOf(stage, add)).toEqual(success);
		expect(await stage.control.messages()).toMatchObject([{ labels: ['76'] }]);
	});
});

describe('a group', () => {
	const on = (name: string, more: INodeParameters = {}) =>
		operation('group', name, { group: locator('id', group), ...more });
	const memberSchema = z.object({ id: z.string(), admin: z.boolean() });
	const participants = async () => {
		const [item] = await jsonOf(stage, on('get'));
		const list = z.array(memberSchema).parse(item?.participants);
		return Object.fromEntries(list.map(({ id, admin }) => [id, admin]));
	};

	test('is made with people in it', async () => {
		const people = '+7 999 111-22-33, 79994445566@s.whatsapp.net';
		const parameters = operation('group', 'create', { subject: 'Order 1', participants: people });
		const [item] = await jsonOf(stage, parameters);
		expect(await bodyOf(stage, 'POST /groups')).toEqual({
			subject: 'Order 1',
			participants: ['79991112233', '79994445566'],
		});
		expect(item).toMatchObject({ name: 'Order 1', isGroup: true, createdBy: own });
		expect(item?.id).toMatch(/@g\.us$/);
	});

	test('is renamed and described', async () => {
		const updateFields = { subject: 'New name', description: 'What it is about' };
		expect(await jsonOf(stage, on('update', { updateFields }))).toEqual(success);
		expect(await jsonOf(stage, on('get'))).toMatchObject([
			{ name: 'New name', description: 'What it is about' },
		]);
		await jsonOf(stage, on('update', { updateFields: { description: '' } }));
		expect(await bodyOf(stage, 'PUT /groups/{GroupID}')).toEqual({ description: '' });
	});

	test('gains, promotes, demotes and loses people; the requests that remove have a body', async () => {
		const who = { participants: '79997778899' };
		const outcome = [{ success: true, failed: [] }];
		const id = '79997778899@s.whatsapp.net';
		expect(await jsonOf(stage, on('addParticipants', who))).toEqual(outcome);
		expect((await participants())[id]).toBe(false);
		expect(await jsonOf(stage, on('promote', who))).toEqual(outcome);
		expect((await participants())[id]).toBe(true);
		expect(await jsonOf(stage, on('demote', who))).toEqual(outcome);
		expect((await participants())[id]).toBe(false);
		expect(await jsonOf(stage, on('removeParticipants', who))).toEqual(outcome);
		expect(await participants()).not.toHaveProperty([id]);
		for (const command of ['participants', 'admins']) {
			expect(await bodyOf(stage, `DELETE /groups/{GroupID}/${command}`)).toEqual({
				participants: ['79997778899'],
			});
		}
	});

	test('says who could not be added', async () => {
		const who = { participants: '79997778899, 70000000000' };
		expect(await jsonOf(stage, on('addParticipants', who))).toEqual([
			{ success: false, failed: ['70000000000'] },
		]);
	});

	test('is left', async () => {
		expect(await jsonOf(stage, on('leave'))).toEqual(success);
		expect((await errorOf(stage, on('get'))).httpCode).toBe('404');
	});

	test.each<[string, INodeParameters, string]>([
		['update', {}, 'Nothing is to be changed'],
		['create', { subject: '={{ "" }}', participants: '79991112233' }, 'No subject is given'],
		['create', { subject: 'A', participants: ' ' }, 'No participants are given'],
		['promote', { participants: 'Maria' }, '"Maria" is not a phone number'],
		['leave', { group: locator('id', '={{ "" }}') }, 'No group is given'],
	])('%s with %j is refused before any call', async (name, more, message) => {
		const error = await errorOf(stage, on(name, more));
		expect(error).toMatchObject({ name: 'NodeOperationError', itemIndex: 0, message });
		expect(await stage.control.requests()).toEqual([]);
	});
});

describe('a story', () => {
	const story = (more: INodeParameters) => operation('story', 'send', more);

	test('of a text', async () => {
		const options = { backgroundColor: '#336699', contacts: '+7 999 111-22-33' };
		const [item] = await jsonOf(stage, story({ text: 'Open on Sunday', options }));
		expect(await bodyOf(stage, 'POST /messages/story/text')).toEqual({
			contacts: ['79991112233'],
			caption: 'Open on Sunday',
			background_color: '#FF336699',
		});
		expect(item).toMatchObject({ chatId: 'stories', type: 'text', text: 'Open on Sunday' });
	});

	test('of a picture from binary data, which is stored first', async () => {
		const picture = Buffer.from('a picture');
		const parameters = story({ storyType: 'media', text: 'Look' });
		const input = [fileItem(picture, 'image/png')];
		const [item] = await jsonOf(stage, parameters, { input });
		expect(await commandsAt(stage)).toEqual(['POST /media', 'POST /messages/story/media']);
		expect(item).toMatchObject({ type: 'image', text: 'Look', hasMedia: true });
		const [sent] = await stage.control.messages({ fromMe: true });
		expect(sent?.media?.sha256).toBe(sha256(picture));
	});

	test('without a text is refused', async () => {
		const error = await errorOf(stage, story({ text: '' }));
		expect(error.message).toBe('No text is given');
	});
});
