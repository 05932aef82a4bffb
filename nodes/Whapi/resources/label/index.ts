import type { INodeProperties } from 'n8n-workflow';

import { limitParameters } from '../../../shared/descriptions';
import type { Operation, Resource } from '../../../shared/operation';
import { wantedCount } from '../../../shared/results';
import type { WhapiClient } from '../../client';
import { pathOf } from '../../client';
import { chatParameter, labelParameter, messageIdParameter } from '../../descriptions';
import { requiredChat, requiredLabel, requiredMessageId } from '../../values';

const onParameter: INodeProperties = {
	displayName: 'On',
	name: 'labelOn',
	type: 'options',
	options: [
		{ name: 'Chat', value: 'chat' },
		{ name: 'Message', value: 'message' },
	],
	default: 'chat',
	description: 'What carries the label',
};

const labelledChat: INodeProperties = {
	...chatParameter,
	required: false,
	displayOptions: { show: { labelOn: ['chat'] } },
};

const labelledMessage: INodeProperties = {
	...messageIdParameter,
	required: false,
	displayOptions: { show: { labelOn: ['message'] } },
};

type Change = Pick<Operation<WhapiClient>, 'value' | 'name' | 'action' | 'description'> & {
	method: 'POST' | 'DELETE';
};

/** `POST` and `DELETE /labels/{LabelID}/{ChatID or MessageID}` (reference, 2.6) */
function labelOperation({ method, ...operation }: Change): Operation<WhapiClient> {
	return {
		...operation,
		properties: [labelParameter, onParameter, labelledChat, labelledMessage],
		async execute({ client, parameters }) {
			const isMessage = parameters.text('labelOn') === 'message';
			const target = isMessage ? requiredMessageId(parameters) : requiredChat(parameters);
			await client.change(method, pathOf`/labels/${requiredLabel(parameters)}/${target}`);
			return { json: [{ success: true }] };
		},
	};
}

const add = labelOperation({
	value: 'add',
	name: 'Add',
	action: 'Add a label',
	description: 'Put a label on a chat or message (WhatsApp Business)',
	method: 'POST',
});

const remove = labelOperation({
	value: 'remove',
	name: 'Remove',
	action: 'Remove a label',
	description: 'Take a label off a chat or message (WhatsApp Business)',
	method: 'DELETE',
});

/** Label > Get Many: `GET /labels`, a bare list */
const getAll: Operation<WhapiClient> = {
	value: 'getAll',
	name: 'Get Many',
	action: 'Get many labels',
	description: 'List the labels of WhatsApp Business',
	properties: limitParameters,
	async execute(call) {
		const labels = await call.client.getBare('/labels');
		return { json: labels.slice(0, wantedCount(call)) };
	},
};

export const label: Resource<WhapiClient> = {
	value: 'label',
	name: 'Label',
	operations: [getAll, add, remove],
	defaultOperation: getAll.value,
};
