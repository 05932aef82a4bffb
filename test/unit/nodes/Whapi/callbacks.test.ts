import { eventsOf } from '../../../../nodes/Whapi/simplifyEvent';
import { chatFields, eventFields, messageFields, sorted } from '../WhatsGate/fields';
import { callback, callbackNames } from './fixtures';
import { messageCallbacks } from './messageCallbacks';
import { otherCallbacks } from './otherCallbacks';

const expectations = { ...messageCallbacks, ...otherCallbacks };

const itemsOf = (body: unknown) => eventsOf(body).map(({ simplified }) => simplified);

const allFields = (...groups: string[][]) => [...new Set(groups.flat())].sort();

const fieldsOfKind: Record<string, string[]> = {
	message: allFields(eventFields, messageFields),
	status: allFields(eventFields, messageFields),
	chat: allFields(eventFields, chatFields, ['after', 'before', 'change', 'changes']),
};

it('every sample callback has its expectations', () => {
	expect(Object.keys(expectations).sort()).toEqual(callbackNames);
});

describe.each(callbackNames)('%s', (name) => {
	it('comes out as expected, with every field and nothing besides', () => {
		const expected = (expectations[name] ?? []).map((item) => ({
			gateway: 'whapi',
			account: 'MANTIS-M72HC',
			eventId: null,
			...item,
		}));
		expect(itemsOf(callback(name))).toEqual(expected);
	});

	it('has all fields of its kind, null where nothing is known', () => {
		for (const item of itemsOf(callback(name))) {
			expect(sorted(item)).toEqual(fieldsOfKind[item.kind] ?? [...eventFields, 'data'].sort());
			expect(Object.values(item)).not.toContain(undefined);
		}
	});
});
