import { buttonId, pressedAnswer } from '../../../../../nodes/shared/sendAndWait/pressed';

const link = 'https://n8n.example.com/webhook-waiting/12/node?signature=00ff';
const approve = { answer: 'approve', link };

it('reads the answer back from the id of its button', () => {
	const id = buttonId('token', approve);
	expect(pressedAnswer('token', id)).toEqual(approve);
});

it('takes no id that the credential has not signed', () => {
	const id = buttonId('token', approve) ?? '';
	const made = [
		id.replace('approve', 'decline'),
		id.replace('n8n.example.com', 'evil.example'),
		id.replace('/12/', '/13/'),
		id.replace(/:[\w-]{22}:/, `:${'A'.repeat(22)}:`),
		buttonId('another token', approve),
		`n8nAnswer:approve::${link}`,
		'Button1',
		'',
		null,
	];
	for (const one of made) expect(pressedAnswer('token', one)).toBeNull();
});

it('gives no id that is too long for WhatsApp', () => {
	const long = { answer: 'approve', link: `https://${'a'.repeat(230)}.example.com/` };
	expect(buttonId('token', long)).toBeNull();
});
