import { itemsOf, waitFor, type CredentialRef, type WorkflowFile } from '../../host';
import { useBench } from './bench';
import { startChatModel, type ChatModel } from './chatModel';
import { cases, type GatewayUnderTest } from './gateways';
import { actionNode, node, startNode } from './workflows';

/** An AI agent with a calculator, which it may use when the person asked through the gateway approves. */
function agentWorkflow(gateway: GatewayUnderTest, openAi: CredentialRef): WorkflowFile {
	const review = actionNode(gateway, 'Review', {
		resource: 'message',
		operation: 'sendAndWait',
		recipient: { __rl: true, mode: 'id', value: gateway.vasily },
		message: '=May I use {{ $tool.name }} with {{ JSON.stringify($tool.parameters) }}?',
		responseType: 'approval',
		approvalOptions: { values: { approvalType: 'double' } },
	});
	const model = {
		...node('Model', '@n8n/n8n-nodes-langchain.lmChatOpenAi', 1.2, {
			model: { __rl: true, mode: 'id', value: 'stand-in' },
			options: {},
		}),
		credentials: { openAiApi: openAi },
	};
	const to = (name: string, type: string) => ({ [type]: [[{ node: name, type, index: 0 }]] });
	return {
		name: `Human review ${gateway.title}`,
		nodes: [
			startNode(),
			node('Agent', '@n8n/n8n-nodes-langchain.agent', 3.1, {
				promptType: 'define',
				text: 'What is six times seven?',
				options: {},
			}),
			model,
			{ ...review, type: `${review.type}HitlTool` },
			node('Calculator', '@n8n/n8n-nodes-langchain.toolCalculator', 1, {}),
		],
		connections: {
			Start: to('Agent', 'main'),
			Model: to('Agent', 'ai_languageModel'),
			Review: to('Agent', 'ai_tool'),
			Calculator: to('Review', 'ai_tool'),
		},
		settings: { executionOrder: 'v1' },
	};
}

// n8n 1.x knows no human review of tools.
describe.each(cases.filter(({ version }) => version.startsWith('2.')))(
	'Human review of an AI tool through $title in n8n $version',
	({ version, gateway }) => {
		const bench = useBench(version);
		let chatModel: ChatModel | undefined;

		beforeAll(async () => {
			chatModel = await startChatModel({ input: { toolParameters: { input: '6 * 7' } } });
		});
		afterAll(async () => {
			await chatModel?.close();
		});

		it.each([
			['approve', '42'],
			['decline', 'rejected the tool call'],
		])('%s decides what the agent gets from its tool', async (answer, result) => {
			const { client, control } = bench();
			const url = chatModel?.url ?? '';
			const openAi = await client.createCredential('openAiApi', 'Stand-in', { apiKey: 'x', url });
			const workflow = await bench().add(agentWorkflow(gateway, openAi));
			await client.runManually(workflow.id, 'Start');
			const question = await waitFor('the question', async () => {
				const [sent] = await control.messages({ fromMe: true });
				return sent;
			});
			expect(question.text).toContain('May I use Calculator with {"input":"6 * 7"}?');
			const link = /https?:\/\/\S+/.exec(question.text)?.[0] ?? '';
			await newest(workflow.id, 'waiting');
			const page = await fetch(link);
			expect(await page.text()).toContain('May I use Calculator');

			await fetch(link, { method: 'POST', body: new URLSearchParams({ answer }) });
			const execution = await client.getExecution(await newest(workflow.id, 'success'));
			expect(JSON.stringify(itemsOf(execution, 'Agent'))).toContain(result);
		});

		/** Waits until the newest execution has a status. */
		async function newest(workflowId: string, status: string): Promise<string> {
			return await waitFor(`an execution that is ${status}`, async () => {
				const [execution] = await bench().client.listExecutions(workflowId);
				return execution?.status === status ? execution.id : undefined;
			});
		}
	},
);
