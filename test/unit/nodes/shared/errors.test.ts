import { NodeApiError, NodeOperationError } from 'n8n-workflow';

import { InvalidInput, toNodeError, withoutSecrets } from '../../../../nodes/shared/errors';
import { nodeNamed } from '../../../helpers/node';

const node = nodeNamed('WhatsGate');

describe('an error for n8n', () => {
	it('from a wrong input says what is wrong, what to do and which item it is', () => {
		const error = toNodeError(node, new InvalidInput('It is wrong', 'Put it right.'), 2);
		expect(error).toBeInstanceOf(NodeOperationError);
		expect(error.message).toBe('It is wrong');
		expect(error.description).toBe('Put it right.');
		expect(error.context.itemIndex).toBe(2);
	});

	it('that is one already stays the same object and gets its item', () => {
		const original = new NodeApiError(node, { message: 'refused' });
		expect(toNodeError(node, original, 1)).toBe(original);
		expect(original.context.itemIndex).toBe(1);
	});

	it('keeps the item that it has', () => {
		const original = new NodeOperationError(node, 'wrong', { itemIndex: 0 });
		expect(toNodeError(node, original, 3).context.itemIndex).toBe(0);
	});

	it.each([
		['an error', new TypeError('x is not a function'), 'x is not a function'],
		['a text', 'thrown as a text', 'thrown as a text'],
		['undefined', undefined, 'undefined'],
	])('from %s keeps the words', (_what, thrown, message) => {
		const error = toNodeError(node, thrown, 0);
		expect(error).toBeInstanceOf(NodeOperationError);
		expect(error.message).toBe(message);
	});
});

describe('a text without secrets', () => {
	it('has none of them left', () => {
		expect(withoutSecrets('key K1.* and K1.* again, S2', ['K1.*', 'S2'])).toBe(
			'key *** and *** again, ***',
		);
	});

	it('is whole where a secret is empty', () => {
		expect(withoutSecrets('abc', [''])).toBe('abc');
	});
});
