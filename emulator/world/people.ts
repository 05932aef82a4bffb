import type { ChatId, Person } from './types';
import type { World } from './world';

/** Changes what is known of somebody; null takes it away. */
export function changePerson(
	world: World,
	id: ChatId,
	changes: Partial<Omit<Person, 'id'>>,
): Person {
	const person = world.addPerson(id, null);
	const renamed = changes.name !== undefined && changes.name !== person.name;
	Object.assign(person, changes);
	world.emit({ kind: 'person', person, change: renamed ? 'named' : 'changed' });
	return person;
}
