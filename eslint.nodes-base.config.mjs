// The rules of eslint-plugin-n8n-nodes-base in its newest version, beside the older copy inside @n8n/node-cli.
import nodesBase from 'eslint-plugin-n8n-nodes-base';
import tseslint from 'typescript-eslint';

// These four contradict a rule of @n8n/eslint-plugin-community-nodes; n8n's own tool switches them off too.
const contradicted = {
	'n8n-nodes-base/node-class-description-inputs-wrong-regular-node': 'off',
	'n8n-nodes-base/node-class-description-outputs-wrong': 'off',
	'n8n-nodes-base/cred-class-field-documentation-url-miscased': 'off',
	'n8n-nodes-base/node-param-type-options-max-value-present': 'off',
};

export default [
	{ plugins: { 'n8n-nodes-base': nodesBase }, linterOptions: { noInlineConfig: true } },
	{
		files: ['package.json'],
		languageOptions: {
			parser: tseslint.parser,
			parserOptions: { extraFileExtensions: ['.json'] },
		},
		rules: nodesBase.configs.community.rules,
	},
	{
		files: ['credentials/**/*.ts'],
		languageOptions: { parser: tseslint.parser },
		rules: { ...nodesBase.configs.credentials.rules, ...contradicted },
	},
	{
		files: ['nodes/**/*.ts'],
		languageOptions: { parser: tseslint.parser },
		rules: { ...nodesBase.configs.nodes.rules, ...contradicted },
	},
];
