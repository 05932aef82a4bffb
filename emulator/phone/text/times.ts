const clock = new Intl.DateTimeFormat(undefined, { hour: '2-digit', minute: '2-digit' });
const seconds = new Intl.DateTimeFormat(undefined, {
	hour: '2-digit',
	minute: '2-digit',
	second: '2-digit',
});
const day = new Intl.DateTimeFormat(undefined, { day: 'numeric', month: 'long', year: 'numeric' });
const shortDay = new Intl.DateTimeFormat(undefined, { day: 'numeric', month: 'short' });

/** `14:05`; all times are milliseconds since 1970 and shown in the zone of the browser. */
export function clockTime(time: number): string {
	return clock.format(time);
}

/** `14:05:09` */
export function exactTime(time: number): string {
	return seconds.format(time);
}

function daysAgo(time: number, now: number): number {
	const start = (at: number) => new Date(at).setHours(0, 0, 0, 0);
	return Math.round((start(now) - start(time)) / 86_400_000);
}

/** `Today`, `Yesterday` or a date. */
export function dayName(time: number, now: number): string {
	const days = daysAgo(time, now);
	if (days === 0) return 'Today';
	return days === 1 ? 'Yesterday' : day.format(time);
}

/** The time of today, else the day: for lists. */
export function listTime(time: number, now: number): string {
	return daysAgo(time, now) === 0 ? clockTime(time) : shortDay.format(time);
}

/** `1:07` for 67 seconds. */
export function lengthOf(total: number): string {
	const whole = Math.floor(total);
	return `${Math.floor(whole / 60)}:${String(whole % 60).padStart(2, '0')}`;
}
