import { readdir } from 'node:fs/promises';
import { channels } from '../../demo/channels';
import type { ControlClient } from '../../emulator';
import { useBench } from './bench';
import { exampleFolder, readExample, Trial } from './examples/trial';
import { trialsOn, triedFiles } from './examples/trials';
import { versions } from './running';

/** A group that both phones are in. */
const group: Parameters<ControlClient['addGroup']>[0] = {
	id: '120363023014360921',
	name: 'Both phones',
	participants: [{ phone: '79991112233' }, { phone: '79999999999' }, { phone: '79991234567' }],
};

it('tries every example', async () => {
	const files = (await readdir(exampleFolder)).filter((name) => name.endsWith('.json'));
	expect([...channels.map(({ example }) => example), ...triedFiles].sort()).toEqual(files.sort());
});

describe.each(versions)('Examples on n8n %s', (version) => {
	const bench = useBench(version);

	it.each(channels)('$example answers a text and leaves the rest alone', async (channel) => {
		const { client, control } = bench();
		const workflow = await bench().addActive(await readExample(channel.example));
		const { session, gateway: origin } = channel;
		await control.addGroup(group);
		const picture = { mimeType: 'image/png', base64: Buffer.from('picture').toString('base64') };

		await control.incoming({ session, media: picture, text: 'Look' });
		await control.incoming({ session, group: group.id, text: 'To all of you' });
		const { message } = await control.incoming({ session, text: 'Hello' });
		if (channel.polls) await bench().pollNow(workflow);

		const answers = await control.waitFor(
			() => control.messages({ session, fromMe: true }),
			({ length }) => length > 0,
			20_000,
		);
		expect(answers).toMatchObject([{ chat: message.chat, text: 'You wrote: Hello', origin }]);
		const executions = await client.waitForExecutions(workflow.id, 1);
		expect(new Set(executions.map(({ status }) => status))).toEqual(new Set(['success']));
	});

	it.each(trialsOn(version))('$file with $nodes $title', async ({ file, gateway, tryOut }) => {
		await tryOut(new Trial(bench(), file, gateway));
	});
});
