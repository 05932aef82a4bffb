import type {
	IAuthenticateGeneric,
	Icon,
	ICredentialTestRequest,
	ICredentialType,
	INodeProperties,
} from 'n8n-workflow';

/** Access to a Whapi.Cloud channel, which is one WhatsApp number. */
export class WhapiApi implements ICredentialType {
	name = 'whapiApi';

	displayName = 'Whapi API';

	icon: Icon = { light: 'file:../icons/whapi.svg', dark: 'file:../icons/whapi.dark.svg' };

	documentationUrl = 'https://whapi.readme.io/reference';

	properties: INodeProperties[] = [
		{
			displayName: 'Token',
			name: 'token',
			type: 'string',
			typeOptions: { password: true },
			required: true,
			default: '',
			description: 'The token of your channel, from its page in the Whapi.Cloud panel',
		},
		{
			displayName: 'Base URL',
			name: 'baseUrl',
			type: 'string',
			default: 'https://gate.whapi.cloud',
			placeholder: 'e.g. https://gate.whapi.cloud',
			description: 'Address of the service. The token is sent there and nowhere else.',
		},
	];

	authenticate: IAuthenticateGeneric = {
		type: 'generic',
		properties: { headers: { Authorization: '=Bearer {{ $credentials.token }}' } },
	};

	/** Without `wakeup=false` the call would start a sleeping channel. */
	test: ICredentialTestRequest = {
		request: {
			baseURL: '={{ $credentials.baseUrl.replace(new RegExp("/+$"), "") }}',
			url: '/health',
			method: 'GET',
			qs: { wakeup: 'false' },
			json: true,
			disableFollowRedirect: true,
		},
	};
}
