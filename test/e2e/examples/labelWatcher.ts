import { setField, type Trial } from './trial';

/** A label leads to one message when it appears, and to none at any other change of the chat. */
export async function tryLabelWatcher(trial: Trial): Promise<void> {
	const { control } = trial;
	const [chat, label] = ['79991112233', 'Pending payment'];
	await control.setLabel({ id: '4', name: 'Pending payment, later' });
	await trial.addActive((file) => {
		setField(file, 'Settings', 'message', '=Hello {{ $json.name }}!');
	});
	await control.label({ chat, label: 'Order complete' });
	await control.label({ chat, label: 'Pending payment, later' });
	await control.label({ chat, label });
	await trial.sent(1);
	await control.mute({ chat });
	await control.setChat({ chat, pinned: true });
	await control.incoming({ from: chat, text: 'I have paid' });
	await control.label({ chat, label, on: false });
	await control.label({ chat, label: 'Order complete', on: false });
	// Callbacks keep their order: when this one is answered, those before it have come.
	await control.label({ chat: '79994445566', label });
	expect(await trial.sent(2)).toMatchObject([
		{ chat: '79991112233@c.us', text: 'Hello Vasily!' },
		{ chat: '79994445566@c.us', text: 'Hello Maria!' },
	]);
}
