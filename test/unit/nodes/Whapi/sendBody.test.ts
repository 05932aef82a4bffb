import type { IDataObject } from 'n8n-workflow';

import { commonFields, sendBody } from '../../../../nodes/Whapi/resources/message/sendBody';
import { Parameters } from '../../../../nodes/shared/parameters';
import { sample } from './fixtures';

const parametersOf = (values: IDataObject) => new Parameters((name) => values[name]);

/** What goes out, as JSON writes it: fields that are not set are left out. */
function bodyOf(type: string, values: IDataObject): unknown {
	const parameters = parametersOf(values);
	const fields = { ...commonFields(parameters), ...sendBody(parameters, type).fields };
	return JSON.parse(JSON.stringify(fields));
}

/** A documented request without the recipient, who is added to every message. */
function documented(name: string): IDataObject {
	const { to, ...fields } = sample(`request.messages.${name}`);
	expect(to).toBe('919984351847@s.whatsapp.net');
	return fields;
}

it('a text is the documented request', () => {
	const options = {
		quotedMessageId: ' p.w30M7fgwWD4XwHu.g4CA-gBgTwl0rVw ',
		typingTime: 2,
		mentions: '+61 280 155 346',
	};
	const { no_link_preview: preview, ...expected } = documented('text');
	const text = 'Hello, this message was sent via API!';
	expect(preview).toBe(false);
	expect(bodyOf('text', { text, options })).toEqual(expected);
	const without = { ...options, noLinkPreview: true };
	expect(bodyOf('text', { text, options: without })).toEqual({
		...expected,
		no_link_preview: true,
	});
});

it('a text without options has nothing but its text', () => {
	expect(bodyOf('text', { text: ' A\n' })).toEqual({ body: ' A\n' });
	const off = { typingTime: 0, noLinkPreview: false, mentions: '', quotedMessageId: ' ' };
	expect(bodyOf('text', { text: 'A', options: off })).toEqual({ body: 'A' });
});

it('a location is the documented request', () => {
	const values = {
		latitude: -33.8568,
		longitude: '151.2153',
		locationName: 'Opera House',
		address: 'Bennelong Point',
	};
	expect(bodyOf('location', values)).toEqual(documented('location'));
	expect(bodyOf('location', { latitude: 0, longitude: 0 })).toEqual({ latitude: 0, longitude: 0 });
});

it('a poll is the documented request', () => {
	const values = {
		text: 'Which delivery time works for you?',
		pollOptions: ['Morning', ' Evening ', ''],
	};
	expect(bodyOf('poll', values)).toEqual(documented('poll'));
	expect(bodyOf('poll', { ...values, pollSeveral: true })).toMatchObject({ count: 0 });
});

it('buttons are the documented request', () => {
	const button = [
		{ type: 'quick_reply', title: 'Confirm', id: 'btn_confirm' },
		{ title: 'Cancel', id: 'btn_cancel' },
	];
	const options = { header: 'Appointment Confirmation', footer: 'Reply within 24 hours' };
	const text = 'Would you like to confirm your appointment?';
	const body = bodyOf('buttons', { text, options, buttons: { button } });
	expect(body).toEqual(documented('interactive.buttons'));
});

it.each([
	['call', 'phone_number'],
	['copy', 'copy_code'],
	['url', 'url'],
])('a button of the type %s has its value under %s', (type, field) => {
	const button = [{ type, title: 'Press', value: 'V' }];
	expect(bodyOf('buttons', { text: 'A', buttons: { button } })).toMatchObject({
		action: { buttons: [{ type, title: 'Press', id: 'Press', [field]: 'V' }] },
	});
});

it('a list is the documented request', () => {
	const section = 'Support Topics';
	const row = [
		{ section, id: 'billing', title: 'Billing', description: 'Payment and invoice issues' },
		{ section, id: 'technical', title: 'Technical', description: 'App problems and bugs' },
	];
	const values = {
		text: 'Choose a support category:',
		listLabel: 'Open menu',
		listRows: { row },
		options: { header: 'Support Menu', footer: 'Tap the button below' },
	};
	expect(bodyOf('list', values)).toEqual(documented('interactive.list'));
});

