import type { INode } from 'n8n-workflow';
import { NodeApiError, NodeOperationError } from 'n8n-workflow';

/** Something that the user can put right: a parameter, a file, a setting. Raised before any call to the gateway. */
export class InvalidInput extends Error {
	/**
	 * @param message What is wrong, one sentence without a full stop
	 * @param advice What to do about it
	 */
	constructor(
		message: string,
		readonly advice: string,
	) {
		super(message);
		this.name = 'InvalidInput';
	}
}

/**
 * Any thrown value as an error that n8n can show: with its node, the item it belongs to and what to do.
 * The original message always stays.
 */
export function toNodeError(
	node: INode,
	error: unknown,
	itemIndex?: number,
): NodeApiError | NodeOperationError {
	if (error instanceof NodeApiError || error instanceof NodeOperationError) {
		if (itemIndex !== undefined) error.context.itemIndex ??= itemIndex;
		return error;
	}
	if (error instanceof InvalidInput) {
		return new NodeOperationError(node, error, {
			description: error.advice,
			itemIndex,
			level: 'warning',
		});
	}
	return new NodeOperationError(node, error instanceof Error ? error : String(error), {
		itemIndex,
	});
}

/** The text with every occurrence of the given secrets replaced, also as JSON and URLs write them. */
export function withoutSecrets(text: string, secrets: string[]): string {
	return secrets
		.filter((secret) => secret !== '')
		.flatMap((secret) => [secret, JSON.stringify(secret).slice(1, -1), encodeURIComponent(secret)])
		.reduce((cleaned, secret) => cleaned.replaceAll(secret, '***'), text);
}
