import type {
	IAuthenticateGeneric,
	Icon,
	ICredentialTestRequest,
	ICredentialType,
	INodeProperties,
} from 'n8n-workflow';

/** Access to a WhatsGate account: https://whatsgate.org/docs/api/request */
export class WhatsGateApi implements ICredentialType {
	name = 'whatsGateApi';

	displayName = 'WhatsGate API';

	icon: Icon = {
		light: 'file:../icons/whatsGate.svg',
		dark: 'file:../icons/whatsGate.dark.svg',
	};

	documentationUrl = 'https://whatsgate.org/docs/api/request';

	properties: INodeProperties[] = [
		{
			displayName: 'API Key',
			name: 'apiKey',
			type: 'string',
			typeOptions: { password: true },
			required: true,
			default: '',
			description: 'The key of your WhatsGate account, from its page on whatsgate.org',
		},
		{
			displayName: 'Base URL',
			name: 'baseUrl',
			type: 'string',
			default: 'https://whatsgate.org/api/v1',
			placeholder: 'e.g. https://whatsgate.org/api/v1',
			description: 'Address of the service. The key is sent there and nowhere else.',
		},
	];

	authenticate: IAuthenticateGeneric = {
		type: 'generic',
		properties: { headers: { 'X-Api-Key': '={{ $credentials.apiKey }}' } },
	};

	test: ICredentialTestRequest = {
		request: {
			baseURL: '={{ $credentials.baseUrl.replace(new RegExp("/+$"), "") }}',
			url: '/sessions-get',
			method: 'POST',
			body: {},
			json: true,
			disableFollowRedirect: true,
		},
		rules: [
			{
				type: 'responseSuccessBody',
				properties: {
					key: 'name',
					value: 'Unauthorized',
					message:
						'WhatsGate did not accept the API key. Copy it from your WhatsGate account again.',
				},
			},
		],
	};
}
