import { usualRuns } from '../../laws/run';
import { webhookLaws } from '../../laws/webhook/laws';

test.each(webhookLaws)(
	'$name',
	async (law) => {
		expect(await law.check(usualRuns)).toBeNull();
	},
	300_000,
);
