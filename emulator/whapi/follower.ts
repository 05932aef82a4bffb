import { isGroupId, storiesId } from '../world/ids';
import type { Delivery, WorldEvent } from '../world/events';
import type { Action, ChatId, Message } from '../world/types';
import { chatIdOf, messageIdOf } from './ids';
import { differences, Shadow } from './shadow';
import {
	chatObject,
	newChatObject,
	toldContact,
	type ChatObject,
	type ToldContact,
} from './shapes/chat';
import { actionObject, messageObject } from './shapes/message';
import { GroupFollower } from './groupFollower';
import { statusObject, StatusLog, viewObject } from './statusLog';
import { callObject, presenceObject } from './shapes/other';
import type { Whapi } from './whapi';

/** Turns what happens in the world into the channel's message list and its callbacks (section 3). */
export class Follower {
	/** Chats as they were told or were there at the start. */
	readonly chats = new Shadow<ChatObject>();
	readonly statuses = new StatusLog();
	private readonly contacts = new Shadow<ToldContact>();
	private readonly groups: GroupFollower;

	constructor(private readonly whapi: Whapi) {
		const { world, channel } = whapi;
		this.groups = new GroupFollower(whapi);
		const { session } = channel;
		for (const chat of session ? world.chatsOf(session) : []) this.showChat(chat.id);
		this.chats.set(storiesId, {
			id: storiesId,
			type: 'broadcast',
			timestamp: Math.floor(world.clock.now() / 1000),
			not_spam: true,
		});
		for (const id of world.people.keys()) this.contacts.set(id, toldContact(world, id));
		world.onEvent((event) => {
			if (this.concerns(event)) this.follow(event);
		});
	}

	/** People and groups belong to nobody; everything else to one session. */
	private concerns(event: WorldEvent): boolean {
		const { sessionId } = this.whapi.channel;
		switch (event.kind) {
			case 'received':
			case 'sent':
			case 'status':
			case 'storyViewed':
				return event.message.session === sessionId;
			case 'action':
				return event.action.session === sessionId;
			case 'call':
				return event.call.session === sessionId;
			case 'presence':
				return event.presence.session === sessionId;
			case 'activity':
				return event.activity.session === sessionId;
			case 'session':
				return event.session.id === sessionId;
			case 'removed':
			case 'chat':
			case 'label':
				return event.session === sessionId;
			default:
				return true;
		}
	}

	private follow(event: WorldEvent): void {
		const { whapi } = this;
		switch (event.kind) {
			case 'received':
				this.received(event.message, event.delivery);
				break;
			case 'sent':
				this.entered(event.message);
				this.tellMessage(event.message);
				break;
			case 'status':
				this.statusChanged(event.message);
				break;
			case 'action':
				this.acted(event.action);
				break;
			case 'removed':
				this.removed(event.chat, event.messages);
				break;
			case 'chat':
				if (event.change === 'deleted') this.chatDeleted(event.chat);
				else this.chatChanged(event.chat);
				break;
			case 'activity':
				if (event.activity.kind === 'seen') this.chatChanged(event.activity.chat);
				break;
			case 'person':
				this.personChanged(event.person.id, event.change);
				break;
			case 'group':
			case 'participants':
				this.groups.follow(event);
				break;
			case 'label':
				this.labelChanged(event);
				break;
			case 'call':
				whapi.tell({
					type: 'calls',
					method: 'post',
					key: 'calls',
					value: [callObject(event.call)],
				});
				break;
			case 'presence': {
				// Presences come only after a subscription (3.3).
				if (!whapi.presences.has(event.presence.person)) break;
				const value = [presenceObject(event.presence)];
				whapi.tell({ type: 'presences', method: 'post', key: 'presences', value });
				break;
			}
			case 'storyViewed': {
				const value = [viewObject(event.message, event.viewer, whapi.world.clock.now())];
				whapi.tell({ type: 'statuses', method: 'put', key: 'statuses', value });
				break;
			}
			case 'session':
				this.sessionChanged(event.change);
				break;
		}
	}

	private received(message: Message, { appearAfterMs, copies = 1, push }: Delivery): void {
		const appear = () => {
			for (let copy = 0; copy < copies; copy++) this.entered(message);
			if (push === false) return;
			this.chatChanged(message.chat);
			// Stories of contacts come as a change of their chat (3.2).
			if (message.chat === storiesId) return;
			for (let copy = 0; copy < copies; copy++) this.tellMessage(message);
		};
		if (appearAfterMs === undefined) appear();
		else this.whapi.world.timers.after(appearAfterMs, appear);
	}

	private entered(message: Message): void {
		this.whapi.media.addOf(message);
		this.whapi.log.add({ kind: 'message', message });
		if (message.fromMe) {
			this.statuses.add(message, this.whapi.world.clock.now());
			this.chatChanged(message.chat);
		}
	}

	private tellMessage(message: Message): void {
		const value = [messageObject(message, this.whapi.context)];
		this.whapi.tell({ type: 'messages', method: 'post', key: 'messages', value });
	}

