import { packageName, type WorkflowFile, type WorkflowNode } from '../../../host';

/** Type names of Whapi's nodes by those of WhatsGate. */
const types = new Map(
	['', 'Trigger', 'Tool', 'HitlTool'].map((kind) => [
		`${packageName}.whatsGate${kind}`,
		`${packageName}.whapi${kind}`,
	]),
);

/** The parameters in Whapi's words: no session, its own name of the event, several numbers in one check. */
function parametersOf({ parameters }: WorkflowNode): Record<string, unknown> {
	const renamed = Object.entries(parameters).map(([name, value]): [string, unknown] => {
		if (name === 'events') return [name, ['messages.post']];
		return [name === 'phoneNumber' ? 'phoneNumbers' : name, value];
	});
	return Object.fromEntries(renamed.filter(([name]) => name !== 'session'));
}

/** Puts Whapi's nodes in the place of WhatsGate's, as the notes of the examples say. */
export function onWhapi(workflow: WorkflowFile): void {
	for (const node of workflow.nodes) {
		const type = types.get(node.type);
		if (type === undefined) continue;
		node.type = type;
		node.parameters = parametersOf(node);
		node.credentials = { whapiApi: { id: null, name: 'Whapi account' } };
	}
}
