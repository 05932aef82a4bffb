import { join } from 'node:path';

import { launchBrowser } from '../../host';
import { answersIn, outcome, untilItWaits } from './asking';
import { useBench } from './bench';
import { cases } from './gateways';
import { actionNode, line, noOp, triggerNode } from './workflows';

/** Where pictures for the documentation go; none are made where it is not set. */
const pictures = process.env.SCREENSHOTS;

describe.each(cases.filter(({ version }) => version.startsWith('2.')))(
	'A person at the phone page, asked through $title by n8n $version',
	({ version, gateway }) => {
		const bench = useBench(version);

		it('reads the question, opens its link and presses a button', async () => {
			const { emulator } = bench();
			const ask = actionNode(gateway, 'Ask', {
				resource: 'message',
				operation: 'sendAndWait',
				recipient: { __rl: true, mode: 'id', value: '={{ $json.chatId }}' },
				message: 'Your order: 3 boxes of tea, 24 EUR. Shall we send it today?',
				approvalOptions: {
					values: { approvalType: 'double', approveLabel: 'Yes, please', disapproveLabel: 'No' },
				},
			});
			const workflow = await bench().addActive(
				line(triggerNode(gateway, { mode: 'webhook' }), ask, noOp()),
			);
			const browser = await launchBrowser();
			try {
				const context = await browser.newContext({ viewport: { width: 1280, height: 720 } });
				const page = await context.newPage();
				await page.goto(emulator.url);
				await page.getByPlaceholder('Write as Vasily').fill('I would like to order tea');
				await page.keyboard.press('Enter');
				const link = page.getByRole('link', { name: /webhook-waiting/ });
				await link.waitFor();
				await untilItWaits(bench(), workflow);
				if (pictures) await page.screenshot({ path: join(pictures, 'question.png') });

				const [answerPage] = await Promise.all([context.waitForEvent('page'), link.click()]);
				await answerPage.getByText('Shall we send it today?').waitFor();
				await answerPage.setViewportSize({ width: 420, height: 420 });
				if (pictures) await answerPage.screenshot({ path: join(pictures, 'answer.png') });
				await answerPage.getByRole('button', { name: 'Yes, please' }).click();
				await answerPage.getByText('Your answer: Yes, please').waitFor();
			} finally {
				await browser.close();
			}
			const answers = answersIn(await outcome(bench(), workflow.id));
			expect(answers).toMatchObject([{ data: { approved: true } }]);
		});
	},
);