	private statusChanged(message: Message): void {
		const time = this.whapi.world.clock.now();
		this.statuses.add(message, time);
		this.showChat(message.chat);
		const value = [statusObject(message, message.status, time)];
		this.whapi.tell({ type: 'statuses', method: 'post', key: 'statuses', value });
	}

	private acted(action: Action): void {
		const { whapi } = this;
		const { context } = whapi;
		whapi.log.add({ kind: 'action', action });
		const trigger = actionObject(action, context);
		whapi.tell({ type: 'messages', method: 'post', key: 'messages', value: [trigger] });
		const { target, before } = action;
		if (target && before) {
			const before_update = messageObject({ ...target, ...before }, context);
			const after_update = messageObject(target, context);
			const changes = differences(before_update, after_update);
			const value = [{ id: after_update.id, trigger, before_update, after_update, changes }];
			whapi.tell({ type: 'messages', method: 'patch', key: 'messages_updates', value });
		}
		this.chatChanged(action.chat);
	}

	private removed(chat: ChatId, messages: Message[] | null): void {
		const { whapi } = this;
		const name = { type: 'messages', method: 'delete' } as const;
		if (messages) {
			whapi.log.remove(messages.map(({ key }) => key));
			whapi.tell({ ...name, key: 'messages_removed', value: messages.map(messageIdOf) });
		} else {
			whapi.log.removeChat(chat);
			whapi.tell({ ...name, key: 'messages_removed_all', value: chatIdOf(chat) });
		}
		this.chatChanged(chat);
	}

	private chatDeleted(chat: ChatId): void {
		this.whapi.log.removeChat(chat);
		this.chats.delete(chat);
		const value = [chatIdOf(chat)];
		this.whapi.tell({ type: 'chats', method: 'delete', key: 'chats_removed', value });
	}

	/** The chat as it is now; null when there is none. */
	private formOf(id: ChatId): ChatObject | null {
		const { channel, world, context } = this.whapi;
		const chat = channel.session && world.existingChat(channel.session, id);
		if (!channel.session || !chat) return null;
		return chatObject(channel.session, chat, context, this.chats.get(id));
	}

	/** Remembers a chat as it is without telling it. */
	private showChat(id: ChatId): void {
		const form = this.formOf(id);
		if (form) this.chats.set(id, form);
	}

	private chatChanged(id: ChatId): void {
		const form = this.formOf(id);
		if (!form) return;
		const isNew = this.chats.get(id) === undefined;
		const update = this.chats.change(id, form);
		if (isNew) {
			const value = [newChatObject(form)];
			this.whapi.tell({ type: 'chats', method: 'post', key: 'chats', value });
		} else if (update) {
			// The number is listed together with the switch (sample mute_labels).
			if (update.changes.includes('mute') && !update.changes.includes('mute_until')) {
				update.changes.push('mute_until');
			}
			this.whapi.tell({ type: 'chats', method: 'patch', key: 'chats_updates', value: [update] });
		}
	}

	private personChanged(id: ChatId, change: 'named' | 'changed'): void {
		if (isGroupId(id)) return;
		const form = toldContact(this.whapi.world, id);
		const update = this.contacts.change(id, form);
		if (change === 'named') {
			this.whapi.tell({ type: 'contacts', method: 'post', key: 'contacts', value: [form] });
		} else if (update) {
			const value = [update];
			this.whapi.tell({ type: 'contacts', method: 'patch', key: 'contacts_updates', value });
		}
	}

	private labelChanged({ label, change }: WorldEvent & { kind: 'label' }): void {
		if (change === 'set') {
			this.whapi.tell({ type: 'labels', method: 'post', key: 'labels', value: [{ ...label }] });
			return;
		}
		// The sample holds the name, the schema says id (3.2).
		const { whapiRemovedLabel } = this.whapi.world.switches;
		const value = [whapiRemovedLabel === 'name' ? label.name : label.id];
		this.whapi.tell({ type: 'labels', method: 'delete', key: 'labels_removed', value });
	}

	private sessionChanged(change: (WorldEvent & { kind: 'session' })['change']): void {
		const { whapi } = this;
		whapi.channel.force(null);
		this.tellState();
		const user = whapi.channel.user();
		if (change === 'login' && user) {
			whapi.tell({ type: 'users', method: 'post', key: 'user', value: user });
		}
		if ((change === 'lost' || change === 'removed') && user) {
			whapi.tell({ type: 'users', method: 'delete', key: 'user', value: user });
		}
	}

	/** Tells the channel's state; with it the QR code while it waits for the phone. */
	tellState(): void {
		const { whapi } = this;
		whapi.tell({ type: 'channel', method: 'post', key: 'health', value: whapi.channel.health() });
		if (whapi.channel.state !== 'QR') return;
		const value = whapi.channel.qr();
		whapi.tell({ type: 'channel', method: 'patch', key: 'qr', value });
	}
}
