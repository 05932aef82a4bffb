import { z } from 'zod/v4';

import type { World } from '../world/world';

/** The page behind `qr_link` (3.10): here it tells how to link the phone without having one. */
export function qrPage(world: World, params: unknown, address: string): string {
	const id = z.object({ id: z.string() }).parse(params).id;
	const session = world.sessions.get(id);
	if (!session) return page('This session does not exist.');
	if (session.status === 'ready') return page('The phone is linked.');
	const code = session.code ?? session.qr ?? 'The code is not there yet.';
	return page(`<p>${code}</p><p>To play the phone that links itself, run:</p>
<pre>curl -X POST ${escapeHtml(address)}/control/login -H 'content-type: application/json' -d '{"session":"${session.id}"}'</pre>`);
}

function page(content: string): string {
	return `<!doctype html><meta charset="utf-8"><meta http-equiv="refresh" content="3">
<title>Emulated WhatsGate</title>${content}`;
}

function escapeHtml(text: string): string {
	return text.replace(/[&<>"']/g, (character) => `&#${character.charCodeAt(0)};`);
}
