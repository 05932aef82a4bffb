import fc from 'fast-check';

import { isLocalAddress, isThisMachine, presentable } from '../../../../nodes/shared/address';

describe('an address that the internet cannot reach', () => {
	it.each([
		'localhost',
		'LOCALHOST',
		'localhost.',
		'app.localhost',
		'n8n',
		'n8n_main',
		'host.docker.internal',
		'nas.local',
		'n8n.lan',
		'n8n.home.arpa',
		'pi.home',
		'wiki.intranet',
		'127.0.0.1',
		'127.1',
		'2130706433',
		'0x7f000001',
		'0.0.0.0',
		'10.0.0.1',
		'172.16.0.1',
		'172.31.255.255',
		'192.168.1.1',
		'169.254.10.20',
		'100.64.0.1',
		'100.127.255.255',
		'[::1]',
		'[::]',
		'[fc00::1]',
		'[fd12:3456::1]',
		'[fe80::1]',
		'[febf::1]',
		'[::ffff:127.0.0.1]',
		'[::ffff:192.168.0.7]',
	])('%s', (host) => {
		expect(isLocalAddress(`http://${host}:5678/webhook/x`)).toBe(true);
	});
});

describe('an address on the internet', () => {
	it.each([
		'n8n.example.com',
		'localhost.example.com',
		'local.example.com',
		'mylocal.io',
		'internal.company.com',
		'8.8.8.8',
		'9.255.255.255',
		'11.0.0.1',
		'126.0.0.1',
		'128.0.0.1',
		'172.15.255.255',
		'172.32.0.1',
		'192.167.1.1',
		'192.169.1.1',
		'169.253.0.1',
		'100.63.0.1',
		'100.128.0.1',
		'[2a00:1450::1]',
		'[2001:db8::1]',
		'[fec0::1]',
		'[::ffff:8.8.8.8]',
		'10.example.com',
		'xn--80ak6aa92e.com',
	])('%s', (host) => {
		expect(isLocalAddress(`https://${host}/webhook/x`)).toBe(false);
	});
});

describe('an address that leads to the machine itself', () => {
	it.each([
		'localhost:5678',
		'n8n.localhost',
		'127.0.0.1',
		'127.8.8.8',
		'0.0.0.0',
		'[::1]',
		'[::]',
		'[::ffff:127.0.0.1]',
	])('%s', (host) => {
		expect(isThisMachine(`http://${host}/x`)).toBe(true);
	});

	it.each([
		'192.168.1.2:5678',
		'n8n.local',
		'n8n',
		'n8n.example.com',
		'127.example.com',
		'[fe80::1]',
	])('not %s, which others in the network can open', (host) => {
		expect(isThisMachine(`http://${host}/x`)).toBe(false);
	});
});

describe('an address that is shown', () => {
	it('loses user, password, query and fragment', () => {
		const url = 'https://me:pass@crm.example.com:8443/hook/7?token=secret#fragment';
		expect(presentable(url)).toBe('https://crm.example.com:8443/hook/7');
	});

	it('is not repeated where it is no URL', () => {
		expect(presentable('token=secret')).toBe('an address that is not a URL');
	});

	it('never shows what stands in its query or before its @', () => {
		const word = fc.stringMatching(/^[a-z]{6,12}$/);
		fc.assert(
			fc.property(word, word, word, fc.webUrl(), (user, password, token, base) => {
				const url = new URL(base);
				url.username = `u1${user}`;
				url.password = `p2${password}`;
				url.search = `?key=k3${token}`;
				const shown = presentable(url.toString());
				for (const secret of [`u1${user}`, `p2${password}`, `k3${token}`]) {
					expect(shown).not.toContain(secret);
				}
			}),
		);
	});
});
