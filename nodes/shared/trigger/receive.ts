/** The webhook mode of a trigger node. */

import type {
	IDataObject,
	IHookFunctions,
	IWebhookFunctions,
	IWebhookResponseData,
} from 'n8n-workflow';

import { Connection } from '../connection';
import { toNodeError } from '../errors';
import { Parameters } from '../parameters';
import { secretMatches } from '../webhookSecret';
import { credentialSecret } from './credentialSecret';
import { Deliveries } from './deliveries';
import { passes } from './filters';
import type { ReceivedEvent, TriggerGateway } from './gateway';
import { toItems } from './items';
import { ownUrl } from './ownUrl';
import { withoutAnswers } from './pressedAnswers';
import { readSettings, triggerMode } from './settings';

function parametersOf(functions: IHookFunctions | IWebhookFunctions): Parameters {
	return new Parameters((name) => functions.getNodeParameter(name, null));
}

/**
 * The `webhook` of a trigger node. n8n answers the gateway with `webhookResponse` after it has recorded the
 * execution, so that an event which n8n could not take is delivered again.
 */
export async function receiveWebhook(
	functions: IWebhookFunctions,
	gateway: TriggerGateway,
): Promise<IWebhookResponseData> {
	try {
		const parameters = parametersOf(functions);
		const ownSecret = await credentialSecret(functions, gateway.gateway);
		const { secret } = ownUrl(functions, ownSecret);
		if (!secretMatches(gateway.shownSecret(functions), secret)) {
			return refuse(functions, 401, 'The secret of this webhook is missing or wrong');
		}

		const settings = readSettings(functions, parameters, gateway);
		const stored = functions.getWorkflowStaticData('node');
		const delivery = gateway.readDelivery(functions.getBodyData(), parameters, stored);
		const wanted = delivery.events.filter((event) =>
			passes(event, settings.filters, gateway.ownMessageEvents),
		);
		const { fresh, remember } = await notDeliveredBefore(functions, stored, wanted);
		if (fresh === 'uncertain') {
			return refuse(functions, 503, 'The first delivery of this event is still being recorded');
		}
		const answer: IWebhookResponseData = {
			// n8n reads it once the execution is recorded. What is put into the static data before that is not kept:
			// n8n 2.x looks at the workflow anew in between and takes the data for unchanged (`workflow-runner`, 2.40.7).
			get webhookResponse() {
				remember();
				return delivery.acknowledgement;
			},
		};
		const events = await withoutAnswers(functions, ownSecret, fresh);
		if (events.length > 0) {
			answer.workflowData = [await toItems(functions.helpers, gateway, events, settings.simplify)];
		}
		return answer;
	} catch (error) {
		throw toNodeError(functions.getNode(), error);
	}
}

/** Events that did not come before, and what notes for other processes and later starts that they came. */
interface Novelties {
	fresh: ReceivedEvent[] | 'uncertain';
	remember: () => void;
}

/** Leaves out what came before. A test run takes everything: there people send the same event again on purpose. */
async function notDeliveredBefore(
	functions: IWebhookFunctions,
	stored: IDataObject,
	events: ReceivedEvent[],
): Promise<Novelties> {
	if (functions.getMode() === 'manual' || events.length === 0) {
		return { fresh: events, remember: () => undefined };
	}
	const { id: nodeId } = functions.getNode();
	const deliveries = new Deliveries(`${functions.getWorkflow().id}/${nodeId}`, stored, Date.now());
	const answering = functions.getResponseObject();
	const remember = () => {
		deliveries.store(answering);
	};
	const fresh = await deliveries.take(
		events.map(({ key }) => key),
		answering,
	);
	if (fresh === 'uncertain') return { fresh, remember };
	// Each once, however often the call has it.
	return { fresh: events.filter(({ key }) => fresh.delete(key)), remember };
}

function refuse(
	functions: IWebhookFunctions,
	status: number,
	message: string,
): IWebhookResponseData {
	functions.getResponseObject().status(status).json({ error: message });
	return { noWebhookResponse: true };
}

/** The three `webhookMethods` of a trigger node: look for the webhook at the gateway, set it, remove it. */
export const webhookLifecycle = {
	async exists(functions: IHookFunctions, gateway: TriggerGateway): Promise<boolean> {
		return await atGateway(functions, gateway, async (call, own) =>
			triggerMode(call.parameters) === 'polling'
				? true
				: await gateway.registration.exists(functions, call, own),
		);
	},

	async create(functions: IHookFunctions, gateway: TriggerGateway): Promise<boolean> {
		return await atGateway(functions, gateway, async (call, own) => {
			if (triggerMode(call.parameters) === 'webhook') {
				readSettings(functions, call.parameters, gateway);
				await gateway.registration.create(functions, call, own);
			}
			return true;
		});
	},

	/**
	 * Whatever the mode says now: what was set before has to go, and nothing else does. What hinders that is logged, not
	 * thrown: n8n shows it to nobody, and after one in a test run it begins no other one, in any workflow
	 * (`test-webhooks`, 1.123.81 and 2.40.7).
	 */
	async remove(functions: IHookFunctions, gateway: TriggerGateway): Promise<boolean> {
		try {
			return await atGateway(functions, gateway, async (call, own) => {
				await gateway.registration.remove(functions, call, own);
				return true;
			});
		} catch (error) {
			const { message, description } = toNodeError(functions.getNode(), error);
			const reason = [message, description].filter(Boolean).join('. ');
			functions.logger.warn(
				`The webhook of "${functions.getNode().name}" may still be set at ${gateway.gateway.name}: ${reason}`,
			);
			return false;
		}
	},
};

async function atGateway(
	functions: IHookFunctions,
	gateway: TriggerGateway,
	work: (
		call: { connection: Connection; parameters: Parameters },
		own: ReturnType<typeof ownUrl>,
	) => Promise<boolean>,
): Promise<boolean> {
	try {
		const connection = await Connection.open(functions, gateway.gateway);
		const call = { connection, parameters: parametersOf(functions) };
		return await work(call, ownUrl(functions, connection.secret));
	} catch (error) {
		throw toNodeError(functions.getNode(), error);
	}
}
