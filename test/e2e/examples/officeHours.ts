import { setField, type Trial } from './trial';

/** Texts that came back, by the person who wrote. */
async function answersIn(trial: Trial) {
	const messages = await trial.control.messages({ fromMe: true });
	return messages.map(({ chat, text }) => [chat.split('@')[0], text]);
}

/** Office hours in Berlin, Monday to Friday 9 to 18, with messages whose text is the time at which they come. */
export async function tryOfficeHours(trial: Trial): Promise<void> {
	const workflow = await trial.addActive((file) => {
		file.settings = { ...file.settings, timezone: 'Europe/Berlin' };
		setField(file, 'Settings', 'now', '={{ $json.text }}');
		setField(file, 'Settings', 'answer', '=Closed at {{ $json.text }}');
	});
	let count = 0;
	const write = async (from: string, text: string) => {
		await trial.control.incoming({ from, text });
		count += 1;
		await trial.ended(workflow, count);
	};
	const [anna, boris] = ['491500000001', '491500000002'];

	await write(anna, '2026-11-23T08:00:00Z');
	await write(anna, '2026-11-23T16:59:00Z');
	expect(await answersIn(trial)).toEqual([]);

	await write(anna, '2026-11-23T17:00:00Z');
	await write(anna, '2026-11-24T07:59:00Z');
	await write(boris, '2026-11-24T07:59:00Z');
	await write(anna, '2026-11-24T17:30:00Z');
	await write(anna, '2026-11-28T11:00:00Z');
	const answers = [
		[anna, 'Closed at 2026-11-23T17:00:00Z'],
		[boris, 'Closed at 2026-11-24T07:59:00Z'],
		[anna, 'Closed at 2026-11-24T17:30:00Z'],
		[anna, 'Closed at 2026-11-28T11:00:00Z'],
	];
	expect(await answersIn(trial)).toEqual(answers);

	await trial.run(workflow, 'Every Monday at Noon');
	count += 1;
	await write(anna, '2026-11-28T11:05:00Z');
	expect(await answersIn(trial)).toEqual([...answers, [anna, 'Closed at 2026-11-28T11:05:00Z']]);
}
