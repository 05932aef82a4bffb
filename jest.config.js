// Daylight saving and a zone beside UTC: dates of servers may not be taken for local ones.
process.env.TZ ??= 'Europe/Berlin';

/** @type {import('jest').Config} */
const ring = (name, more = {}) => ({
	displayName: name,
	testEnvironment: 'node',
	testMatch: [`<rootDir>/test/${name}/**/*.test.ts`],
	transform: {
		'^.+\\.ts$': ['@swc/jest', { jsc: { target: 'es2022', parser: { syntax: 'typescript' } } }],
	},
	...more,
});

module.exports = {
	projects: [
		ring('unit'),
		ring('engine', { setupFiles: ['<rootDir>/test/helpers/engineEnvironment.ts'] }),
		ring('package'),
	],
	reporters: ['default', ['<rootDir>/.ci/countReporter.js', { name: 'unit' }]],
	testTimeout: 60_000,
};
