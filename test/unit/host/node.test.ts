import { createServer } from 'node:net';
import { suits } from '../../../host/node';
import { freePort } from '../../../host/ports';
import { recipeOf } from '../../../host/versions';

it.each([
	['v24.0.0', true, true],
	['v24.21.0', true, true],
	['v22.20.0', false, true],
	['v20.20.2', false, false],
	['v26.1.0', true, false],
])('Node %s runs n8n 2.x: %s, n8n 1.x: %s', (node, two, one) => {
	expect(suits(node, recipeOf('2.40.7'))).toBe(two);
	expect(suits(node, recipeOf('1.123.81'))).toBe(one);
});

it('gives another port when the wished one is taken', async () => {
	const server = createServer();
	const wished = await freePort();
	await new Promise<void>((resolve) => server.listen(wished, '127.0.0.1', resolve));
	try {
		const found = await freePort(wished);
		expect(found).toBeGreaterThan(0);
		expect(found).not.toBe(wished);
	} finally {
		await new Promise((resolve) => server.close(resolve));
	}
	expect(await freePort(wished)).toBe(wished);
});
