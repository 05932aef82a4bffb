import { Host, TriggerWorkflow, WebhookServer } from '../helpers/engine';
import { byId, demoSession, vasily } from './support';

let server: WebhookServer;

beforeAll(async () => {
	server = await WebhookServer.start();
});

beforeEach(() => {
	server.reset();
});

afterAll(async () => {
	await server.close();
});

async function untilCalls(count: number): Promise<void> {
	while (server.calls < count) await new Promise((resolve) => setTimeout(resolve, 5));
}

describe.each(['whatsGate', 'whapi'])('answers to what %s has asked', (type) => {
	/** A question with the buttons "Yes" and "No", which a workflow waits to be answered; gives its link. */
	async function asked(): Promise<string> {
		const host = await Host.start({}, server.url);
		// n8n calls the webhook of a waiting node as it calls that of a trigger.
		const waiting = new TriggerWorkflow(host, {
			type,
			credential: `${type}Api`,
			parameters: {
				resource: 'message',
				operation: 'sendAndWait',
				session: demoSession,
				recipient: byId(vasily),
				message: 'Tea?',
				approvalOptions: {
					values: { approvalType: 'double', approveLabel: 'Yes', disapproveLabel: 'No' },
				},
			},
		});
		server.serve(waiting);
		return `${waiting.url()}?q=${waiting.node.id}-${type}`;
	}

	/** Presses a button; gives the status and what the page says. */
	async function press(link: string, answer: string) {
		const response = await fetch(link, {
			method: 'POST',
			headers: { 'content-type': 'application/json' },
			body: JSON.stringify({ answer }),
		});
		return { status: response.status, page: await response.text() };
	}

	const received = () => server.recorded.flatMap(({ items }) => items.map(({ json }) => json));

	test.each([
		['approve', 'decline', 'Yes', true],
		['decline', 'approve', 'No', false],
	])(
		'of %s and %s that come together the first counts, and the other is told of it',
		async (earlier, later, shown, approved) => {
			const link = await asked();
			const gate = server.holdRecording();
			const first = press(link, earlier);
			await untilCalls(1);
			const others = [press(link, later), press(link, earlier)];
			await untilCalls(3);
			gate.release();

			expect((await first).status).toBe(200);
			expect((await first).page).toContain(`Your answer: ${shown}`);
			for (const { status, page } of await Promise.all(others)) {
				expect(status).toBe(409);
				expect(page).toContain('Somebody else was faster');
				expect(page).toContain(`The answer: ${shown}`);
			}
			expect(received()).toMatchObject([{ data: { approved } }]);
		},
	);

	test('an answer that n8n could not take leaves the question open', async () => {
		const link = await asked();
		server.beforeRecording = () => Promise.reject(new Error('The database is away'));
		expect((await press(link, 'approve')).status).toBe(500);
		server.beforeRecording = () => Promise.resolve();
		expect((await press(link, 'decline')).status).toBe(200);
		expect(received()).toMatchObject([{ data: { approved: false } }]);
	});
});
