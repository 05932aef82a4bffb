import type { ComponentChildren } from 'preact';

import { Icon, type IconName } from './Icon';

interface Props {
	icon: IconName;
	/** The button's name; also shown when the pointer rests on it. */
	label: string;
	onPress: () => void;
	class?: string;
	pressed?: boolean;
	expanded?: boolean;
	/** Id of what it opens. */
	controls?: string;
	/** Key that does the same, as ARIA writes it. */
	shortcut?: string;
	disabled?: boolean;
	children?: ComponentChildren;
}

/** A button that shows a drawing. */
export function IconButton(props: Props) {
	const { icon, label, onPress, pressed, expanded, controls, shortcut, disabled } = props;
	return (
		<button
			type="button"
			class={`icon-button ${props.class ?? ''}`}
			aria-label={label}
			title={shortcut === undefined ? label : `${label} (${shortcut})`}
			aria-pressed={pressed}
			aria-expanded={expanded}
			aria-controls={controls}
			aria-keyshortcuts={shortcut}
			disabled={disabled}
			onClick={onPress}
		>
			<Icon name={icon} />
			{props.children}
		</button>
	);
}
