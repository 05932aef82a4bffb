import { useState } from 'preact/hooks';

import type { MessageRecord } from '../../control/recordSchemas';
import type { Button, Menu as MenuContent } from '../../world/details';
import { attempt } from '../state/notice';
import { press } from '../state/sending';
import { webAddress } from '../text/links';

function OneButton({ message, button }: { message: MessageRecord; button: Button }) {
	const [isCopied, setCopied] = useState(false);
	const { type, id, title, url, phone_number: phone, copy_code: code } = button;
	if (type === 'quick_reply') {
		return (
			<button
				type="button"
				onClick={() => {
					attempt(press(message, id));
				}}
			>
				{title}
			</button>
		);
	}
	if (type === 'copy') {
		return (
			<button
				type="button"
				onClick={() => {
					attempt(navigator.clipboard.writeText(code ?? ''));
					setCopied(true);
				}}
			>
				{isCopied ? `Copied: ${code ?? ''}` : title}
			</button>
		);
	}
	const href = type === 'url' ? webAddress(url ?? '') : `tel:${phone ?? ''}`;
	if (href === null) return <span>{title}</span>;
	return (
		<a href={href} target="_blank" rel="noopener noreferrer">
			{title}
		</a>
	);
}

/** Buttons under a message; a quick reply sends its answer. */
export function Buttons({ message, buttons }: { message: MessageRecord; buttons: Button[] }) {
	return (
		<div class="choices" role="group" aria-label="Answers to choose from">
			{buttons.map((button) => (
				<OneButton key={button.id} message={message} button={button} />
			))}
		</div>
	);
}

/** A menu under a message: it opens, and a row sends its answer. */
export function Menu({ message, menu }: { message: MessageRecord; menu: MenuContent }) {
	return (
		<details class="menu">
			<summary>{menu.label}</summary>
			{menu.sections.map((section, index) => (
				<div key={index} class="choices" role="group" aria-label={section.title ?? menu.label}>
					{section.title !== undefined && <p class="head">{section.title}</p>}
					{section.rows.map(({ id, title, description }) => (
						<button
							type="button"
							key={id}
							onClick={() => {
								attempt(press(message, id));
							}}
						>
							{title}
							{description !== undefined && <small>{description}</small>}
						</button>
					))}
				</div>
			))}
		</details>
	);
}
