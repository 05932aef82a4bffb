import { parseArgs } from 'node:util';
import { messageOf } from '../host';
import { runCheck } from './check';
import { runDemo } from './run';

const help = `npm run demo                 n8n with the package and an emulated WhatsApp, until Ctrl+C
npm run demo -- --fresh      the same, without the data of earlier runs
npm run demo -- --check      tries every gateway and mode once and ends: exit code 0 = all well`;

async function main(): Promise<boolean> {
	const { values } = parseArgs({
		options: {
			check: { type: 'boolean', default: false },
			fresh: { type: 'boolean', default: false },
			help: { type: 'boolean', default: false },
		},
	});
	if (values.help) {
		console.log(help);
		return true;
	}
	return values.check ? await runCheck() : await runDemo(values.fresh);
}

main().then(
	(ok) => {
		process.exitCode = ok ? 0 : 1;
	},
	(error: unknown) => {
		console.error(messageOf(error));
		process.exitCode = 1;
	},
);
