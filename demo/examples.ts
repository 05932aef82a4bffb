import { seededSessions } from '../emulator';
import type { WorkflowFile } from '../host';
import { z } from 'zod/v4';
import { channels, signAnswers } from './channels';

/** An example as the demo takes it over. */
export interface DemoExample {
	/** In `examples/`. */
	file: string;
	/** Switched on by the demo. The others are there to look at, and for a person to switch on. */
	isActive: boolean;
	/** Fills in what the example leaves to its user. */
	change: (workflow: WorkflowFile) => void;
}

/** A resource locator in which nothing has been chosen yet. */
const nothingChosen = z.object({ mode: z.literal('list'), value: z.literal('') });

/** Plays the manager, the archive and everybody else whom an example asks for: a customer of the phone page. */
const maria = '79994445566@c.us';

/** Chooses for every field that is left open: the second phone, whose webhook is free, and Maria's chat. */
function chooseForUser(workflow: WorkflowFile): void {
	const chosen = { session: seededSessions.second, recipient: maria };
	for (const node of workflow.nodes) {
		for (const [name, value] of Object.entries(chosen)) {
			if (!nothingChosen.safeParse(node.parameters[name]).success) continue;
			node.parameters = { ...node.parameters, [name]: { __rl: true, mode: 'id', value } };
		}
	}
}

/** All examples but those that need an account elsewhere, as the ones with a chat model do. */
export const demoExamples: DemoExample[] = [
	...channels.map((channel) => ({
		file: channel.example,
		isActive: true,
		change: (workflow: WorkflowFile) => {
			signAnswers(channel, workflow);
		},
	})),
	...[
		'office-hours.json',
		'leads-into-a-table.json',
		'personal-messages.json',
		'save-files.json',
		'whapi-label-watcher.json',
		'order-approval.json',
		'both-gateways.json',
	].map((file) => ({ file, isActive: false, change: chooseForUser })),
];
