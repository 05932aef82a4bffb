import type { IExecuteFunctions, INodeExecutionData } from 'n8n-workflow';
import { WAIT_INDEFINITELY } from 'n8n-workflow';

import type { Asking } from '../../../../../nodes/shared/sendAndWait/ask';
import { askingOperation } from '../../../../../nodes/shared/sendAndWait/ask';
import { runItems } from '../../../../../nodes/shared/runItems';
import { nodeNamed } from '../../../../helpers/node';
import { standIn } from '../../../../helpers/standIn';

/** n8n 1.x has it. */
interface SignatureOfOldHosts {
	setSignatureValidationRequired(): void;
}

/** Runs Send and Wait for some items; gives what was sent, what came out and until when it waits. */
async function ask(
	items: INodeExecutionData[],
	{ n8n = 'https://n8n.example.com', gateway = 'https://gate.example.com', fails = false } = {},
) {
	const sent: string[] = [];
	const waits: Date[] = [];
	const setSignatureValidationRequired = jest.fn();
	const parameters: Record<string, unknown> = {
		resource: 'message',
		operation: 'sendAndWait',
		message: 'Tea?',
		responseType: 'approval',
	};
	const functions = standIn<IExecuteFunctions & SignatureOfOldHosts>({
		getInputData: () => items,
		getNodeParameter: jest.fn().mockImplementation((name: string) => parameters[name]),
		getExecutionCancelSignal: () => undefined,
		getTimezone: () => 'UTC',
		getContext: () => ({}),
		getSignedResumeUrl: (query = {}) => `${n8n}/waiting?${new URLSearchParams(query).toString()}`,
		setSignatureValidationRequired,
		putExecutionToWait: (till: Date) => Promise.resolve(void waits.push(till)),
		getNode: () => nodeNamed('Ask'),
		continueOnFail: () => fails,
	});
	const asking: Asking<null> = {
		properties: [],
		options: [],
		chatId: () => 'chat',
		gatewayUrl: () => gateway,
		connect: () => Promise.resolve(null),
		sendText(_client, _parameters, text) {
			if (fails) return Promise.reject(new Error('The gateway is away'));
			sent.push(text);
			return Promise.resolve();
		},
	};
	const operation = askingOperation(asking);
	const message = { value: 'message', name: 'Message', operations: [operation] };
	const resources = [{ ...message, defaultOperation: operation.value }];
	const output = await runItems(functions, resources, () => Promise.resolve(null));
	return { sent, waits, output, setSignatureValidationRequired };
}

const two = [{ json: { order: 1 } }, { json: { order: 2 } }];

it('asks once, whatever the number of items, and gives them on', async () => {
	const { sent, waits, output, setSignatureValidationRequired } = await ask(two);
	expect(sent).toHaveLength(1);
	expect(setSignatureValidationRequired).toHaveBeenCalled();
	expect(waits).toEqual([WAIT_INDEFINITELY]);
	expect(output).toEqual([two]);
});

it('gives each question a link of its own', async () => {
	const first = await ask(two);
	const second = await ask(two);
	expect(first.sent[0]).not.toBe(second.sent[0]);
});

it('does not ask with the next item where the first could not be sent, and does not wait', async () => {
	const { waits, output } = await ask(two, { fails: true });
	expect(waits).toEqual([]);
	expect(output).toEqual([[{ json: { error: 'The gateway is away' }, pairedItem: { item: 0 } }]]);
});

it('sends no link that only this machine can open, but to a gateway beside it', async () => {
	const n8n = 'http://localhost:5678';
	await expect(ask(two, { n8n })).rejects.toThrow(/only this machine can open/);
	expect((await ask(two, { n8n, gateway: 'http://127.0.0.1:8790' })).sent).toHaveLength(1);
});
