/** Largest file that the page sends: it travels as one text. */
export const largestFile = 64 * 1024 * 1024;

/** `1.5 MB` */
export function sizeOf(bytes: number): string {
	if (bytes < 1000) return `${bytes} B`;
	const units = ['kB', 'MB', 'GB'];
	let value = bytes / 1000;
	let unit = 0;
	while (value >= 1000 && unit < units.length - 1) {
		value /= 1000;
		unit += 1;
	}
	return `${value < 10 ? value.toFixed(1) : Math.round(value)} ${units[unit] ?? ''}`;
}

/** The type without what stands behind it: `audio/webm` of `audio/webm;codecs=opus`. */
export function plainType(type: string): string {
	return type.split(';', 1)[0]?.trim() || 'application/octet-stream';
}
