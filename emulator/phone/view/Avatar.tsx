import { colourOf, initials } from '../text/names';

/** A round field with the letters of a name. The name itself stands beside it. */
export function Avatar({ id, name, small }: { id: string; name: string; small?: boolean }) {
	return (
		<span
			class={`avatar colour-${colourOf(id)} ${small === true ? 'small' : ''}`}
			aria-hidden="true"
		>
			{initials(name)}
		</span>
	);
}
