import type { World } from './world';

/** Ids of the sessions that a fresh emulator has. */
export const seededSessions = {
	/** Ready, own number 79999999999, account 1. */
	demo: '191b80a9238',
	/** Ready, own number 79991234567, account 1. */
	second: '6345454545455',
	/** Waits for its QR code to be scanned, account 1. */
	unlinked: '6345454545454',
	/** Just starting, account 1. */
	starting: '6345454545456',
	/** Ready, own number 79995554433, account 2. */
	other: '82c17fe04b6',
} as const;

const vasily = '79991112233@c.us';
const maria = '79994445566@c.us';
const own = '79999999999@c.us';

/** Fills a new world: five sessions of two accounts, three people, one group, two labels. */
export function seed(world: World): void {
	const { sessions } = world;
	sessions.add({ id: seededSessions.unlinked, account: 1, name: 'Tablet', status: 'auth' });
	const second = sessions.add({
		id: seededSessions.second,
		account: 1,
		name: 'Second phone',
		status: 'ready',
		number: '79991234567',
		pushName: 'Second shop',
	});
	const demo = sessions.add({
		id: seededSessions.demo,
		account: 1,
		name: 'Demo phone',
		status: 'ready',
		number: '79999999999',
		pushName: 'Demo shop',
	});
	sessions.add({ id: seededSessions.starting, account: 1, name: 'New phone', status: 'pending' });
	sessions.add({
		id: seededSessions.other,
		account: 2,
		name: 'Phone of another account',
		status: 'ready',
		number: '79995554433',
		pushName: 'Other shop',
	});

	for (const label of [
		{ id: '3', name: 'Pending payment', color: 'salmon' },
		{ id: '76', name: 'Order complete', color: 'lightsteelblue' },
	]) {
		world.labels(demo).set(label.id, label);
	}
	world.addPerson(vasily, 'Vasily');
	world.addPerson(maria, 'Maria');
	world.addPerson('79997778899', null);
	world.addGroup('4239048293082', 'Test group', own, [
		{ id: own, admin: true, superAdmin: false },
		{ id: vasily, admin: false, superAdmin: false },
		{ id: maria, admin: false, superAdmin: false },
	]);

	const dayAgo = world.clock.now() - 24 * 60 * 60 * 1000;
	for (const id of [vasily, maria, '79997778899@c.us', '4239048293082@g.us']) {
		world.chat(demo, id).lastActivity = dayAgo;
	}
	world.chat(second, vasily).lastActivity = dayAgo;
}
