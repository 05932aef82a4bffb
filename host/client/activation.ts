import { z } from 'zod/v4';
import { waitFor } from '../wait';
import { publicationSchema, type Workflow } from './schemas';
import { N8nApiError, type RestSession } from './session';

/**
 * How n8n 2.x got on with publishing, when it has ended; undefined on a version that does it before its answer.
 * In 2.x the answer to an activation comes before the triggers are switched.
 */
async function publicationOf(rest: RestSession, id: string) {
	return await waitFor(
		`the end of publishing workflow ${id}`,
		async () => {
			try {
				const path = `/workflows/${id}/publication-status`;
				const publication = await rest.call(publicationSchema, 'GET', path);
				return publication.status === 'in_progress' ? undefined : { publication };
			} catch (error) {
				if (error instanceof N8nApiError && error.status === 404) return {};
				throw error;
			}
		},
		{ timeoutMs: 120_000, everyMs: 100 },
	);
}

/** Activates a workflow's newest version; see `N8nClient.activate`. */
export async function activateWorkflow(
	rest: RestSession,
	{ id, versionId }: Workflow,
): Promise<void> {
	await rest.call(z.unknown(), 'POST', `/workflows/${id}/activate`, { versionId });
	const { publication } = await publicationOf(rest, id);
	if (!publication || publication.status === 'published') return;
	const reasons = publication.triggers.flatMap(({ errorMessage }) => errorMessage ?? []);
	const reason = reasons.join('; ') || publication.status;
	throw new N8nApiError(`POST /rest/workflows/${id}/activate`, 200, reason);
}

/** Deactivates a workflow; see `N8nClient.deactivate`. */
export async function deactivateWorkflow(rest: RestSession, id: string): Promise<void> {
	await rest.call(z.unknown(), 'POST', `/workflows/${id}/deactivate`, {});
	await publicationOf(rest, id);
}
