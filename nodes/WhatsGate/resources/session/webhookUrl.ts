import { InvalidInput } from '../../../shared/errors';
import type { Parameters } from '../../../shared/parameters';

/**
 * The parameter `webhookUrl`.
 * @returns An http(s) URL, or the empty text
 * @throws InvalidInput where it is something else
 */
export function webhookUrl(parameters: Parameters): string {
	const url = parameters.text('webhookUrl').trim();
	const isUrl = URL.canParse(url) && ['http:', 'https:'].includes(new URL(url).protocol);
	if (url === '' || isUrl) return url;
	throw new InvalidInput(
		`"${url}" is not a webhook URL`,
		'Give an address that begins with https:// or http://.',
	);
}
