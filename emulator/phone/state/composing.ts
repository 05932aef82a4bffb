import { signal } from '@preact/signals';

import type { MessageRecord } from '../../control/recordSchemas';

/** The message that the next one answers. */
export const replyTo = signal<MessageRecord | null>(null);
/** The own message whose text is being changed. */
export const editing = signal<MessageRecord | null>(null);
/** Key of the message whose actions are open. */
export const openActions = signal<string | null>(null);
/** Key of the message whose details are shown. */
export const detailsOf = signal<string | null>(null);
/** Whether the form for a new customer is open. */
export const addingCustomer = signal(false);

/** The id of the field for new messages. */
export const fieldId = 'message-field';

/** Puts the cursor into the field for new messages. */
export function focusField(): void {
	document.getElementById(fieldId)?.focus();
}

export function startReply(message: MessageRecord): void {
	editing.value = null;
	openActions.value = null;
	replyTo.value = message;
	focusField();
}

export function startEdit(message: MessageRecord): void {
	replyTo.value = null;
	openActions.value = null;
	editing.value = message;
	focusField();
}

/** Forgets answer and change; gives whether there was one. */
export function stopComposing(): boolean {
	const was = replyTo.value !== null || editing.value !== null;
	replyTo.value = null;
	editing.value = null;
	return was;
}
