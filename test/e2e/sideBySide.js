const { default: TestRunner } = require('jest-runner');

/** A Jest runner: all projects at the same time, each in a process of its own that takes its files one by one. */
module.exports = class SideBySide {
	supportsEventEmitters = true;

	constructor(globalConfig, context) {
		this.globalConfig = { ...globalConfig, maxWorkers: 1 };
		this.context = context;
		this.listeners = [];
	}

	on(eventName, listener) {
		const entry = [eventName, listener];
		this.listeners.push(entry);
		return () => {
			this.listeners = this.listeners.filter((one) => one !== entry);
		};
	}

	async runTests(tests, watcher, options) {
		const projects = new Set(tests.map(({ context }) => context));
		const runs = [...projects].map(async (project) => {
			const runner = new TestRunner(this.globalConfig, this.context);
			for (const [eventName, listener] of this.listeners) runner.on(eventName, listener);
			const own = tests.filter(({ context }) => context === project);
			await runner.runTests(own, watcher, { ...options, serial: false });
		});
		await Promise.all(runs);
	}
};
