import { simplifyEvent } from '../../../../nodes/WhatsGate/simplify';
import type { EventFilters } from '../../../../nodes/shared/trigger/filters';
import { passes } from '../../../../nodes/shared/trigger/filters';

const filters: EventFilters = {
	events: ['message'],
	ignoreOwnMessages: true,
	ignoreSystemMessages: true,
	chatType: 'all',
};

const person = '79991112233@c.us';
const group = '4239048293082@g.us';
const me = '79999999999@c.us';

function received(action: string, from: string | null, isNoise = false) {
	const isOwn = from === me;
	const message = { id: `${String(isOwn)}_x`, from, to: isOwn ? person : me, type: 'chat' };
	const raw = { id: 1, event_action: action, event_data: { message } };
	return { simplified: simplifyEvent(raw), isNoise };
}

const pass = (event: ReturnType<typeof received>, changes: Partial<EventFilters> = {}) =>
	passes(event, { ...filters, ...changes }, ['create', 'sent']);

describe('the chosen events', () => {
	it.each([
		['message', ['message'], true],
		['message', ['ack', 'message'], true],
		['message', ['ack'], false],
		['message', [], false],
		['message', ['*'], true],
		['never heard of', ['*'], true],
		['never heard of', ['message', 'error'], false],
		['never heard of', ['never heard of'], true],
		['', ['*'], true],
	])('%j passes %j: %s', (action, events, expected) => {
		expect(pass(received(action, person), { events })).toBe(expected);
	});
});

describe('own messages', () => {
	it('are dropped, also when every event is chosen', () => {
		expect(pass(received('message', me))).toBe(false);
		expect(pass(received('create', me), { events: ['*'] })).toBe(false);
	});

	it('pass when they are wanted', () => {
		expect(pass(received('message', me), { ignoreOwnMessages: false })).toBe(true);
	});

	it.each(['create', 'sent'])('pass as the event %s, which whoever names it wants', (action) => {
		expect(pass(received(action, me), { events: ['*', action] })).toBe(true);
	});

	it('do not pass as another event because such an event is named', () => {
		expect(pass(received('message', me), { events: ['message', 'create'] })).toBe(false);
	});

	it('do not hide what became of them', () => {
		expect(pass(received('ack', me), { events: ['ack'] })).toBe(true);
	});
});

describe('noise of the service', () => {
	it('is dropped only on demand', () => {
		const noise = received('message', person, true);
		expect(pass(noise)).toBe(false);
		expect(pass(noise, { ignoreSystemMessages: false })).toBe(true);
	});
});

describe('the kind of chat', () => {
	it.each([
		['contact', person, true],
		['contact', group, false],
		['group', person, false],
		['group', group, true],
		['all', group, true],
	] as const)('%s lets a message from %s pass: %s', (chatType, from, expected) => {
		expect(pass(received('message', from), { chatType })).toBe(expected);
	});

	it('counts for a status, too', () => {
		expect(pass(received('ack', me), { events: ['ack'], chatType: 'group' })).toBe(false);
	});

	it('drops nothing that belongs to no chat', () => {
		expect(pass(received('message', null), { chatType: 'group' })).toBe(true);
		expect(pass(received('disconnect', group), { events: ['*'], chatType: 'contact' })).toBe(true);
	});
});
