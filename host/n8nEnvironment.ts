import { hostPath, type Host } from './install';
import { recipeOf } from './versions';

/** Variables that would change n8n's behaviour from outside: settings of n8n itself, of Node, of npm and of Jest. */
const foreign =
	/^(N8N_|DB_|EXECUTIONS_|QUEUE_|WEBHOOK_|GENERIC_|NODES_|WORKFLOWS_|OFFLOAD_|NODE_|npm_|JEST_|TS_|TSX_)/i;

/** Where an n8n listens and keeps its data. */
export interface N8nPlace {
	/** Its `N8N_USER_FOLDER`. */
	userFolder: string;
	/** `http://127.0.0.1:5678`, no slash at the end. */
	url: string;
	/** Port of the editor, the REST API and the webhooks. */
	port: number;
	/** Port of n8n's task broker (5679 by default; two n8n need two). */
	brokerPort: number;
}

/** The environment for an n8n that talks to nobody but the workflows' own services and keeps every execution. */
export function n8nEnvironment(
	host: Host,
	place: N8nPlace,
	more: Record<string, string>,
): NodeJS.ProcessEnv {
	const inherited = Object.entries(process.env).filter(([name]) => !foreign.test(name));
	const noProxy = [process.env.NO_PROXY ?? process.env.no_proxy, '127.0.0.1', 'localhost']
		.filter(Boolean)
		.join(',');
	return {
		...Object.fromEntries(inherited),
		PATH: hostPath(host),
		NO_PROXY: noProxy,
		no_proxy: noProxy,
		NODE_ENV: 'production',
		TZ: 'UTC',
		GENERIC_TIMEZONE: 'UTC',
		N8N_USER_FOLDER: place.userFolder,
		N8N_PORT: String(place.port),
		N8N_LISTEN_ADDRESS: '127.0.0.1',
		N8N_HOST: '127.0.0.1',
		N8N_PROTOCOL: 'http',
		N8N_EDITOR_BASE_URL: place.url,
		WEBHOOK_URL: place.url,
		N8N_SECURE_COOKIE: 'false',
		N8N_RUNNERS_BROKER_PORT: String(place.brokerPort),
		N8N_DIAGNOSTICS_ENABLED: 'false',
		N8N_VERSION_NOTIFICATIONS_ENABLED: 'false',
		N8N_VERSION_NOTIFICATIONS_WHATS_NEW_ENABLED: 'false',
		N8N_DYNAMIC_BANNERS_ENABLED: 'false',
		N8N_HIRING_BANNER_ENABLED: 'false',
		N8N_TEMPLATES_ENABLED: 'false',
		N8N_PERSONALIZATION_ENABLED: 'false',
		N8N_ONBOARDING_FLOW_DISABLED: 'true',
		N8N_UNVERIFIED_PACKAGES_ENABLED: 'true',
		N8N_VERIFIED_PACKAGES_ENABLED: 'false',
		N8N_LICENSE_AUTO_RENEW_ENABLED: 'false',
		EXECUTIONS_DATA_SAVE_ON_ERROR: 'all',
		EXECUTIONS_DATA_SAVE_ON_SUCCESS: 'all',
		EXECUTIONS_DATA_SAVE_MANUAL_EXECUTIONS: 'true',
		EXECUTIONS_DATA_PRUNE: 'false',
		...recipeOf(host.version).env,
		...more,
	};
}
