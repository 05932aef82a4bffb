import { effect, signal } from '@preact/signals';

import { attempt } from './notice';
import { chat } from './chats';
import { control } from './control';
import { narrowView } from './settings';
import { connection } from './world';

const looks = signal(document.visibilityState === 'visible');
document.addEventListener('visibilitychange', () => {
	looks.value = document.visibilityState === 'visible';
});

const narrow = window.matchMedia('(max-width: 699px)');
export const isNarrow = signal(narrow.matches);
narrow.addEventListener('change', ({ matches }) => {
	isNarrow.value = matches;
});

/** Whether the open chat is before the visitor's eyes. */
export function isLookedAt(): boolean {
	return looks.value && !(isNarrow.value && narrowView.value === 'list');
}

/** Tells the emulator that the customer has read what stands in the open chat. */
export function readWhatIsShown(): void {
	effect(() => {
		const shown = chat.value;
		if (!shown || connection.value !== 'open' || !isLookedAt()) return;
		if (!shown.messages.some(({ fromMe, status }) => fromMe && status === 'delivered')) return;
		attempt(control.read({ session: shown.session.id, chat: shown.id }));
	});
}
