import type { WebhookTry } from '../webhookCall';
import type { WorldEvent } from '../world/events';
import { storiesId } from '../world/ids';
import type { Message, Session } from '../world/types';
import type { World } from '../world/world';
import { EventLog, type EventData, type EventRecord } from './eventLog';
import { readyData } from './shapes';
import { Webhooks } from './webhooks';

/** API keys of the accounts of a fresh emulator. */
export const apiKeys: ReadonlyMap<string, number> = new Map([
	['whatsgate-demo-key', 1],
	['whatsgate-other-key', 2],
]);

/** How one event is told; see Delivery. */
interface Telling {
	time?: number;
	appearAfterMs?: number;
	copies?: number;
	push?: boolean;
}

/** Told of every event that enters the log and every webhook call, for the live stream. */
export interface WhatsGateListener {
	onEvent(record: EventRecord): void;
	onTry(done: WebhookTry): void;
}

/** The WhatsGate side of the world: turns what happens there into events and webhook calls. */
export class WhatsGate {
	readonly log: EventLog;
	readonly webhooks: Webhooks;

	constructor(
		readonly world: World,
		private readonly listener: WhatsGateListener,
	) {
		this.log = new EventLog(world);
		this.webhooks = new Webhooks(world, this.log, (done) => {
			listener.onTry(done);
		});
		world.onEvent((event) => {
			this.follow(event);
		});
	}

	/** Adds an event of a session to the log and pushes it to the webhook. */
	tell(session: Session, action: string, data: EventData, telling: Telling = {}): EventRecord {
		const { world } = this;
		const hooked = this.webhooks.callback(session.id) !== null;
		const listable = !hooked || world.switches.eventsWhileHookIsSet;
		const copies = telling.copies ?? 1;
		const delayed = telling.appearAfterMs !== undefined;
		const record = this.log.add({
			account: session.account,
			session: session.id,
			action,
			time: telling.time ?? world.clock.now(),
			data,
			copies,
			listed: listable && !delayed,
		});
		const appear = () => {
			if (delayed && listable) this.log.list(record);
			this.listener.onEvent(record);
			if (telling.push === false) return;
			for (let copy = 0; copy < copies; copy++) this.webhooks.push(record);
		};
		if (delayed) world.timers.after(telling.appearAfterMs ?? 0, appear);
		else appear();
		return record;
	}

	/** Tells that an asynchronous send went out, or failed. */
	tellSent(session: Session, message: Message): void {
		this.tell(session, 'sent', { kind: 'message', message, status: message.status });
	}

	tellError(session: Session, text: string): EventRecord {
		return this.tell(session, 'error', { kind: 'raw', value: { error: text } });
	}

	private follow(event: WorldEvent): void {
		if (event.kind === 'session') this.followSession(event.session, event.change);
		// The rest has no event at WhatsGate.
		if (event.kind !== 'received' && event.kind !== 'sent' && event.kind !== 'status') return;
		const { message } = event;
		if (message.chat === storiesId) return;
		const session = this.world.sessions.record(message.session);
		if (!session) return;
		const data: EventData = { kind: 'message', message, status: message.status };
		if (event.kind === 'sent') this.tell(session, 'create', data);
		else if (event.kind === 'status') this.tell(session, 'ack', data);
		else {
			const { eventTime, ...rest } = event.delivery;
			const telling = { ...rest, time: eventTime ?? message.time };
			const { mediaEvent } = this.world.switches;
			if (message.media === null || mediaEvent !== 'media') {
				this.tell(session, 'message', data, telling);
			}
			if (message.media !== null && mediaEvent !== 'message') {
				this.tell(session, 'media', { kind: 'media', message }, telling);
			}
		}
	}

	private followSession(
		session: Session,
		change: 'created' | 'changed' | 'login' | 'lost' | 'removed',
	): void {
		if (change === 'login') {
			this.tell(session, 'ready', { kind: 'raw', value: readyData(session) });
		} else if (change === 'lost' || change === 'removed') {
			this.tell(session, 'disconnect', { kind: 'raw', value: {} });
		}
	}
}
