import type { Parameters } from '../shared/parameters';
import { requiredValue } from '../shared/recipient';

/**
 * The chosen session (WhatsappID).
 * @throws InvalidInput where none is chosen
 */
export function requiredSession(parameters: Parameters): string {
	return requiredValue(parameters.locator('session'), 'session');
}
