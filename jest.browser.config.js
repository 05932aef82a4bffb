/**
 * The emulator's phone page in a real browser (test/browser), without n8n.
 * @type {import('jest').Config}
 */
module.exports = {
	testEnvironment: 'node',
	testMatch: ['<rootDir>/test/browser/**/*.test.ts'],
	transform: {
		'^.+\\.ts$': ['@swc/jest', { jsc: { target: 'es2022', parser: { syntax: 'typescript' } } }],
	},
	reporters: ['default', ['<rootDir>/.ci/countReporter.js', { name: 'browser' }]],
	maxWorkers: 1,
	testTimeout: 120_000,
};
