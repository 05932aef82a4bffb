import { startChatModel, type ToolCall } from '../chatModel';
import { nextQuestion, press } from './answering';
import { maria, mariasNumber, nodeNamed, setParameters, vasily, type Trial } from './trial';

/** Runs something with a chat model that makes these tool calls, and gives what its requests were. */
async function withModel<T>(
	script: ToolCall[],
	work: (model: Awaited<ReturnType<typeof startChatModel>>) => Promise<T>,
): Promise<T> {
	const model = await startChatModel(...script);
	try {
		return await work(model);
	} finally {
		await model.close();
	}
}

/** A credential for the chat model, chosen in the workflow's model node. */
async function credentialFor(trial: Trial, url: string) {
	const { client } = trial.bench;
	return {
		openAiApi: await client.createCredential('openAiApi', 'Stand-in', { apiKey: 'x', url }),
	};
}

/** The agent reads the chat with one tool and answers with the other; nobody else gets anything. */
export async function tryAgent(trial: Trial): Promise<void> {
	const { control } = trial;
	const answer = 'Yes, also on Saturday.';
	const script = [
		{ tool: 'Look_Up_the_Chat', input: {} },
		{ tool: 'Send_the_Answer', input: { text: answer, recipient: maria } },
	];
	await withModel(script, async ({ url, requests }) => {
		const credentials = await credentialFor(trial, url);
		await control.incoming({ text: 'Are you open on Friday?' });
		await control.incoming({ from: maria, text: 'I have a secret' });
		const workflow = await trial.addActive((file) => {
			nodeNamed(file, 'Chat Model').credentials = credentials;
		});
		await control.incoming({ text: 'And on Saturday?' });
		await trial.ended(workflow, 1);
		expect(await trial.sent(1)).toMatchObject([{ chat: vasily, text: answer }]);
		expect(requests).toHaveLength(3);
		const [asked, informed] = requests.map((messages) => JSON.stringify(messages));
		expect(asked).toContain('And on Saturday?');
		expect(asked).not.toContain('Are you open on Friday?');
		expect(informed).toContain('Are you open on Friday?');
		expect(informed).not.toContain('I have a secret');
	});
}

/** What the AI has written goes out only when the person says so. */
export async function tryHumanReview(trial: Trial): Promise<void> {
	const { control } = trial;
	const text = 'We have red bikes.';
	const script = [{ input: { toolParameters: { text } } }];
	await withModel(script, async ({ url }) => {
		const credentials = await credentialFor(trial, url);
		const workflow = await trial.addActive((file) => {
			nodeNamed(file, 'Chat Model').credentials = credentials;
			setParameters(file, 'Ask Me First', { recipient: mariasNumber });
		});
		const answers = async () => await control.messages({ chat: vasily, fromMe: true });

		for (const [index, decision] of (['decline', 'approve'] as const).entries()) {
			await control.incoming({ text: 'Red bikes?' });
			const { question, link } = await nextQuestion(trial, workflow, index);
			expect(question.chat).toBe(maria);
			expect(question.text).toContain(`Vasily (+79991112233) writes:\n\nRed bikes?`);
			expect(question.text).toContain(text);
			expect(await answers()).toEqual([]);
			await press(link, decision);
			await trial.ended(workflow, index + 1);
		}
		expect(await answers()).toMatchObject([{ text, origin: trial.gateway.origin }]);
	});
}
