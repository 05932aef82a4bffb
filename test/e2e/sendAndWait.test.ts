import { waitFor, type HostVersion, type WorkflowFile } from '../../host';
import {
	answersIn,
	ask,
	asker,
	isTooLate,
	linkIn,
	outcome,
	post,
	postTogether,
	takenIn,
	twoButtons,
	untilItWaits,
	type Asked,
} from './asking';
import { Bench, useBench } from './bench';
import { cases, type GatewayUnderTest } from './gateways';
import {
	actionNode,
	last,
	line,
	node,
	noOp,
	pollingWorkflow,
	startNode,
	webhookWorkflow,
} from './workflows';

/** Two questions, one after the other, by the same node. */
function loopWorkflow(gateway: GatewayUnderTest): WorkflowFile {
	const ask = actionNode(gateway, asker, {
		resource: 'message',
		operation: 'sendAndWait',
		recipient: { __rl: true, mode: 'id', value: gateway.vasily },
		message: '={{ $json.orders }}?',
		...twoButtons,
	});
	const orders = { mode: 'raw', jsonOutput: '{ "orders": ["tea", "milk"] }', options: {} };
	const workflow = line(
		startNode(),
		node('Orders', 'n8n-nodes-base.set', 3.4, orders),
		node('Split', 'n8n-nodes-base.splitOut', 1, { fieldToSplitOut: 'orders', options: {} }),
		node('Loop', 'n8n-nodes-base.splitInBatches', 3, { options: {} }),
		ask,
		noOp(),
	);
	const to = (name: string) => [{ node: name, type: 'main', index: 0 }];
	workflow.connections = {
		...workflow.connections,
		Loop: { main: [to(last), to(asker)] },
		[asker]: { main: [to('Loop')] },
	};
	return workflow;
}

/** One gateway: the code is the same for both. */
const oneOfEach = cases.filter(({ title }) => title === 'Whapi');

/** Questions that nobody answers. n8n looks once a minute whether their time is over: they wait beside the other tests. */
const unanswered = new Map<HostVersion, Asked & { bench: Bench }>();

beforeAll(async () => {
	for (const { version, gateway } of oneOfEach) {
		const bench = await Bench.open(version);
		const limitWaitTime = { values: { resumeAmount: 0.05, resumeUnit: 'minutes' } };
		const asked = await ask(bench, gateway, { options: { limitWaitTime } });
		unanswered.set(version, { ...asked, bench });
	}
});

afterAll(async () => {
	for (const { bench } of unanswered.values()) {
		await bench.clear();
		await bench.close();
	}
});

