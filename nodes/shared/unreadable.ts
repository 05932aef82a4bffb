import { InvalidInput } from './errors';
import { networkCode } from './gatewayErrors';

/**
 * For a file that n8n names but cannot give.
 * @param cause What it said; of errors of the system only the code is shown, since their words name folders of n8n
 */
export function unreadable({ fileName }: { fileName: string }, cause: unknown): InvalidInput {
	const words = cause instanceof Error ? cause.message : String(cause);
	return new InvalidInput(
		`The file "${fileName}" could not be read from n8n's binary data: ${networkCode(cause) ?? words}`,
		'It was not sent. n8n may have deleted it meanwhile: run the workflow again from the node that gives it.',
	);
}
