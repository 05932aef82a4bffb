import { createServer } from 'node:net';
import { isErrorWithCode } from './errors';

/** Listens on the port for a moment; gives the port, or undefined when it is taken or not allowed. */
async function tryPort(port: number): Promise<number | undefined> {
	return await new Promise((resolve, reject) => {
		const server = createServer();
		server.once('error', (error) => {
			if (isErrorWithCode(error, 'EADDRINUSE') || isErrorWithCode(error, 'EACCES'))
				resolve(undefined);
			else reject(error);
		});
		server.listen(port, '127.0.0.1', () => {
			const address = server.address();
			const found = typeof address === 'object' && address ? address.port : undefined;
			server.close(() => {
				resolve(found);
			});
		});
	});
}

/**
 * A free TCP port on 127.0.0.1.
 * @param wanted is taken when it is free; 0 or left out = any
 */
export async function freePort(wanted = 0): Promise<number> {
	const port = (await tryPort(wanted)) ?? (await tryPort(0));
	if (port === undefined) throw new Error('No free TCP port was found on 127.0.0.1.');
	return port;
}