describe.each(cases)('Send and Wait of $title in n8n $version', ({ version, gateway }) => {
	const bench = useBench(version);

	it('shows the question on a page, and only its button answers', async () => {
		const { workflow, text, link } = await ask(bench(), gateway, twoButtons);
		expect(text).toBe(`You wrote <b>Tea</b>: right?\n\nYes & go / No: ${link}`);

		for (const agent of ['WhatsApp/2.24', 'facebookexternalhit/1.1', 'Mozilla/5.0', '']) {
			const page = await fetch(link, { headers: { 'user-agent': agent } });
			const html = await page.text();
			expect(page.status).toBe(200);
			expect(html).toContain('You wrote &lt;b&gt;Tea&lt;/b&gt;: right?');
			expect(html).toContain('Yes &amp; go');
			expect(html).not.toContain('<script');
			expect(page.headers.get('content-security-policy')).toContain("default-src 'none'");
		}
		await fetch(link, { method: 'HEAD' });
		expect((await post(link, { answer: 'maybe' })).status).toBe(400);
		expect((await bench().client.listExecutions(workflow.id))[0]?.status).toBe('waiting');

		const thanks = await post(link, { answer: 'approve' });
		expect(thanks.status).toBe(200);
		expect(await thanks.text()).toContain('Your answer: Yes &amp; go');
		const [{ data } = { data: null }] = answersIn(await outcome(bench(), workflow.id));
		expect(data).toMatchObject({ approved: true, chatId: gateway.vasily });
		expect(data).toHaveProperty('respondedAt');
	});

	it('takes one answer of several that come together, and none later', async () => {
		const { workflow, link } = await ask(bench(), gateway, twoButtons);
		const replies = await postTogether(link, ['decline', 'approve', 'decline']);
		const [taken = '', ...more] = replies.flatMap((reply) => takenIn(reply) ?? []);
		expect(more).toEqual([]);
		expect(['Yes &amp; go', 'No']).toContain(taken);
		const others = replies.filter((reply) => takenIn(reply) === undefined);
		expect(others.filter((reply) => !isTooLate(reply, taken))).toEqual([]);
		expect(others).toHaveLength(2);
		const isApproved = taken !== 'No';
		expect(answersIn(await outcome(bench(), workflow.id))).toMatchObject([
			{ data: { approved: isApproved } },
		]);

		const later = await post(link, { answer: isApproved ? 'decline' : 'approve' });
		expect(await later.text()).toContain('No action required');
		expect(await (await fetch(link)).text()).toContain('No action required');
		expect(answersIn(await outcome(bench(), workflow.id))).toMatchObject([
			{ data: { approved: isApproved } },
		]);
		expect(await bench().client.listExecutions(workflow.id)).toHaveLength(1);
	});

	it('takes a typed answer, and tells the chat of it when asked to', async () => {
		const { workflow, link } = await ask(bench(), gateway, {
			responseType: 'freeText',
			options: { confirmInChat: true },
		});
		expect(await (await fetch(link)).text()).toContain('<textarea');
		expect((await post(link, { text: '  ' })).status).toBe(400);
		const thanks = await post(link, { text: '<i>Milk</i>, please' });
		expect(await thanks.text()).toContain('Your answer: &lt;i&gt;Milk&lt;/i&gt;, please');
		expect(answersIn(await outcome(bench(), workflow.id))).toMatchObject([
			{ data: { text: '<i>Milk</i>, please', chatId: gateway.vasily } },
		]);
		const sent = await bench().control.messages({ fromMe: true });
		expect(sent.map(({ text }) => text).at(-1)).toBe('Answered: <i>Milk</i>, please');
	});

	it('asks again in the same execution, and each link answers its own question only', async () => {
		const { client, control } = bench();
		const workflow = await bench().add(loopWorkflow(gateway));
		await client.runManually(workflow.id, 'Start');
		const questions = async (count: number) =>
			await waitFor(`question ${count}`, async () => {
				const sent = await control.messages({ fromMe: true });
				const [newest] = await client.listExecutions(workflow.id);
				return sent.length === count && newest?.status === 'waiting' ? sent : undefined;
			});

		const [tea] = await questions(1);
		expect((await post(linkIn(tea?.text), { answer: 'approve' })).status).toBe(200);
		const [, milk] = await questions(2);
		expect(milk?.text).toContain('milk?');
		for (const late of [
			await fetch(linkIn(tea?.text)),
			await post(linkIn(tea?.text), { answer: 'approve' }),
		]) {
			expect(late.status).toBe(410);
			const html = await late.text();
			expect(html).toContain('answered already');
			expect(html).toContain('The answer: Yes &amp; go');
		}
		expect((await post(linkIn(milk?.text), { answer: 'decline' })).status).toBe(200);
		const execution = await outcome(bench(), workflow.id);
		expect(answersIn(execution)).toMatchObject([
			{ data: { approved: true } },
			{ data: { approved: false } },
		]);
	});

	it('refuses a link that was altered or made up', async () => {
		const { workflow, link } = await ask(bench(), gateway, {});
		const [, executionId = ''] = /webhook-waiting\/(\w+)\//.exec(link) ?? [];
		const altered = [
			link.replace(/signature=.{4}/, 'signature=0000'),
			link.replace(/\?.*$/, ''),
			`${link}&approved=true`,
			link.replace(`/${executionId}/`, `/${Number(executionId) + 1}/`),
		];
		for (const one of altered) {
			for (const response of [await fetch(one), await post(one, { answer: 'approve' })]) {
				expect([401, 404]).toContain(response.status);
			}
		}
		expect((await bench().client.listExecutions(workflow.id))[0]?.status).toBe('waiting');
	});
});

describe.each(oneOfEach)(
	'Waiting for what comes through $title in n8n $version',
	({ version, gateway }) => {
		const bench = useBench(version);

		it.each(['webhook', 'polling'])(
			'takes a quick reply through a trigger in %s mode',
			async (mode) => {
				const { client, control } = bench();
				const listening = mode === 'webhook' ? webhookWorkflow(gateway) : pollingWorkflow(gateway);
				const listener = await bench().addActive(listening);
				const workflow = await bench().add(
					line(
						startNode(),
						actionNode(gateway, asker, {
							resource: 'message',
							operation: 'sendAndWait',
							recipient: { __rl: true, mode: 'id', value: gateway.vasily },
							message: 'Tea?',
							...twoButtons,
							options: { quickReplies: true },
						}),
						noOp(),
					),
				);
				await client.runManually(workflow.id, 'Start');
				await untilItWaits(bench(), workflow);
				await control.press({ choice: 'No' });
				if (mode === 'polling') await bench().pollNow(listener);
				const answers = answersIn(await outcome(bench(), workflow.id));
				expect(answers).toMatchObject([{ data: { approved: false } }]);
				expect(await client.listExecutions(listener.id)).toEqual([]);
			},
		);

		it('goes on with its input when the wait time is over', async () => {
			const question = unanswered.get(version);
			if (!question) throw new Error('Nothing was asked before the tests.');
			const ended = await outcome(question.bench, question.workflow.id, 150_000);
			expect(answersIn(ended)).toMatchObject([{ text: 'Tea', chatId: gateway.vasily }]);
		});
	},
);
