import { messageObject as whapiObject } from '../whapi/shapes/message';
import { messageObject as whatsGateObject } from '../whatsGate/shapes';
import { storiesId } from '../world/ids';
import { nothing, operation, type Operation } from './operation';
import { messageByName } from './play';
import * as records from './records';
import { namedMessageSchema } from './socialInputs';

/** What somebody who looks at the world wants to see besides the messages. */
export const viewOperations: Readonly<Record<string, Operation>> = {
	people: operation(nothing, ({ world }) =>
		[...world.people.values()].map((person) => records.personRecord(person)),
	),
	groups: operation(nothing, ({ world }) =>
		[...world.groups.values()].map((group) => records.groupRecord(group)),
	),
	callbacks: operation(nothing, ({ whapi }) =>
		whapi.told.map((callback) => records.callbackRecord(callback)),
	),
	messageForms: operation(namedMessageSchema, (emulation, { message: name }) => {
		const { world, whapi } = emulation;
		const message = messageByName(emulation, name);
		return {
			whatsGate: message.chat === storiesId ? null : whatsGateObject(world, message),
			whapi: whapi.owns(message) ? whapiObject(message, whapi.context) : null,
		};
	}),
};
