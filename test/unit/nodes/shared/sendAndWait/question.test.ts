import { WAIT_INDEFINITELY } from 'n8n-workflow';

import { Parameters } from '../../../../../nodes/shared/parameters';
import { readQuestion, readWaitLimit } from '../../../../../nodes/shared/sendAndWait/question';

const parameters = (values: Record<string, unknown>) => new Parameters((name) => values[name]);
const NOW = Date.UTC(2026, 0, 1, 12);

const limit = (values: Record<string, unknown>) =>
	readWaitLimit(parameters({ options: { limitWaitTime: { values } } }), 'Europe/Berlin', NOW);

it.each([
	[{}, { approve: 'Approve', decline: null }],
	[{ approvalType: 'double' }, { approve: 'Approve', decline: 'Decline' }],
	[
		{ approvalType: 'double', approveLabel: ' Yes ', disapproveLabel: 'No' },
		{ approve: 'Yes', decline: 'No' },
	],
	[
		{ approvalType: 'single', disapproveLabel: 'No' },
		{ approve: 'Approve', decline: null },
	],
])('reads the labels of %j', (values, approval) => {
	const given = parameters({ message: 'Tea?', approvalOptions: { values } });
	expect(readQuestion(given)).toEqual({ message: 'Tea?', approval });
});

it.each([
	[{ message: '  ' }, /message is empty/],
	[{ message: 'Tea?', responseType: 'customForm' }, /no response type "customForm"/],
])('refuses %j', (values, text) => {
	expect(() => readQuestion(parameters(values))).toThrow(text);
});

it('waits for ever where no limit is set', () => {
	expect(readWaitLimit(parameters({}), 'UTC', NOW)).toBe(WAIT_INDEFINITELY);
	expect(readWaitLimit(parameters({ options: { limitWaitTime: {} } }), 'UTC', NOW)).toBe(
		WAIT_INDEFINITELY,
	);
});

it.each([
	[{}, '2026-01-01T12:45:00.000Z'],
	[{ resumeAmount: 2, resumeUnit: 'minutes' }, '2026-01-01T12:02:00.000Z'],
	[{ resumeAmount: 1.5, resumeUnit: 'hours' }, '2026-01-01T13:30:00.000Z'],
	[{ resumeAmount: 3, resumeUnit: 'days' }, '2026-01-04T12:00:00.000Z'],
	[
		{ limitType: 'atSpecifiedTime', maxDateAndTime: '2026-01-02T08:00:00' },
		'2026-01-02T07:00:00.000Z',
	],
])('waits with %j until %s', (values, end) => {
	expect(limit(values).toISOString()).toBe(end);
});

it.each([
	{ resumeAmount: 0 },
	{ limitType: 'atSpecifiedTime', maxDateAndTime: '2025-12-31T08:00:00' },
	{ limitType: 'atSpecifiedTime', maxDateAndTime: '' },
])('refuses %j, which is over already', (values) => {
	expect(() => limit(values)).toThrow(/over before it begins/);
});

it.each([
	[{ resumeAmount: -1 }, /has to be a number/],
	[{ resumeUnit: 'weeks' }, /no unit of time/],
	[{ limitType: 'atSpecifiedTime', maxDateAndTime: 'soon' }, /not a date and time/],
])('refuses %j', (values, text) => {
	expect(() => limit(values)).toThrow(text);
});
