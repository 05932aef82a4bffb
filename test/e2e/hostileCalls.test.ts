import { setTimeout as sleep } from 'node:timers/promises';

import { itemsOf, waitFor } from '../../host';
import { onlyCallback, useBench } from './bench';
import { cases, type Callback } from './gateways';
import { call, open, statusOn } from './rawCalls';
import { last, webhookWorkflow } from './workflows';

const MIB = 1024 * 1024;

/** A JSON body with further fields, written by hand: an object would not hold all of them. */
const withFields = (event: unknown, fields: string) =>
	JSON.stringify(event).replace(/\}$/, `,${fields}}`);

const nested = `${'['.repeat(100_000)}${']'.repeat(100_000)}`;

describe.each(cases)('Hostile calls of $title on n8n $version', ({ version, gateway }) => {
	const bench = useBench(version);

	const active = async (parameters = {}) => {
		const { id } = await bench().addActive(webhookWorkflow(gateway, parameters));
		return { id, callback: await onlyCallback(bench(), gateway) };
	};

	/** The texts of the items of all executions. */
	const texts = async (id: string, count: number) => {
		const executions = await bench().client.waitForExecutions(id, count);
		return executions.flatMap((one) => itemsOf(one, last).map(({ json }) => json.text));
	};

	/** What must hold after all that: a true event starts exactly one execution, and the others were not more than so many. */
	const stillWorks = async (id: string, callback: Callback, mostOthers = 0) => {
		const text = 'A true one';
		const body = JSON.stringify(gateway.message(999, text));
		expect((await call(callback, { body })).status).toBe(200);
		const found = await waitFor('the execution of a true event', async () => {
			const ended = await texts(id, 1);
			return ended.includes(text) ? ended : undefined;
		});
		expect(found.filter((one) => one === text)).toHaveLength(1);
		const all = await bench().client.listExecutions(id);
		expect(all.length - 1).toBeLessThanOrEqual(mostOthers);
	};

	/** The secret as the gateway shows it. */
	const secretOf = ({ url, headers }: Callback) =>
		Object.values(headers)[0] ?? [...new URL(url).searchParams.values()][0] ?? '';

	it('who does not show the secret starts nothing', async () => {
		const { id, callback } = await active();
		const secret = secretOf(callback);
		const body = JSON.stringify(gateway.message(1));
		const wrong = [
			null,
			'',
			secret.slice(1),
			`${secret}0`,
			`${secret} ${secret}`,
			secret.toUpperCase(),
			'0'.repeat(64),
			'ж'.repeat(64),
		];
		for (const shown of wrong.filter(
			(one) => gateway.origin === 'whatsGate' || one !== 'ж'.repeat(64),
		)) {
			const { status, text } = await call(gateway.withSecret(callback, shown), { body });
			expect([shown, status]).toEqual([shown, 401]);
			expect(text).not.toContain(secret);
		}
		await stillWorks(id, callback);
	});

	it('who shows the secret twice starts nothing', async () => {
		const { id, callback } = await active();
		const body = JSON.stringify(gateway.message(2));
		const url = new URL(callback.url);
		for (const [name, value] of [...url.searchParams]) url.searchParams.append(name, value);
		const more = Object.entries(callback.headers).map(([name, value]) => `${name}: ${value}`);
		const socket = open({ ...callback, url: url.href }, body, { more });
		expect(await statusOn(socket)).toBe(401);
		await stillWorks(id, callback);
	});

	it('who shows the secret of an earlier credential starts nothing', async () => {
		const { client, credentials, emulator } = bench();
		const { id, callback } = await active();
		const { credentialType, credential, secretField } = gateway;
		const data = credential(emulator);
		const ref = credentials[credentialType];
		await client.updateCredential(credentialType, ref, { ...data, [secretField]: 'another-one' });
		const body = JSON.stringify(gateway.message(3));
		expect((await call(callback, { body })).status).toBe(401);
		await client.updateCredential(credentialType, ref, data);
		await stillWorks(id, callback);
	});

	it('a body of 15 MB is taken, one of 17 MB is refused', async () => {
		const { id, callback } = await active();
		const large = (size: number) =>
			withFields(gateway.message(4), `"filling":"${'x'.repeat(size)}"`);
		// n8n's own parser refuses it, with 413 or 500, before the node is asked.
		expect((await call(callback, { body: large(17 * MIB) })).status).toBeGreaterThanOrEqual(400);
		expect((await call(callback, { body: large(15 * MIB) })).status).toBe(200);
		expect(await texts(id, 1)).toEqual(['Hello']);
		await stillWorks(id, callback, 1);
	});

	it('a body that is nested 100,000 deep harms nobody', async () => {
		const { id, callback } = await active();
		const bodies = [nested, withFields(gateway.message(5), `"deep":${nested}`)];
		for (const body of bodies) {
			for (const caller of [callback, gateway.withSecret(callback, null)]) {
				expect((await call(caller, { body })).status).toBeLessThan(600);
			}
		}
		await stillWorks(id, callback, 1);
	});

	it('names that mean something to JavaScript are fields like others', async () => {
		const { id, callback } = await active({ simplify: false });
		const fields = '"__proto__":{"polluted":"yes"},"constructor":{"prototype":{"polluted":"yes"}}';
		const body = withFields(gateway.message(6), fields);
		expect((await call(callback, { body })).status).toBe(200);
		const next = JSON.stringify(gateway.message(7, 'The next one'));
		expect((await call(callback, { body: next })).status).toBe(200);
		const { client, control } = bench();
		const executions = await control.waitFor(
			async () => await client.listExecutions(id),
			(all) => all.filter(({ status }) => status === 'success').length === 2,
			30_000,
		);
		const byAge = executions.sort((a, b) => Number(a.id) - Number(b.id));
		// As n8n has stored them: reading them into objects would not keep such names.
		const stored = await Promise.all(
			byAge.map(async (one) => String(await client.rest.download(`/executions/${one.id}`))),
		);
		const [before, after] = stored;
		expect(before).toContain('polluted');
		expect(before).toContain('constructor');
		expect(after).toContain('The next one');
		expect(after).not.toContain('polluted');
	});

	it('a body that is no JSON object of the gateway starts nothing', async () => {
		const { id, callback } = await active();
		const multipart = '--x\r\ncontent-disposition: form-data; name="a"\r\n\r\n1\r\n--x--\r\n';
		const bodies: Array<[string | null, string]> = [
			['application/json', '{"half":'],
			['application/json', '"text"'],
			['text/plain', 'Hello'],
			['application/x-www-form-urlencoded', 'a=1&b[c]=2'],
			['application/xml', '<a><b>1</b></a>'],
			['multipart/form-data; boundary=x', multipart],
			[null, 'Hello'],
		];
		for (const [type, body] of bodies) {
			const { status } = await call(callback, { body, type });
			expect([type, body, status < 500]).toEqual([type, body, true]);
			const { status: withoutSecret } = await call(gateway.withSecret(callback, null), {
				body,
				type,
			});
			expect([type, body, [401, 422, 400].includes(withoutSecret)]).toEqual([type, body, true]);
		}
		expect(await bench().client.listExecutions(id)).toEqual([]);
		await stillWorks(id, callback);
	});

	it('who stops in the middle of a body starts nothing and holds nobody up', async () => {
		const { id, callback } = await active();
		const body = JSON.stringify(gateway.message(8));
		const slow = open(callback, body.slice(0, 100), { length: Buffer.byteLength(body) });
		await sleep(500);
		await stillWorks(id, callback);
		slow.destroy();
		await sleep(500);
		expect(await bench().client.listExecutions(id)).toHaveLength(1);
	});

	it('who hangs up before the answer starts one execution at most', async () => {
		const { id, callback } = await active();
		const hasty = open(callback, JSON.stringify(gateway.message(9)));
		await sleep(5);
		hasty.destroy();
		await stillWorks(id, callback, 1);
	});
});
