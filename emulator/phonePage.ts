import { readFile } from 'node:fs/promises';
import { join } from 'node:path';

import type { FastifyInstance } from 'fastify';

/** The sources of the page. */
const folder = join(__dirname, 'phone');

/** The page talks to this emulator only, and shows nothing that a message brings as anything but text. */
const policy = [
	"default-src 'none'",
	"script-src 'self'",
	"style-src 'self'",
	"img-src 'self' blob:",
	"media-src 'self' blob:",
	"connect-src 'self'",
	"base-uri 'none'",
	"form-action 'none'",
	"frame-ancestors 'none'",
].join('; ');

interface Bundle {
	script: string;
	style: string;
}

/** Makes one script and one style sheet of the sources. */
async function bundle(): Promise<Bundle> {
	// Only who opens the page waits for the bundler.
	const { build } = await import('esbuild');
	const { outputFiles } = await build({
		entryPoints: [join(folder, 'main.tsx')],
		tsconfig: join(folder, 'tsconfig.json'),
		outdir: folder,
		bundle: true,
		write: false,
		format: 'esm',
		target: 'es2022',
		// Nothing of Node.js may come along with what the page shares with the emulator.
		platform: 'browser',
	});
	const textOf = (ending: string) =>
		outputFiles.find(({ path }) => path.endsWith(ending))?.text ?? '';
	return { script: textOf('.js'), style: textOf('.css') };
}

/** `GET /` and `GET /phone`: the page on which a person plays the customers. */
export function phonePageRoutes(app: FastifyInstance): void {
	let bundled: Promise<Bundle> | null = null;
	const bundleOnce = () => {
		bundled ??= bundle().catch((error: unknown) => {
			bundled = null;
			throw error;
		});
		return bundled;
	};
	app.addHook('onSend', (_request, reply, payload, done) => {
		reply.headers({
			'content-security-policy': policy,
			'x-content-type-options': 'nosniff',
			'referrer-policy': 'no-referrer',
			'cache-control': 'no-cache',
		});
		done(null, payload);
	});
	for (const path of ['/', '/phone']) {
		app.get(path, async (_request, reply) =>
			reply.type('text/html').send(await readFile(join(folder, 'index.html'))),
		);
	}
	app.get('/phone/icon.svg', async (_request, reply) =>
		reply.type('image/svg+xml').send(await readFile(join(folder, 'icon.svg'))),
	);
	app.get('/phone/main.js', async (_request, reply) =>
		reply.type('text/javascript').send((await bundleOnce()).script),
	);
	app.get('/phone/main.css', async (_request, reply) =>
		reply.type('text/css').send((await bundleOnce()).style),
	);
}
