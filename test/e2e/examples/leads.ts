import { DataTables, type TableColumn } from '../../../host';
import { chooseTable, type Trial } from './trial';

const table = 'WhatsApp leads';

const columns: TableColumn[] = [
	{ name: 'name', type: 'string' },
	{ name: 'number', type: 'string' },
	{ name: 'text', type: 'string' },
	{ name: 'time', type: 'date' },
];

/** Activates the example with a table that was made by hand. */
async function addWithTable(trial: Trial, tables: DataTables) {
	const id = await tables.create(table, columns);
	return await trial.addActive((file) => {
		chooseTable(file, id);
	});
}

/** Activates the example with the table that it makes itself, where n8n can do that. */
async function addAndSetUp(trial: Trial, tables: DataTables) {
	if (trial.bench.version.startsWith('1.')) {
		return { workflow: await addWithTable(trial, tables), count: 0 };
	}
	const workflow = await trial.addActive();
	await trial.run(workflow, 'Click Once to Begin');
	return { workflow, count: 1 };
}

/** New numbers become rows and are welcomed; a known one is neither added nor welcomed again. */
export async function tryLeads(trial: Trial): Promise<void> {
	const { bench, control } = trial;
	const tables = new DataTables(bench.client.rest);
	try {
		const { workflow, count: before } = await addAndSetUp(trial, tables);
		let count = before;
		const write = async (from: string, text: string, fromName?: string) => {
			await control.incoming({ from, text, fromName });
			count += 1;
			await trial.ended(workflow, count);
		};
		await write('491500000001', 'Do you have red bikes?', 'Anna');
		await write('491500000001', 'Or blue ones?');
		await write('491500000002', 'Hello', 'Boris');

		const people = [
			{ number: '491500000001', name: 'Anna', text: 'Do you have red bikes?' },
			{ number: '491500000002', name: 'Boris', text: 'Hello' },
		];
		const rows = await tables.rows(table);
		expect(rows).toMatchObject(people);
		const [first] = await control.messages({ chat: '491500000001', fromMe: false });
		expect(new Date(String(rows[0]?.time)).getTime()).toBe(
			Math.floor((first?.time ?? 0) / 1000) * 1000,
		);
		const answers = (await trial.sent(3)).map(({ chat, text }) => [chat.split('@')[0], text]);
		const rest = 'Thank you for your message. We will call you back today.';
		const again = 'Good to hear from you again! We have your message.';
		expect(answers).toEqual([
			['491500000001', `Welcome, Anna! ${rest}`],
			['491500000001', again],
			['491500000002', `Welcome, Boris! ${rest}`],
		]);
	} finally {
		await tables.delete(table);
	}
}

/** Two messages of a new number that come in one call are one lead. */
export async function tryLeadsInOneCall(trial: Trial): Promise<void> {
	const tables = new DataTables(trial.bench.client.rest);
	try {
		const workflow = await addWithTable(trial, tables);
		await trial.control.setSwitches({ whapiBatchMs: 500 });
		await trial.control.incoming({ from: '491500000001', text: 'One' });
		await trial.control.incoming({ from: '491500000001', text: 'Two' });
		await trial.ended(workflow, 1);
		expect(await tables.rows(table)).toMatchObject([{ number: '491500000001', text: 'One' }]);
		expect((await trial.sent(2)).map(({ text }) => text.split(/[ !]/)[0])).toEqual([
			'Welcome',
			'Good',
		]);
	} finally {
		await tables.delete(table);
	}
}
