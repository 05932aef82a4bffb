import { useEffect, useRef, useState } from 'preact/hooks';

import type { Chat } from '../state/chats';
import { editing, fieldId, replyTo, stopComposing } from '../state/composing';
import { control } from '../state/control';
import { notice, told } from '../state/notice';
import { sendFile, sendText, sendVoice } from '../state/sending';
import { me } from '../state/world';
import { personName } from '../text/names';
import { ComposerTop } from './ComposerTop';
import { IconButton } from './IconButton';
import { RecordButton } from './RecordButton';

interface Props {
	chat: Chat;
	/** Files that travel with the next message. */
	files: readonly File[];
	onAdd: (files: Iterable<File>) => void;
	onRemove: (file: File) => void;
}

/** The field for the next message, with files, voice and what is answered. Enter sends. */
export function Composer({ chat, files, onAdd, onRemove }: Props) {
	const [text, setText] = useState('');
	const [isBusy, setBusy] = useState(false);
	const field = useRef<HTMLTextAreaElement>(null);
	const picker = useRef<HTMLInputElement>(null);
	const edited = editing.value;

	useEffect(() => {
		if (edited) setText(edited.text);
	}, [edited]);
	useEffect(() => stopComposing, []);
	useEffect(() => {
		// The field grows with its text.
		const element = field.current;
		if (!element) return;
		element.style.height = 'auto';
		element.style.height = `${element.scrollHeight}px`;
	}, [text]);

	const sendAll = async () => {
		if (edited) {
			await control.edit({ message: edited.key, text: text.trim() });
			stopComposing();
			setText('');
			return;
		}
		const quoted = replyTo.value;
		for (const [index, file] of files.entries()) {
			await sendFile(chat, file, index === 0 ? text.trim() : '', index === 0 ? quoted : null);
			onRemove(file);
			setText('');
			stopComposing();
		}
		if (files.length > 0) return;
		await sendText(chat, text.trim(), quoted);
		setText('');
		stopComposing();
	};
	const send = async () => {
		if (isBusy || (text.trim() === '' && files.length === 0)) return;
		setBusy(true);
		notice.value = null;
		await told(sendAll());
		setBusy(false);
		field.current?.focus();
	};

	const who = me.value ? personName(me.value) : '';
	return (
		<form
			class="composer"
			aria-label="New message"
			onSubmit={(event) => {
				event.preventDefault();
				void send();
			}}
		>
			<ComposerTop chat={chat} files={files} onRemove={onRemove} />
			<div class="composer-row">
				<input
					ref={picker}
					type="file"
					multiple
					hidden
					aria-label="Files to send"
					onChange={({ currentTarget }) => {
						onAdd(currentTarget.files ?? []);
						currentTarget.value = '';
						field.current?.focus();
					}}
				/>
				<IconButton icon="attach" label="Attach files" onPress={() => picker.current?.click()} />
				<textarea
					id={fieldId}
					ref={field}
					rows={1}
					value={text}
					aria-label={`Message to ${chat.title}, as ${who}`}
					placeholder={`Write as ${who}`}
					onInput={({ currentTarget }) => {
						setText(currentTarget.value);
					}}
					onKeyDown={(event) => {
						if (event.key !== 'Enter' || event.shiftKey || event.isComposing) return;
						event.preventDefault();
						void send();
					}}
					onPaste={(event) => {
						const pasted = event.clipboardData?.files;
						if (!pasted || pasted.length === 0) return;
						event.preventDefault();
						onAdd(pasted);
					}}
				/>
				<RecordButton
					onRecorded={(sound, seconds) => {
						const quoted = replyTo.value;
						void told(sendVoice(chat, sound, seconds, quoted)).then(stopComposing);
					}}
				/>
				<button
					type="submit"
					class="send"
					disabled={isBusy || (text.trim() === '' && files.length === 0)}
				>
					{edited ? 'Save' : 'Send'}
				</button>
			</div>
		</form>
	);
}
