/** The pages that a question's link shows. They need no script, and load nothing. */

import type { Question } from './question';

/** Names and values of the page's form, as its POST sends them. */
export const FIELDS = { answer: 'answer', text: 'text' } as const;
export const APPROVE = 'approve';
export const DECLINE = 'decline';

/** Sent with every page: nothing may run or be loaded, no other page may frame it, nobody keeps it. */
export const PAGE_HEADERS: Record<string, string> = {
	'Content-Type': 'text/html; charset=utf-8',
	'Content-Security-Policy':
		"default-src 'none'; style-src 'unsafe-inline'; form-action 'self'; base-uri 'none'; frame-ancestors 'none'",
	'Cache-Control': 'no-store',
	'Referrer-Policy': 'no-referrer',
	'X-Robots-Tag': 'noindex, nofollow',
};

const STYLE = `
:root { color-scheme: light dark; --back: #f4f5f4; --card: #fff; --text: #1b1f1d; --quiet: #5b6560; --line: #cfd6d2; --strong: #0b6b4f; --on-strong: #fff }
@media (prefers-color-scheme: dark) { :root { --back: #121614; --card: #1d2320; --text: #eef2f0; --quiet: #a9b4ae; --line: #45504b; --strong: #7ddcb8; --on-strong: #06251a } }
* { box-sizing: border-box }
body { margin: 0; min-height: 100vh; display: grid; place-items: center; padding: 1rem; background: var(--back); color: var(--text); font: 1.0625rem/1.5 system-ui, sans-serif }
main { width: 100%; max-width: 32rem; padding: 1.5rem; background: var(--card); border: 1px solid var(--line); border-radius: .75rem }
h1 { margin: 0 0 .75rem; font-size: 1.25rem }
p { margin: 0 0 1.25rem; white-space: pre-wrap; overflow-wrap: anywhere }
.quiet { margin: 0; color: var(--quiet) }
form { display: grid; gap: .75rem }
textarea { width: 100%; min-height: 8rem; padding: .75rem; font: inherit; color: inherit; background: transparent; border: 1px solid var(--quiet); border-radius: .5rem }
button { min-height: 3rem; padding: .5rem 1rem; font: inherit; font-weight: 600; border-radius: .5rem; border: 1px solid var(--strong); background: var(--strong); color: var(--on-strong); cursor: pointer; overflow-wrap: anywhere }
button.other { background: transparent; color: var(--text); border-color: var(--quiet) }
:focus-visible { outline: 3px solid var(--strong); outline-offset: 2px }
`;

/** Text as HTML shows it, also inside of an attribute in double quotes. */
export function escapeHtml(text: string): string {
	const entities: Record<string, string> = {
		'&': 'amp',
		'<': 'lt',
		'>': 'gt',
		'"': 'quot',
		"'": '#39',
	};
	return text.replace(/[&<>"']/g, (character) => `&${entities[character] ?? ''};`);
}

/** HTML. */
export type Page = string;

/** The title says nothing of the question: previews show it. */
function page(heading: string, body: string): Page {
	return `<!doctype html>
<html lang="en">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<title>${escapeHtml(heading)}</title>
<style>${STYLE}</style>
</head>
<body>
<main>
<h1>${escapeHtml(heading)}</h1>
${body}
</main>
</body>
</html>
`;
}

function button(value: string, label: string, className = ''): string {
	const style = className === '' ? '' : ` class="${className}"`;
	return `<button${style} name="${FIELDS.answer}" value="${value}">${escapeHtml(label)}</button>`;
}

const TEXT_FORM = `<label for="${FIELDS.text}">Your answer</label>
<textarea id="${FIELDS.text}" name="${FIELDS.text}" required maxlength="10000"></textarea>
<button>Send</button>`;

/** The page with the question; nothing is answered by opening it. */
export function questionPage({ message, approval }: Question): Page {
	const buttons =
		approval === null
			? [TEXT_FORM]
			: [
					button(APPROVE, approval.approve),
					...(approval.decline === null ? [] : [button(DECLINE, approval.decline, 'other')]),
				];
	return page(
		'Please answer',
		`<p>${escapeHtml(message)}</p>\n<form method="post">\n${buttons.join('\n')}\n</form>`,
	);
}

/**
 * The page after the answer.
 * @param answer What was answered: the button's label or the text
 */
export function answeredPage(answer: string): Page {
	return page(
		'Thank you',
		`<p>Your answer: ${escapeHtml(answer)}</p>\n<p class="quiet">It was passed on. You can close this page.</p>`,
	);
}

/** What a page can tell of an answer that was given before; null where this process does not know it. */
function givenAnswer(given: string | null): string {
	return given === null ? '' : `\n<p>The answer: ${escapeHtml(given)}</p>`;
}

const CLOSE = '\n<p class="quiet">You can close this page.</p>';

/**
 * The page for who answers while somebody else's answer is being taken.
 * @param given That answer, as {@link answeredPage} shows it
 */
export function tooLatePage(given: string | null): Page {
	const text = '<p>Somebody else was faster, and that answer counts.</p>';
	return page('Answered already', `${text}${givenAnswer(given)}${CLOSE}`);
}

/**
 * The page behind the link of an earlier question of the same execution.
 * @param given How it was answered
 */
export function closedPage(given: string | null): Page {
	const text =
		given === null
			? 'This question was answered already, or its time is over.'
			: 'This question was answered already.';
	return page('Closed', `<p>${text}</p>${givenAnswer(given)}${CLOSE}`);
}
