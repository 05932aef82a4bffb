import { useEffect, useLayoutEffect, useRef } from 'preact/hooks';

import type { MessageRecord } from '../../control/recordSchemas';
import { detailsOf, openActions, startEdit, startReply } from '../state/composing';
import { control } from '../state/control';
import { attempt } from '../state/notice';
import { react } from '../state/sending';
import { Icon, type IconName } from './Icon';
import { IconButton } from './IconButton';

const emojis = ['👍', '❤️', '😂', '😮', '🙏'];

function Action({ icon, text, onPress }: { icon: IconName; text: string; onPress: () => void }) {
	return (
		<button type="button" class="action" onClick={onPress}>
			<Icon name={icon} />
			{text}
		</button>
	);
}

function close(): void {
	openActions.value = null;
}

function Panel({ message, isMine }: { message: MessageRecord; isMine: boolean }) {
	const panel = useRef<HTMLDivElement>(null);
	useEffect(() => {
		panel.current?.querySelector('button')?.focus();
		panel.current?.scrollIntoView({ block: 'nearest' });
		const onPointer = ({ target }: PointerEvent) => {
			if (target instanceof Element && !target.closest('.actions')) close();
		};
		document.addEventListener('pointerdown', onPointer);
		return () => {
			document.removeEventListener('pointerdown', onPointer);
		};
	}, []);
	const isText = message.media === null && message.details === null;
	return (
		<div class="panel" ref={panel} role="group" aria-label="What to do with the message">
			{!message.revoked && (
				<>
					<div class="emojis">
						{emojis.map((emoji) => (
							<button
								type="button"
								key={emoji}
								aria-label={`React with ${emoji}`}
								onClick={() => {
									close();
									attempt(react(message, emoji));
								}}
							>
								{emoji}
							</button>
						))}
					</div>
					<Action
						icon="reply"
						text="Reply"
						onPress={() => {
							startReply(message);
						}}
					/>
				</>
			)}
			{isMine && !message.revoked && isText && (
				<Action
					icon="edit"
					text="Edit"
					onPress={() => {
						startEdit(message);
					}}
				/>
			)}
			{isMine && !message.revoked && (
				<Action
					icon="trash"
					text="Delete for everybody"
					onPress={() => {
						close();
						attempt(control.revoke({ message: message.key }));
					}}
				/>
			)}
			<Action
				icon="info"
				text="Details at the gateway"
				onPress={() => {
					close();
					detailsOf.value = message.key;
				}}
			/>
		</div>
	);
}

interface Props {
	message: MessageRecord;
	isMine: boolean;
	author: string;
}

/** The button beside a message and what it opens. */
export function MessageActions({ message, isMine, author }: Props) {
	const isOpen = openActions.value === message.key;
	const place = useRef<HTMLDivElement>(null);
	const wasOpen = useRef(false);
	useLayoutEffect(() => {
		const lostFocus = document.activeElement === document.body;
		if (wasOpen.current && !isOpen && lostFocus) place.current?.querySelector('button')?.focus();
		wasOpen.current = isOpen;
	}, [isOpen]);
	return (
		<div class="actions" ref={place}>
			<IconButton
				icon="more"
				label={`Actions for the message of ${author}`}
				expanded={isOpen}
				onPress={() => {
					openActions.value = isOpen ? null : message.key;
				}}
			/>
			{isOpen && <Panel message={message} isMine={isMine} />}
		</div>
	);
}
