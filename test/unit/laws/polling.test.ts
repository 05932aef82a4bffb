import { pollingLaws } from '../../laws/polling/laws';
import { usualRuns } from '../../laws/run';

test.each(pollingLaws)(
	'$name',
	async (law) => {
		expect(await law.check(usualRuns)).toBeNull();
	},
	300_000,
);
