const { mkdirSync, writeFileSync } = require('node:fs');
const { join } = require('node:path');

/** A Jest reporter: writes how many tests passed and failed into `.test-results/<name>.json`, for `.ci/run`. */
module.exports = class CountReporter {
	constructor(globalConfig, { name }) {
		this.folder = join(globalConfig.rootDir, '.test-results');
		this.name = name;
	}

	onRunComplete(_contexts, results) {
		const counts = {
			passed: results.numPassedTests,
			// A file that does not load has no tests to count, and a skipped test shows nothing.
			failed:
				results.numFailedTests +
				results.numRuntimeErrorTestSuites +
				results.numPendingTests +
				results.numTodoTests,
		};
		mkdirSync(this.folder, { recursive: true });
		writeFileSync(join(this.folder, `${this.name}.json`), JSON.stringify(counts));
	}
};