it('rows of a section stand together, in the order in which sections come', () => {
	const row = [
		{ section: 'B', title: '1' },
		{ section: 'A', title: '2' },
		{ section: 'B', title: '3' },
		{ title: '4' },
	];
	const body = bodyOf('list', { text: 'A', listLabel: 'Open', listRows: { row } });
	expect(body).toMatchObject({
		action: {
			list: {
				sections: [
					{ title: 'B', rows: [{ id: '1' }, { id: '3' }] },
					{ title: 'A', rows: [{ id: '2' }] },
					{ title: '', rows: [{ id: '4' }] },
				],
			},
		},
	});
});

describe('a contact card', () => {
	const cardOf = (contactName: string, contactPhone: string) => {
		const { fields } = sendBody(parametersOf({ contactName, contactPhone }), 'contact');
		const vcard = typeof fields.vcard === 'string' ? fields.vcard : '';
		return { name: fields.name, lines: vcard.split('\n') };
	};

	it('has the parts of the documented one', () => {
		const { name, lines } = cardOf('Jane Example', '+61 2 8015 5346');
		expect(name).toBe(sample('request.messages.contact').name);
		expect(lines[0]).toBe('BEGIN:VCARD');
		expect(lines).toContain('VERSION:3.0');
		expect(lines).toContain('FN:Jane Example');
		expect(lines).toContain('TEL;TYPE=CELL;waid=61280155346:+61280155346');
		expect(lines.at(-1)).toBe('END:VCARD');
	});

	it('takes a name for a name, whatever is in it', () => {
		const { lines } = cardOf('A;B,C\\D\nEND:VCARD', '79991112233');
		expect(lines).toContain('FN:A\\;B\\,C\\\\D\\nEND:VCARD');
		expect(lines.filter((line) => line === 'END:VCARD')).toHaveLength(1);
	});
});

it.each([
	['61280155346', ['61280155346']],
	['+61 280155346, 79991112233@s.whatsapp.net', ['61280155346', '79991112233']],
	[
		['120363271212442249@g.us', '61280155346'],
		['120363271212442249@g.us', '61280155346'],
	],
	['', undefined],
	[' , ', undefined],
])('mentions %j are %j', (mentions, expected) => {
	expect(commonFields(parametersOf({ options: { mentions } })).mentions).toEqual(expected);
});

const tooMany = Array.from({ length: 13 }, (_, index) => `${index}`);

it.each<[string, IDataObject, RegExp]>([
	['text', { text: ' \n' }, /text of the message is empty/],
	['text', { text: 'A', options: { typingTime: 61 } }, /"typingTime" has to be a number, from 0/],
	['text', { text: 'A', options: { mentions: 'Jane' } }, /"Jane" is not a phone number/],
	['location', { latitude: 91, longitude: 0 }, /"latitude" has to be a number, from -90 to 90/],
	['location', { latitude: 0, longitude: 'east' }, /"longitude" has to be a number/],
	['contact', { contactName: ' ', contactPhone: '1' }, /No contact name is given/],
	['contact', { contactName: 'Jane', contactPhone: '' }, /The phone number is empty/],
	['poll', { text: '', pollOptions: ['A', 'B'] }, /text of the message is empty/],
	['poll', { text: 'A', pollOptions: ['A', ' '] }, /2 to 12 answers, not 1/],
	['poll', { text: 'A', pollOptions: tooMany }, /2 to 12 answers, not 13/],
	['buttons', { text: 'A', buttons: {} }, /The message has no buttons/],
	['buttons', { text: 'A', buttons: { button: [{ id: 'x' }] } }, /A button has no title/],
	['list', { text: 'A', listLabel: 'Open', listRows: {} }, /The list has no rows/],
	['list', { text: 'A', listRows: { row: [{ title: 'A' }] } }, /No menu label is given/],
	[
		'list',
		{ text: 'A', listLabel: 'O', listRows: { row: [{}] } },
		/A row of the list has no title/,
	],
	['hologram', { text: 'A' }, /does not send messages of the type "hologram"/],
	['constructor', { text: 'A' }, /does not send messages of the type "constructor"/],
])('%s with %j is refused', (type, values, message) => {
	expect(() => bodyOf(type, values)).toThrow(message);
});
