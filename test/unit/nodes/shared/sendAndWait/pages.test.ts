import fc from 'fast-check';

import {
	answeredPage,
	closedPage,
	escapeHtml,
	questionPage,
	tooLatePage,
} from '../../../../../nodes/shared/sendAndWait/pages';
import { questionText } from '../../../../../nodes/shared/sendAndWait/ask';

const approval = { approve: 'Yes', decline: 'No' };

/** The text of a page as a browser shows it: without tags, entities read. */
function textOfPage(html: string): string {
	const entities: Record<string, string> = { amp: '&', lt: '<', gt: '>', quot: '"', '#39': "'" };
	return html
		.replace(/<style>[^]*?<\/style>/, '')
		.replace(/<[^>]*>/g, '')
		.replace(/&(#?\w+);/g, (_, name: string) => entities[name] ?? '?');
}

it('escapes everything that comes from outside', () => {
	fc.assert(
		fc.property(fc.string(), fc.string(), fc.string(), (message, approve, decline) => {
			const html = questionPage({ message, approval: { approve, decline } });
			const plain = questionPage({ message: '', approval: { approve: '', decline: '' } });
			const tags = (page: string) => page.match(/<[^>]*>/g);
			expect(tags(html)).toEqual(tags(plain));
			expect(textOfPage(html)).toContain(message);
			for (const told of [answeredPage(message), tooLatePage(message), closedPage(message)]) {
				expect(textOfPage(told)).toContain(message);
			}
		}),
	);
	expect(escapeHtml(`<a href="x" title='y'>&`)).toBe(
		'&lt;a href=&quot;x&quot; title=&#39;y&#39;&gt;&amp;',
	);
});

it('says nothing of the question in its title, which previews show', () => {
	const html = questionPage({ message: 'Fire Mr Smith?', approval });
	expect(/<title>(.*)<\/title>/.exec(html)?.[1]).toBe('Please answer');
});

it('needs no script, loads nothing and posts to its own address', () => {
	const pages = [
		questionPage({ message: 'Tea?', approval }),
		questionPage({ message: 'Tea?', approval: null }),
		answeredPage('Yes'),
		tooLatePage('Yes'),
		closedPage(null),
	];
	for (const html of pages) {
		expect(html).not.toMatch(/<script|<link|<img|src=|href=|url\(|action=/);
	}
});

it('has a decline button only where one can decline', () => {
	expect(questionPage({ message: 'Tea?', approval })).toContain('value="decline"');
	const single = questionPage({ message: 'Tea?', approval: { approve: 'Yes', decline: null } });
	expect(single).not.toContain('value="decline"');
});

it.each([
	[approval, 'Tea?\n\nYes / No: https://n8n.example.com/x'],
	[{ approve: 'Yes', decline: null }, 'Tea?\n\nYes: https://n8n.example.com/x'],
	[null, 'Tea?\n\nAnswer: https://n8n.example.com/x'],
])('the message ends with the link', (one, text) => {
	const question = { message: 'Tea?', approval: one };
	expect(questionText(question, 'https://n8n.example.com/x')).toBe(text);
});
