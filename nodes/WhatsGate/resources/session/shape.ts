import type { IDataObject } from 'n8n-workflow';

import type { OperationCall, OperationResult } from '../../../shared/operation';
import { inShape } from '../../../shared/results';
import { simplifySession } from '../../simplify';
import { callbackToShow } from '../../trigger/callbackUrl';

/** Sessions as they come out of the node. The secret in a trigger's callback does not, simplified or not. */
export function sessionsInShape(
	call: Pick<OperationCall<unknown>, 'parameters'>,
	sessions: IDataObject[],
): OperationResult {
	const shown = sessions.map((session) =>
		'callback' in session ? { ...session, callback: callbackToShow(session.callback) } : session,
	);
	return inShape(call, shown, simplifySession);
}
