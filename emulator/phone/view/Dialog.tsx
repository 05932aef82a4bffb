import type { ComponentChildren } from 'preact';
import { useEffect, useRef } from 'preact/hooks';

import { IconButton } from './IconButton';

interface Props {
	title: string;
	onClose: () => void;
	children: ComponentChildren;
}

/** A window above the page. The browser keeps the focus in it and closes it with Escape. */
export function Dialog({ title, onClose, children }: Props) {
	const place = useRef<HTMLDialogElement>(null);
	useEffect(() => {
		const before = document.activeElement;
		place.current?.showModal();
		return () => {
			if (before instanceof HTMLElement) before.focus();
		};
	}, []);
	return (
		<dialog
			ref={place}
			aria-labelledby="dialog-title"
			onClose={onClose}
			onClick={({ target, currentTarget }) => {
				// The space around the window belongs to the dialog itself.
				if (target === currentTarget) onClose();
			}}
		>
			<div class="dialog">
				<header>
					<h2 id="dialog-title">{title}</h2>
					<IconButton icon="close" label="Close" onPress={onClose} />
				</header>
				{children}
			</div>
		</dialog>
	);
}
