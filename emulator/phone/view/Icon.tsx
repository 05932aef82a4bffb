/** Drawings in a field of 24 by 24, as lines. */
const paths = {
	back: 'M15 5l-7 7 7 7',
	send: 'M4 12l16-8-6 17-3-7z M11 14l9-10',
	attach:
		'M20 11l-8.500 8.500a5 5 0 0 1-7-7L13 4a3.400 3.400 0 0 1 5 5l-8.500 8.500a1.700 1.700 0 0 1-2.500-2.500L15 7',
	mic: 'M12 3a3 3 0 0 1 3 3v5a3 3 0 0 1-6 0V6a3 3 0 0 1 3-3z M5 11a7 7 0 0 0 14 0 M12 18v3',
	stop: 'M7 7h10v10H7z',
	close: 'M6 6l12 12 M18 6L6 18',
	sun: 'M12 8a4 4 0 1 0 0 8 4 4 0 0 0 0-8z M12 2v2 M12 20v2 M2 12h2 M20 12h2 M5 5l1.500 1.500 M17.500 17.500L19 19 M5 19l1.500-1.500 M17.500 6.500L19 5',
	moon: 'M20 14.500A8.500 8.500 0 0 1 9.500 4a8.500 8.500 0 1 0 10.500 10.500z',
	pulse: 'M3 12h4l3-8 4 16 3-8h4',
	more: 'M6 12h.01 M12 12h.01 M18 12h.01',
	reply: 'M9 7l-5 5 5 5 M4 12h9a7 7 0 0 1 7 7',
	edit: 'M4 20l1-4L16 5l3 3L8 19z',
	trash: 'M5 7h14 M9 7V4h6v3 M7 7l1 13h8l1-13',
	info: 'M12 3a9 9 0 1 0 0 18 9 9 0 0 0 0-18z M12 11v5 M12 8h.01',
	file: 'M7 3h7l4 4v14H7z M14 3v4h4',
	download: 'M12 4v11 M7 11l5 5 5-5 M5 20h14',
	place:
		'M12 21s7-6.500 7-11.500a7 7 0 0 0-14 0C5 14.500 12 21 12 21z M12 7.500a2.200 2.200 0 1 0 0 4.400 2.200 2.200 0 0 0 0-4.400z',
	person: 'M12 4a4 4 0 1 0 0 8 4 4 0 0 0 0-8z M4 21a8 8 0 0 1 16 0',
	down: 'M12 5v13 M6 13l6 6 6-6',
	pause: 'M8 6v12 M16 6v12',
	play: 'M8 5l11 7-11 7z',
	link: 'M10 14a4 4 0 0 0 6 0l3-3a4 4 0 0 0-6-6l-1 1 M14 10a4 4 0 0 0-6 0l-3 3a4 4 0 0 0 6 6l1-1',
} as const;
export type IconName = keyof typeof paths;

/** A drawing beside words, or inside a button with a name of its own. */
export function Icon({ name }: { name: IconName }) {
	return (
		<svg class="icon" viewBox="0 0 24 24" aria-hidden="true">
			<path d={paths[name]} />
		</svg>
	);
}

/** One or two ticks. */
export function Ticks({ two }: { two: boolean }) {
	return (
		<svg class="ticks" viewBox="0 0 20 12" aria-hidden="true">
			<path d="M1.500 6.500l3.500 3.500 7-8" />
			{two && <path d="M8.500 9.500l.800.500 7.500-8" />}
		</svg>
	);
}
