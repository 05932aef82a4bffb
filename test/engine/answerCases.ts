import type { FaultInput } from '../../emulator/faults';
import type { EngineGateway } from './gateways';
import { takePauses, type Stage } from './support';

/** A fault at the service, and what a user of the action node sees of it. */
export interface AnswerCase {
	fault: FaultInput;
	/** In the message of the error. */
	message: RegExp;
	/** In what to do. */
	advice: RegExp;
	/** Whether the text must warn that a message may have gone out. */
	isUncertain: boolean;
	/** How often a read is tried. */
	reads: number;
}

/** The words of the warning. */
export const maybeSent = 'The message may have gone out nevertheless';

/** An answer in place of the service's own. */
export const answer = (
	status: number,
	body: unknown,
	headers: Record<string, string> = {},
): FaultInput => ({ effect: 'answer', status, body, headers });

/** An answer that the service means: it did nothing, and asking again changes nothing. */
export const refusal = (fault: FaultInput, message: RegExp, advice: RegExp): AnswerCase => ({
	fault,
	message,
	advice,
	isUncertain: false,
	reads: 1,
});

/** Plays each fault to every kind of send and to a read. */
export function describeAnswers(
	gateway: EngineGateway,
	stage: () => Stage,
	cases: Record<string, AnswerCase>,
): void {
	const { errorOf } = gateway.actions;
	const { control, secret } = {
		control: () => stage().control,
		secret: () => gateway.secretOf(stage().emulator),
	};

	describe.each(Object.entries(cases))('%s', (_name, expected) => {
		test.each(Object.entries(gateway.sends))(
			'a send (%s) reaches the service exactly once and says what to do',
			async (_kind, [parameters, options, command]) => {
				await control().addFault({ command, ...expected.fault });
				const error = await errorOf(stage(), parameters, options);
				expect(error).toMatchObject({ name: 'NodeApiError', itemIndex: 0 });
				expect(error.message).toMatch(expected.message);
				expect(error.description).toMatch(expected.advice);
				expect(error.description?.includes(maybeSent)).toBe(expected.isUncertain);
				expect(error.everything).not.toContain(secret());
				expect(await control().requests()).toHaveLength(1);
				expect(takePauses()).toEqual([]);
			},
		);

		test('a read is repeated where that may help, and says what happened', async () => {
			const [parameters, command] = gateway.read;
			await control().addFault({ command, ...expected.fault });
			const error = await errorOf(stage(), parameters);
			expect(error.message).toMatch(expected.message);
			expect(error.description).not.toContain(maybeSent);
			expect(error.everything).not.toContain(secret());
			expect(await control().requests()).toHaveLength(expected.reads);
		});
	});
}
