import { parseArgs } from 'node:util';

import { machine, machineLine } from '../../bench/report';
import { backlogLoad } from './loadBacklog';
import { webhookLoad } from './loadWebhooks';
import { report, runTrial, type Figure } from './report';
import { Site } from './site';

const help = `Loads a real n8n: a steady rate through webhooks, and a backlog for polling.

  npm run test:load                       both, about half an hour
  npm run test:load -- --quick            one minute, and 10,000 messages
  npm run test:load -- --only webhooks    one part: webhooks or backlog
  npm run test:load -- --minutes 5        how long messages come by webhook
  npm run test:load -- --rate 20          messages a second, each by both gateways
  npm run test:load -- --backlog 100000   messages that wait for polling`;

/** Lends each part an n8n of its own, so that it begins with the memory of a fresh one. */
async function withSite(load: (site: Site) => Promise<Figure[]>): Promise<Figure[]> {
	const site = await Site.open({ onProgress: console.log });
	try {
		return await load(site);
	} finally {
		await site.close(false);
	}
}

/** A number above 0 that was given as text. */
function positive(name: string, text: string): number {
	const number = Number(text);
	if (!(number > 0)) throw new Error(`--${name} is a number above 0.\n\n${help}`);
	return number;
}

runTrial(async () => {
	const { values } = parseArgs({
		options: {
			minutes: { type: 'string' },
			rate: { type: 'string', default: '20' },
			backlog: { type: 'string' },
			only: { type: 'string' },
			quick: { type: 'boolean', default: false },
			help: { type: 'boolean', default: false },
		},
	});
	if (values.help) {
		console.log(help);
		return true;
	}
	const { only, quick } = values;
	if (only !== undefined && only !== 'webhooks' && only !== 'backlog') {
		throw new Error(`There is no part "${only}".\n\n${help}`);
	}
	const minutes = positive('minutes', values.minutes ?? (quick ? '1' : '5'));
	const rate = positive('rate', values.rate);
	const backlog = positive('backlog', values.backlog ?? (quick ? '10000' : '100000'));

	const atStart = machine();
	const figures: Figure[] = [];
	if (only !== 'backlog') {
		figures.push(...(await withSite(async (site) => await webhookLoad(site, minutes, rate))));
	}
	if (only !== 'webhooks') {
		figures.push(...(await withSite(async (site) => await backlogLoad(site, backlog))));
	}
	console.log(machineLine(atStart));
	return report('load', figures);
});
