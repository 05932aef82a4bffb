/**
 * `npm run demo` as a person has it (test/demo): the whole of it in a browser, with an n8n of its own.
 * @type {import('jest').Config}
 */
module.exports = {
	testEnvironment: 'node',
	testMatch: ['<rootDir>/test/demo/**/*.test.ts'],
	transform: {
		'^.+\\.ts$': ['@swc/jest', { jsc: { target: 'es2022', parser: { syntax: 'typescript' } } }],
	},
	reporters: ['default', ['<rootDir>/.ci/countReporter.js', { name: 'demo' }]],
	maxWorkers: 1,
	// The first start on a machine installs n8n.
	testTimeout: 900_000,
};
