/** Writes a time (milliseconds since 1970) as `YYYY-MM-DD HH:MM:SS` in a zone ahead of UTC by `zoneHours`. */
export function formatDate(time: number, zoneHours: number): string {
	return new Date(time + zoneHours * 3_600_000).toISOString().slice(0, 19).replace('T', ' ');
}

/** Reads `YYYY-MM-DD HH:MM:SS` of that zone; whole seconds since 1970, or null for any other text. */
export function parseDate(text: string, zoneHours: number): number | null {
	if (!/^\d{4}-\d{2}-\d{2} \d{2}:\d{2}:\d{2}$/.test(text)) return null;
	const time = Date.parse(`${text.replace(' ', 'T')}Z`);
	return Number.isNaN(time) ? null : time / 1000 - zoneHours * 3600;
}
