/**
 * The package's tarball inside a real n8n 2.x and 1.x (test/e2e). They share two running n8n, so one file at a time.
 * @type {import('jest').Config}
 */
module.exports = {
	testEnvironment: 'node',
	testMatch: ['<rootDir>/test/e2e/**/*.test.ts'],
	transform: {
		'^.+\\.ts$': ['@swc/jest', { jsc: { target: 'es2022', parser: { syntax: 'typescript' } } }],
	},
	globalSetup: '<rootDir>/test/e2e/globalSetup.ts',
	globalTeardown: '<rootDir>/test/e2e/globalTeardown.ts',
	reporters: ['default', ['<rootDir>/.ci/countReporter.js', { name: 'e2e' }]],
	maxWorkers: 1,
	testTimeout: 240_000,
};
