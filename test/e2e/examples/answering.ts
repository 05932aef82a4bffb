import { waitFor, type Workflow } from '../../../host';
import { linkIn, untilItWaits } from '../asking';
import type { Trial } from './trial';

/** Waits for the next question to a person and gives it with its link, once the newest execution waits for the answer. */
export async function nextQuestion(trial: Trial, workflow: Workflow, askedBefore: number) {
	const question = await waitFor('the question', async () => {
		const sent = await trial.control.messages({ fromMe: true });
		return sent.filter(({ text }) => /https?:\/\//.test(text))[askedBefore];
	});
	await untilItWaits(trial.bench, workflow);
	return { question, link: linkIn(question.text) };
}

/** Presses a button of the page that a link leads to. */
export async function press(link: string, answer: 'approve' | 'decline'): Promise<void> {
	const response = await fetch(link, { method: 'POST', body: new URLSearchParams({ answer }) });
	expect(response.status).toBe(200);
}
