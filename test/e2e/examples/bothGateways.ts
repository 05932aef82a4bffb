import { vasily, type Trial } from './trial';

/** A text reaches both triggers, and each answers through its own gateway. */
export async function tryBothGateways(trial: Trial): Promise<void> {
	const { control } = trial;
	const workflow = await trial.addActive();
	await control.incoming({ text: 'Hello' });
	await trial.ended(workflow, 2);
	const answers = await control.messages({ fromMe: true });
	expect(answers.map(({ origin }) => origin).sort()).toEqual(['whapi', 'whatsGate']);
	const answer = { chat: vasily, text: 'You wrote: Hello' };
	expect(answers).toMatchObject([answer, answer]);
}
