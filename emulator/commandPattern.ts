/**
 * True when a command is meant: `*` stands for any part of it, as in `* /messages/*`. Commands of
 * WhatsGate are names (`send`), those of Whapi method and path (`GET /messages/list/{ChatID}`).
 */
export function matchesCommand(pattern: string, command: string): boolean {
	const [first = '', ...rest] = pattern.split('*');
	if (rest.length === 0) return pattern === command;
	if (!command.startsWith(first)) return false;
	const last = rest.pop() ?? '';
	let position = first.length;
	for (const part of rest) {
		const found = command.indexOf(part, position);
		if (found < 0) return false;
		position = found + part.length;
	}
	return command.length - last.length >= position && command.endsWith(last);
}
