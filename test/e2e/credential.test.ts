import { packageName } from '../../host';
import { useBench } from './bench';
import { cases, gateways, type GatewayUnderTest } from './gateways';
import { versions } from './running';

describe.each(cases)('The credential of $title on n8n $version', ({ version, gateway }) => {
	const bench = useBench(version);

	/** Presses the test button after some fields were changed. */
	const press = async (changes: Record<string, unknown> = {}) => {
		const { client, credentials, emulator } = bench();
		const { credentialType, credential } = gateway;
		const data = { ...credential(emulator), ...changes };
		const { status } = await client.testCredential(
			credentialType,
			credentials[credentialType],
			data,
		);
		return status;
	};

	it('tests green when it works', async () => {
		expect(await press()).toBe('OK');
	});

	it('tolerates a slash at the end of the base URL', async () => {
		const { baseUrl } = gateway.credential(bench().emulator);
		expect(await press({ baseUrl: `${baseUrl}/` })).toBe('OK');
	});

	it('tests red with a wrong secret', async () => {
		expect(await press({ [gateway.secretField]: 'no-such-secret' })).toBe('Error');
	});

	it('tests red where nothing answers', async () => {
		expect(await press({ baseUrl: 'http://127.0.0.1:1' })).toBe('Error');
	});
});

describe.each(versions)('Lists on n8n %s', (version) => {
	const bench = useBench(version);

	/** What the editor offers in a resource locator. */
	const listOf = async (
		gateway: GatewayUnderTest,
		[nodeName, parameter, method]: [nodeName: string, parameter: string, method: string],
		filter?: string,
	) => {
		const { client, credentials } = bench();
		const { credentialType } = gateway;
		const { results } = await client.listSearch({
			nodeType: `${packageName}.${nodeName}`,
			method,
			parameter,
			parameters: {
				resource: 'message',
				operation: 'send',
				mode: 'webhook',
				...gateway.parameters,
			},
			credentials: { [credentialType]: credentials[credentialType] },
			filter,
		});
		return results;
	};

	it.each(['whatsGate', 'whatsGateTrigger'])('shows the sessions in %s', async (nodeName) => {
		const ask = async (filter?: string) =>
			await listOf(gateways.whatsGate, [nodeName, 'session', 'searchSessions'], filter);
		const all = await ask();
		expect(all.map(({ value }) => value)).toEqual(
			expect.arrayContaining(['191b80a9238', '6345454545455', '6345454545454', '6345454545456']),
		);
		// The session of the other account is not ours to see.
		expect(all).toHaveLength(4);
		expect(await ask('second')).toMatchObject([{ value: '6345454545455' }]);
	});

	it.each(Object.values(gateways))('shows the chats of $title', async (gateway) => {
		const ask = async (filter?: string) =>
			await listOf(gateway, [gateway.action, 'recipient', 'searchChats'], filter);
		expect(await ask('vas')).toMatchObject([{ name: 'Vasily', value: gateway.vasily }]);
		const all = await ask();
		expect(all).toHaveLength(4);
		expect(all).toContainEqual(
			expect.objectContaining({
				name: 'Test group (group)',
				value: '4239048293082@g.us',
			}),
		);
	});

	it('shows the groups and the labels of Whapi', async () => {
		const { whapi } = gateways;
		expect(await listOf(whapi, ['whapi', 'group', 'searchGroups'])).toMatchObject([
			{ name: 'Test group (group)', value: '4239048293082@g.us' },
		]);
		expect(await listOf(whapi, ['whapi', 'label', 'searchLabels'], 'pay')).toMatchObject([
			{ name: 'Pending payment', value: '3' },
		]);
	});
});
