import type { WhatsGate } from '../whatsGate';

/** What a command gets to work with. */
export interface CommandContext {
	whatsGate: WhatsGate;
	/** The account that the API key belongs to. */
	account: number;
	/** Address of the emulator, for `qr_link`. */
	url: string;
	/** The parsed JSON body; undefined when there was none. */
	body: unknown;
}

/** One command: gives the JSON answer, or throws a WhatsGateError. */
export type Command = (context: CommandContext) => Record<string, unknown>;

/** The answer of commands that return nothing. */
export const ok = { result: 'OK' };
