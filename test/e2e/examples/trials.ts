import type { HostVersion } from '../../../host';
import { gateways, type GatewayUnderTest } from '../gateways';
import { tryAgent, tryHumanReview } from './agents';
import { tryBothGateways } from './bothGateways';
import { tryLabelWatcher } from './labelWatcher';
import { tryLeads, tryLeadsInOneCall } from './leads';
import { tryOfficeHours } from './officeHours';
import { tryOrderApproval, tryUnansweredOrder } from './orderApproval';
import { tryPersonalMessages } from './personalMessages';
import { trySaveFiles } from './saveFiles';
import type { Trial } from './trial';

/** How an example is tried. */
interface Planned {
	/** In `examples/`. */
	file: string;
	/** What is to be seen. */
	title: string;
	tryOut: (trial: Trial) => Promise<void>;
	/** With whose nodes: an example for both is tried as it is, and with Whapi's nodes in the place of WhatsGate's. */
	gateways: GatewayUnderTest[];
	/** Whether n8n 1.x can do it. */
	runsOnOld?: false;
}

const { whatsGate, whapi } = gateways;
const both = [whatsGate, whapi];

const planned: Planned[] = [
	{
		file: 'office-hours.json',
		title: 'answers once an evening, and not in office hours',
		tryOut: tryOfficeHours,
		gateways: both,
	},
	{
		file: 'leads-into-a-table.json',
		title: 'keeps each new number once',
		tryOut: tryLeads,
		gateways: both,
	},
	{
		file: 'leads-into-a-table.json',
		title: 'keeps a number once that writes twice in one call',
		tryOut: tryLeadsInOneCall,
		gateways: [whapi],
	},
	{
		file: 'personal-messages.json',
		title: 'writes to the numbers that are on WhatsApp, with pauses',
		tryOut: tryPersonalMessages,
		gateways: both,
	},
	{
		file: 'save-files.json',
		title: 'keeps files byte for byte',
		tryOut: trySaveFiles,
		gateways: both,
	},
	{
		file: 'whapi-label-watcher.json',
		title: 'writes when the label appears',
		tryOut: tryLabelWatcher,
		gateways: [whapi],
	},
	{
		file: 'order-approval.json',
		title: 'tells the customer what the manager decides',
		tryOut: tryOrderApproval,
		gateways: both,
	},
	{
		file: 'order-approval.json',
		title: 'promises a call when nobody answers',
		tryOut: tryUnansweredOrder,
		gateways: [whatsGate],
	},
	{
		file: 'ai-agent.json',
		title: 'reads the chat and answers in it',
		tryOut: tryAgent,
		gateways: [whatsGate],
	},
	{
		file: 'ai-human-review.json',
		title: 'sends what a person approves',
		tryOut: tryHumanReview,
		gateways: both,
		runsOnOld: false,
	},
	{
		file: 'both-gateways.json',
		title: 'answers each message through the gateway that it came through',
		tryOut: tryBothGateways,
		gateways: [whatsGate],
	},
];

/** The files that are tried. */
export const triedFiles = [...new Set(planned.map(({ file }) => file))];

/** What is tried in an n8n, for `it.each`. */
export function trialsOn(version: HostVersion) {
	return planned
		.filter(({ runsOnOld }) => runsOnOld !== false || !version.startsWith('1.'))
		.flatMap((plan) =>
			plan.gateways.map((gateway) => ({ ...plan, gateway, nodes: gateway.title })),
		);
}
