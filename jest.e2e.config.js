const { readdirSync } = require('node:fs');
const { join } = require('node:path');

/** Every n8n that the package is tried in has a folder in host. */
const hostVersions = readdirSync(join(__dirname, 'host')).flatMap(
	(name) => /^n8n-(\d.*)$/.exec(name)?.[1] ?? [],
);

/** What n8n 1.x cannot do at all. */
const newOnly = ['humanReview.test.ts$', 'askOnPhone.test.ts$'];

/** All files of a version share one running n8n, so they take turns. */
const ring = (version) => ({
	displayName: `n8n ${version}`,
	testEnvironment: 'node',
	globals: { n8nUnderTest: version },
	testMatch: ['<rootDir>/test/e2e/**/*.test.ts'],
	testPathIgnorePatterns: version.startsWith('1.') ? newOnly : [],
	transform: {
		'^.+\\.ts$': ['@swc/jest', { jsc: { target: 'es2022', parser: { syntax: 'typescript' } } }],
	},
	globalSetup: '<rootDir>/test/e2e/globalSetup.ts',
	globalTeardown: '<rootDir>/test/e2e/globalTeardown.ts',
	runner: '<rootDir>/test/e2e/sideBySide.js',
});

/**
 * The package's tarball inside a real n8n 2.x and 1.x (test/e2e): the versions side by side, `E2E_VERSIONS` names some.
 * @type {import('jest').Config}
 */
module.exports = {
	projects: hostVersions
		.filter((version) => process.env.E2E_VERSIONS?.split(',').includes(version) ?? true)
		.map(ring),
	reporters: ['default', ['<rootDir>/.ci/countReporter.js', { name: 'e2e' }]],
	testTimeout: 240_000,
};
