import { nextQuestion, press } from './answering';
import { maria, mariasNumber, nodeNamed, setParameters, vasily, type Trial } from './trial';

/** An order goes to the manager; the customer learns what was decided. Another message goes nowhere. */
export async function tryOrderApproval(trial: Trial): Promise<void> {
	const { control } = trial;
	const workflow = await trial.addActive((file) => {
		setParameters(file, 'Ask the Manager', { recipient: mariasNumber });
	});
	await control.incoming({ text: 'In what order do you deliver?' });
	await trial.ended(workflow, 1);
	const decisions = [
		{ answer: 'approve', told: 'Thank you! Your order is confirmed and on its way.' },
		{ answer: 'decline', told: 'We are sorry, we cannot deliver this order.' },
	] as const;
	for (const [index, { answer, told }] of decisions.entries()) {
		const text = ` order: ${index + 1} kg of coffee`;
		await control.incoming({ text });
		const { question, link } = await nextQuestion(trial, workflow, index);
		expect(question.chat).toBe(maria);
		expect(question.text).toContain(`Vasily (+79991112233) writes:\n\n${text}`);
		await press(link, answer);
		await trial.ended(workflow, index + 2);
		expect((await trial.sent(2 * index + 2)).at(-1)).toMatchObject({ chat: vasily, text: told });
	}
}

/** When nobody answers, the question gives out what it got: here a node that asks nothing stands for it. */
export async function tryUnansweredOrder(trial: Trial): Promise<void> {
	const workflow = await trial.addActive((file) => {
		const node = nodeNamed(file, 'Ask the Manager');
		Object.assign(node, { type: 'n8n-nodes-base.noOp', typeVersion: 1, parameters: {} });
		delete node.credentials;
	});
	await trial.control.incoming({ text: 'Order: tea' });
	await trial.ended(workflow, 1);
	expect(await trial.sent(1)).toMatchObject([
		{ chat: vasily, text: 'Thank you for your order! We will call you about it.' },
	]);
}
