import { packageName } from '../../host';
import { useBench } from './bench';
import { versions } from './running';

describe.each(versions)('Credential and lists on n8n %s', (version) => {
	const bench = useBench(version);

	it('tests a working credential green', async () => {
		const { client, credential, emulator } = bench();
		const { apiKey, baseUrl } = emulator.whatsGate;
		const result = await client.testCredential('whatsGateApi', credential, { apiKey, baseUrl });
		expect(result.status).toBe('OK');
	});

	it('tolerates a slash at the end of the base URL', async () => {
		const { client, credential, emulator } = bench();
		const { apiKey, baseUrl } = emulator.whatsGate;
		const data = { apiKey, baseUrl: `${baseUrl}/` };
		const result = await client.testCredential('whatsGateApi', credential, data);
		expect(result.status).toBe('OK');
	});

	it('tests a wrong key red', async () => {
		const { client, credential, emulator } = bench();
		const { baseUrl } = emulator.whatsGate;
		const data = { apiKey: 'no-such-key', baseUrl };
		const result = await client.testCredential('whatsGateApi', credential, data);
		expect(result.status).toBe('Error');
	});

	it.each(['whatsGate', 'whatsGateTrigger'])('lists the sessions in %s', async (nodeName) => {
		const { client, credential } = bench();
		const ask = async (filter?: string) => {
			const { results } = await client.listSearch({
				nodeType: `${packageName}.${nodeName}`,
				method: 'searchSessions',
				parameter: 'session',
				parameters: { resource: 'message', operation: 'send', mode: 'webhook' },
				credentials: { whatsGateApi: credential },
				filter,
			});
			return results;
		};
		const all = await ask();
		expect(all.map(({ value }) => value)).toEqual(
			expect.arrayContaining(['191b80a9238', '6345454545455', '6345454545454', '6345454545456']),
		);
		// The session of the other account is not ours to see.
		expect(all).toHaveLength(4);
		expect(await ask('second')).toMatchObject([{ value: '6345454545455' }]);
	});

	it('lists the chats of the chosen session', async () => {
		const { client, credential } = bench();
		const { results } = await client.listSearch({
			nodeType: `${packageName}.whatsGate`,
			method: 'searchChats',
			parameter: 'recipient',
			parameters: {
				resource: 'message',
				operation: 'send',
				session: { __rl: true, mode: 'id', value: '191b80a9238' },
			},
			credentials: { whatsGateApi: credential },
			filter: 'vas',
		});
		expect(results).toMatchObject([{ name: 'Vasily', value: '79991112233@c.us' }]);
	});
});
