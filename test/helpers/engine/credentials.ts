import { createHash } from 'node:crypto';

import type { PackageDirectoryLoader } from 'n8n-core';
import type {
	IAuthenticateGeneric,
	ICredentialDataDecryptedObject,
	ICredentialsEncrypted,
	IHttpRequestOptions,
	INode,
	INodeCredentialsDetails,
	INodeProperties,
	IRequestOptionsSimplified,
	Workflow,
} from 'n8n-workflow';
import { ICredentials, ICredentialsHelper } from 'n8n-workflow';

/** Credentials by the name of their type. */
export type CredentialValues = Record<string, ICredentialDataDecryptedObject>;

/** A credential as n8n has it stored. */
export class SealedCredentials extends ICredentials {
	getData(): Promise<ICredentialDataDecryptedObject> {
		throw new Error('Encrypted credentials are not opened in the tests');
	}

	getDataToSave(): ICredentialsEncrypted {
		throw new Error('Credentials do not change in the tests');
	}

	setData(): Promise<void> {
		throw new Error('Credentials do not change in the tests');
	}

	updateData(): Promise<void> {
		throw new Error('Credentials do not change in the tests');
	}
}

/** Gives the nodes the credentials of a test, and puts them into requests as the credential type says. */
export class TestCredentials extends ICredentialsHelper {
	constructor(
		private readonly loader: PackageDirectoryLoader,
		private readonly values: CredentialValues,
	) {
		super();
	}

	getParentTypes(): string[] {
		return [];
	}

	isCredentialUsableByNode(): boolean {
		return true;
	}

	/** Applies the credential type's generic authentication: its headers, with their expressions. */
	authenticate(
		credentials: ICredentialDataDecryptedObject,
		typeName: string,
		request: IHttpRequestOptions | IRequestOptionsSimplified,
		workflow?: Workflow,
		node?: INode,
	): Promise<IHttpRequestOptions> {
		const { authenticate } = this.loader.getCredential(typeName).type;
		if (authenticate === undefined || typeof authenticate === 'function') {
			throw new Error(`${typeName} has no generic authentication`);
		}
		if (workflow === undefined || node === undefined) throw new Error('No workflow is given');
		const headers: Record<string, string> = {};
		for (const [name, value] of Object.entries(headersOf(authenticate))) {
			const keys = { $credentials: credentials };
			headers[name] = String(
				workflow.expression.getSimpleParameterValue(node, value, 'internal', keys),
			);
		}
		const url = 'url' in request ? request.url : '';
		return Promise.resolve({ ...request, url, headers: { ...request.headers, ...headers } });
	}

	preAuthentication(): Promise<undefined> {
		return Promise.resolve(undefined);
	}

	runPreAuthentication(): Promise<undefined> {
		return Promise.resolve(undefined);
	}

	/** The tests look only at whether it has changed. */
	getCredentials({ id, name }: INodeCredentialsDetails, type: string): Promise<ICredentials> {
		const sealed = createHash('sha256').update(JSON.stringify(this.values[type])).digest('hex');
		return Promise.resolve(new SealedCredentials({ id, name }, type, sealed));
	}

	getDecrypted(
		_additionalData: unknown,
		_nodeCredentials: unknown,
		type: string,
	): Promise<ICredentialDataDecryptedObject> {
		const values = this.values[type];
		if (values === undefined) throw new Error(`The test gives no credential of the type ${type}`);
		return Promise.resolve({ ...values });
	}

	updateCredentials(): Promise<void> {
		throw new Error('Credentials do not change in the tests');
	}

	updateCredentialsOauthTokenData(): Promise<void> {
		throw new Error('Credentials do not change in the tests');
	}

	getCredentialsProperties(type: string): INodeProperties[] {
		return this.loader.getCredential(type).type.properties;
	}
}

function headersOf({ properties }: IAuthenticateGeneric): Record<string, string> {
	const { headers = {}, ...others } = properties;
	const unknown = Object.keys(others);
	if (unknown.length > 0) throw new Error(`The tests do not know how to apply ${unknown.join()}`);
	return Object.fromEntries(
		Object.entries(headers).map(([name, value]) => {
			if (typeof value !== 'string') throw new Error(`The header ${name} is no text`);
			return [name, value];
		}),
	);
}
