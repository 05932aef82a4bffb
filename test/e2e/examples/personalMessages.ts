import { DataTables, type TableColumn, type Workflow } from '../../../host';
import { chooseTable, setParameters, type Trial } from './trial';

const table = 'WhatsApp mailing';
const pauseSeconds = 1;

const columns = ['number', 'name', 'text', 'result'].map((name): TableColumn => {
	return { name, type: 'string' };
});

/** The example with the table that it makes in its first run, or with one made by hand where n8n cannot do that. */
async function addWithTable(trial: Trial, tables: DataTables): Promise<Workflow> {
	const isOld = trial.bench.version.startsWith('1.');
	const id = isOld ? await tables.create(table, columns) : null;
	const workflow = await trial.add((file) => {
		setParameters(file, 'Send the Message', { options: { pauseSeconds } });
		if (id === null) return;
		file.nodes = file.nodes.filter(({ name }) => name !== 'Make the Table');
		const { 'Make the Table': next, ...rest } = file.connections;
		file.connections = { ...rest, Start: next };
		chooseTable(file, id);
	});
	if (!isOld) await trial.run(workflow, 'Start');
	return workflow;
}

/** Each row gets its own text, in order and with pauses; what became of it stands in the row. */
export async function tryPersonalMessages(trial: Trial): Promise<void> {
	const { bench, control, gateway } = trial;
	const tables = new DataTables(bench.client.rest);
	try {
		const workflow = await addWithTable(trial, tables);
		await tables.insert(table, [
			{ number: '+7 999 111-22-33', name: 'Vasily', text: 'Your bike is ready.' },
			{ number: '4915000000000', name: 'Nobody', text: 'Are you there?' },
			{ number: '79997778899', name: 'Olga', text: 'Was it a good ride?', result: 'sent earlier' },
			{ number: 'none', name: 'Peter', text: 'Hello' },
			{ number: '79994445566', name: 'Maria', text: 'Your tyres are here.' },
			{ number: '79991234567', name: 'Ivan', text: 'Your lock is here.' },
		]);
		const command = gateway.origin === 'whapi' ? 'POST /messages/text' : 'send';
		await control.addFault({ command, skip: 2, times: 1, effect: 'answer', status: 403, body: {} });
		await control.clearRequests();
		await trial.run(workflow, 'Start');

		expect((await trial.sent(2)).map(({ chat, text }) => [chat, text])).toEqual([
			['79991112233@c.us', 'Hello Vasily! Your bike is ready.'],
			['79994445566@c.us', 'Hello Maria! Your tyres are here.'],
		]);
		const requests = await control.requests();
		const sends = requests.filter((request) => request.command === command);
		const gaps = sends.slice(1).map(({ time }, index) => time - (sends[index]?.time ?? 0));
		expect(gaps.map((gap) => gap >= pauseSeconds * 1000)).toEqual([true, true]);
		const results = (await tables.rows(table)).map(({ result }) => String(result));
		expect(results).toEqual([
			expect.stringMatching(/^sent \d{4}-\d\d-\d\d \d\d:\d\d$/),
			'not on WhatsApp',
			'sent earlier',
			expect.stringMatching(/^not checked: .*none/),
			expect.stringMatching(/^sent \d{4}/),
			expect.stringMatching(/^not sent: \S/),
		]);

		await trial.run(workflow, 'Start');
		expect(await trial.sent(2)).toHaveLength(2);
	} finally {
		await tables.delete(table);
	}
}
