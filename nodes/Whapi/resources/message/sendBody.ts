/** The bodies of messages that are no files (reference, 2.2 and 2.3). */

import type { IDataObject } from 'n8n-workflow';

import { InvalidInput } from '../../../shared/errors';
import { recordsOf, textOf } from '../../../shared/json';
import type { Parameters } from '../../../shared/parameters';
import { phoneDigits } from '../../../shared/recipient';
import { requiredText, textList } from '../../values';

/** A message type's path below `/messages/` and the fields of its body. */
export interface SendBody {
	path: string;
	fields: IDataObject;
}

function text(parameters: Parameters): string {
	const value = parameters.text('text');
	if (value.trim() !== '') return value;
	throw new InvalidInput(
		'The text of the message is empty',
		'Enter a text, or check the expression that gives it.',
	);
}

function textBody(parameters: Parameters): SendBody {
	const options = parameters.group('options');
	const typingTime = options.number('typingTime', 0, { min: 0, max: 60 });
	return {
		path: 'text',
		fields: {
			body: text(parameters),
			typing_time: typingTime || undefined,
			no_link_preview: options.boolean('noLinkPreview') || undefined,
		},
	};
}

function locationBody(parameters: Parameters): SendBody {
	return {
		path: 'location',
		fields: {
			latitude: parameters.number('latitude', 0, { min: -90, max: 90 }),
			longitude: parameters.number('longitude', 0, { min: -180, max: 180 }),
			name: textOf(parameters.text('locationName')) ?? undefined,
			address: textOf(parameters.text('address')) ?? undefined,
		},
	};
}

/** In a vCard these characters have a meaning (RFC 2426, section 4). */
const inVCard = (value: string) =>
	value.replace(/[\\,;]/g, (character) => `\\${character}`).replace(/\r?\n/g, '\\n');

function contactBody(parameters: Parameters): SendBody {
	const name = requiredText(parameters, 'contactName', 'contact name');
	const digits = phoneDigits(parameters.text('contactPhone'));
	const vcard = [
		'BEGIN:VCARD',
		'VERSION:3.0',
		`N:;${inVCard(name)};;;`,
		`FN:${inVCard(name)}`,
		`TEL;TYPE=CELL;waid=${digits}:+${digits}`,
		'END:VCARD',
	].join('\n');
	return { path: 'contact', fields: { name, vcard } };
}

function pollBody(parameters: Parameters): SendBody {
	const options = parameters
		.list('pollOptions')
		.map((option) => option.trim())
		.filter(Boolean);
	if (options.length < 2 || options.length > 12) {
		throw new InvalidInput(
			`A poll has from 2 to 12 answers, not ${options.length}`,
			'Add or remove answers.',
		);
	}
	const count = parameters.boolean('pollSeveral') ? 0 : 1;
	return { path: 'poll', fields: { title: text(parameters), options, count } };
}

function interactiveBody(
	parameters: Parameters,
	type: 'button' | 'list',
	action: IDataObject,
): SendBody {
	const options = parameters.group('options');
	const part = (value: string) => (value === '' ? undefined : { text: value });
	return {
		path: 'interactive',
		fields: {
			type,
			header: part(options.text('header')),
			body: { text: text(parameters) },
			footer: part(options.text('footer')),
			action,
		},
	};
}

/** What a button does decides where its value stands. */
const BUTTON_VALUES: Record<string, string> = {
	call: 'phone_number',
	copy: 'copy_code',
	url: 'url',
};

function buttonsBody(parameters: Parameters): SendBody {
	const buttons = recordsOf(parameters.record('buttons').button).map((button) => {
		const title = textOf(button.title);
		if (title === null) {
			throw new InvalidInput('A button has no title', 'Give each button a title.');
		}
		const type = textOf(button.type) ?? 'quick_reply';
		const valueField = Object.hasOwn(BUTTON_VALUES, type) ? BUTTON_VALUES[type] : undefined;
		const value = valueField === undefined ? {} : { [valueField]: textOf(button.value) ?? '' };
		return { type, title, id: textOf(button.id) ?? title, ...value };
	});
	if (buttons.length === 0) {
		throw new InvalidInput('The message has no buttons', 'Add one to three buttons.');
	}
	return interactiveBody(parameters, 'button', { buttons });
}

function listBody(parameters: Parameters): SendBody {
	const sections = new Map<string, IDataObject[]>();
	for (const row of recordsOf(parameters.record('listRows').row)) {
		const title = textOf(row.title);
		if (title === null) {
			throw new InvalidInput('A row of the list has no title', 'Give each row a title.');
		}
		const section = textOf(row.section) ?? '';
		const description = textOf(row.description) ?? undefined;
		const rows = sections.get(section) ?? [];
		sections.set(section, [...rows, { id: textOf(row.id) ?? title, title, description }]);
	}
	if (sections.size === 0) {
		throw new InvalidInput('The list has no rows', 'Add the rows to choose from.');
	}
	return interactiveBody(parameters, 'list', {
		list: {
			sections: [...sections].map(([title, rows]) => ({ title, rows })),
			label: requiredText(parameters, 'listLabel', 'menu label'),
		},
	});
}

const BODIES: Record<string, (parameters: Parameters) => SendBody> = {
	text: textBody,
	location: locationBody,
	contact: contactBody,
	poll: pollBody,
	buttons: buttonsBody,
	list: listBody,
};

/** @throws InvalidInput for a type that the service does not send, and where a field cannot be used */
export function sendBody(parameters: Parameters, messageType: string): SendBody {
	const make = Object.hasOwn(BODIES, messageType) ? BODIES[messageType] : undefined;
	if (make !== undefined) return make(parameters);
	throw new InvalidInput(
		`Whapi.Cloud does not send messages of the type "${messageType}"`,
		'Choose one of the message types in the list.',
	);
}

/** The fields that every message may have. */
export function commonFields(parameters: Parameters): IDataObject {
	const options = parameters.group('options');
	const mentions = textList(options, 'mentions').map((mention) =>
		mention.includes('@g.us') ? mention : phoneDigits(mention.replace(/@s\.whatsapp\.net$/, '')),
	);
	return {
		quoted: textOf(options.text('quotedMessageId').trim()) ?? undefined,
		mentions: mentions.length > 0 ? mentions : undefined,
	};
}
