import { createRequire } from 'node:module';

import type { Container } from '@n8n/di';
import { BinaryDataService } from 'n8n-core';

type ServiceContainer = Pick<typeof Container, 'get'>;

function isContainer(value: unknown): value is ServiceContainer {
	return (
		typeof value === 'object' && value !== null && 'get' in value && typeof value.get === 'function'
	);
}

/** n8n's store of binary data, ready to use. Its services live in n8n-core's own copy of `@n8n/di`. */
export async function startBinaryData(): Promise<BinaryDataService> {
	const exported: unknown = createRequire(require.resolve('n8n-core'))('@n8n/di');
	const container =
		typeof exported === 'object' && exported !== null && 'Container' in exported
			? exported.Container
			: undefined;
	if (!isContainer(container)) throw new Error('n8n-core has no container of services');
	const service = container.get(BinaryDataService);
	await service.init();
	return service;
}
