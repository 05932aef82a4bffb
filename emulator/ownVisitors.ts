import { isIP } from 'node:net';

import type { FastifyInstance } from 'fastify';

/** Host and port of an address; null when it is none. */
function hostOf(url: string): string | null {
	return URL.canParse(url) ? new URL(url).host : null;
}

/** Names that nobody can point here from outside: `localhost`, and `.internal`, under which Docker knows this machine. */
const ownNames = /(^|\.)localhost$|\.internal$/;

/** Whether a host is a number or such a name. */
function isUnmistakable(host: string): boolean {
	const name = new URL(`http://${host}`).hostname;
	return isIP(name.replace(/^\[|\]$/g, '')) !== 0 || ownNames.test(name);
}

/**
 * Why a request is refused, or null when it is not. A browser says in `Origin` whose page sends it; a page
 * that had its own name point at this machine (DNS rebinding) is given away by `Host`.
 * @param headers `host` and `origin` as they came
 * @param isPublic the emulator listens on all addresses, so it may have any name
 */
export function whyForeign(
	{ host = '', origin }: { host?: string; origin?: string },
	isPublic: boolean,
): string | null {
	const own = hostOf(`http://${host}`);
	if (own === null || (!isPublic && !isUnmistakable(own))) {
		return `The emulator does not go by the name "${host}": open it by 127.0.0.1 or localhost.`;
	}
	if (origin === undefined || hostOf(origin) === own) return null;
	return `A page of "${origin}" may not use the emulator.`;
}

/** Keeps the web pages that somebody visits from using the emulator on their machine. */
export function refuseForeignPages(app: FastifyInstance, isPublic: boolean): void {
	app.addHook('onRequest', (request, reply, done) => {
		const why = whyForeign(request.headers, isPublic);
		if (why === null) done();
		else void reply.code(403).send({ error: why });
	});
}
