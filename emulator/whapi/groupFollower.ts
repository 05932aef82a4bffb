import type { WorldEvent } from '../world/events';
import type { ChatId, Group } from '../world/types';
import { contactIdOf } from './ids';
import { Shadow } from './shadow';
import { groupObject, newGroupObject, type GroupObject } from './shapes/chat';
import type { Whapi } from './whapi';

type GroupEvent = WorldEvent & { kind: 'group' | 'participants' };

/** Tells what happens in groups that the channel is in. */
export class GroupFollower {
	private readonly groups = new Shadow<GroupObject>();

	constructor(private readonly whapi: Whapi) {
		for (const group of whapi.world.groups.values()) this.groups.set(group.id, this.form(group));
	}

	follow(event: GroupEvent): void {
		const { group } = event;
		const update = this.groups.change(group.id, this.form(group));
		const isMember = this.isMember(group);
		if (event.kind === 'participants') {
			const { people, change: action } = event;
			const isOwn = people.includes(this.ownId() ?? '');
			if (!isMember && !isOwn) return;
			if (isOwn && action === 'add') this.tellNew(group);
			const participants = people.map(contactIdOf);
			const value = [{ group_id: group.id, participants, action }];
			this.whapi.tell({ type: 'groups', method: 'put', key: 'groups_participants', value });
			return;
		}
		if (!isMember) return;
		if (event.change === 'created') this.tellNew(group);
		else if (update) {
			const value = [update];
			this.whapi.tell({ type: 'groups', method: 'patch', key: 'groups_updates', value });
		}
	}

	private tellNew(group: Group): void {
		const value = [newGroupObject(group)];
		this.whapi.tell({ type: 'groups', method: 'post', key: 'groups', value });
	}

	private form(group: Group): GroupObject {
		const { world, channel } = this.whapi;
		const { session } = channel;
		return groupObject(group, session && world.existingChat(session, group.id));
	}

	private ownId(): ChatId | null {
		const { world, channel } = this.whapi;
		return channel.session ? world.ownId(channel.session) : null;
	}

	private isMember(group: Group): boolean {
		const own = this.ownId();
		return group.participants.some(({ id }) => id === own);
	}
}
