import { vasilyChat, whapiAsk } from '../unit/emulator/whapiSupport';
import { usePhone } from './phone';

// What comes from outside is shown as it is and does nothing.

const phone = usePhone();

const hostile = `<img src=x onerror="window.broken=1"><script>window.broken=1</script>"'\`\${1}`;

test('hostile texts and names stay texts', async () => {
	const emulator = phone.emulator();
	const { page, bubble } = await phone.open();
	await emulator.control.addPerson({ phone: '79991112233', name: hostile });
	await emulator.control.incoming({ text: hostile });
	await emulator.control.phoneMessage({
		to: vasilyChat,
		type: 'document',
		text: 'javascript:alert(1) data:text/html,x',
		media: { mimeType: 'text/html', fileName: `${hostile}.html`, base64: 'PHNjcmlwdD4=' },
	});
	const buttons = ['javascript:window.broken=1', 'https://example.com/'].map((url, index) => ({
		type: 'url',
		id: `b${index}`,
		title: `Open ${index}`,
		url,
	}));
	await whapiAsk(emulator, 'POST', '/messages/interactive', {
		to: vasilyChat,
		body: { text: hostile },
		action: { buttons },
	});
	await page.getByRole('link', { name: 'Open 1' }).waitFor();
	expect(await bubble(hostile).innerText()).toBe(hostile);
	expect(await page.getByText(`${hostile}.html`).count()).toBe(1);
	expect(await page.locator('.log a[href^="javascript"], .log a[href^="data"]').count()).toBe(0);
	expect(await page.getByRole('link', { name: 'Open 0' }).count()).toBe(0);
	expect(await page.evaluate('window.broken')).toBeUndefined();
});

test('links open elsewhere and tell the other side nothing', async () => {
	const emulator = phone.emulator();
	const { page } = await phone.open();
	await emulator.control.incoming({ text: 'Look (https://example.com/a?b=1). Fine' });
	const link = page.getByRole('link', { name: 'https://example.com/a?b=1' });
	await link.waitFor();
	expect(await link.getAttribute('href')).toBe('https://example.com/a?b=1');
	expect(await link.getAttribute('rel')).toBe('noopener noreferrer');
	expect(await link.getAttribute('target')).toBe('_blank');
});

test('no script but the page’s own runs', async () => {
	const { page } = await phone.open();
	const blocked: unknown = await page.evaluate(`new Promise((resolve) => {
		document.addEventListener('securitypolicyviolation', ({ effectiveDirective }) => resolve(effectiveDirective));
		const script = document.createElement('script');
		script.textContent = 'window.broken = 1';
		document.body.append(script);
	})`);
	expect(blocked).toBe('script-src-elem');
	expect(await page.evaluate('window.broken')).toBeUndefined();
	phone.expectProblems(/Content Security Policy/);
});
