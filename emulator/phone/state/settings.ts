import { effect, signal, type Signal } from '@preact/signals';
import { z } from 'zod/v4';

/** A value that this browser keeps under `phone.<name>`; what does not fit is replaced by the fallback. */
function kept<T>(name: string, schema: z.ZodType<T>, fallback: T): Signal<T> {
	const key = `phone.${name}`;
	const value = signal(schema.catch(fallback).parse(localStorage.getItem(key) ?? undefined));
	effect(() => {
		localStorage.setItem(key, String(value.value));
	});
	return value;
}

const yes = z.enum(['true', 'false']).transform((text) => text === 'true');

/** Who the visitor plays: the id of a person. */
export const chosenPerson = kept('person', z.string(), '');
/** Key of the open chat of that person; see `chatKey`. */
export const chosenChat = kept('chat', z.string(), '');
/** The gateway through which the world is shown. */
export const gateway = kept('gateway', z.enum(['whatsGate', 'whapi']), 'whatsGate');
/** Colours; `system` follows the machine. */
export const theme = kept('theme', z.enum(['system', 'light', 'dark']), 'system');
/** Whether the list of what happens is open. */
export const drawerOpen = kept('drawer', yes, window.innerWidth >= 1150);
/** What a narrow window shows. */
export const narrowView = kept('view', z.enum(['list', 'chat']), 'chat');

const dark = window.matchMedia('(prefers-color-scheme: dark)');
const systemIsDark = signal(dark.matches);
dark.addEventListener('change', ({ matches }) => {
	systemIsDark.value = matches;
});

/** True when dark colours are shown. */
export function isDark(): boolean {
	return theme.value === 'system' ? systemIsDark.value : theme.value === 'dark';
}

effect(() => {
	document.documentElement.dataset['theme'] = isDark() ? 'dark' : 'light';
});
