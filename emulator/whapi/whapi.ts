import { seededSessions } from '../world/seed';
import type { ChatId, Message, Session } from '../world/types';
import type { World } from '../world/world';
import type { WebhookTry } from '../webhookCall';
import { Channel } from './channel';
import { WhapiError } from './errors';
import { Follower } from './follower';
import { MediaStore } from './mediaStore';
import { MessageLog } from './messageLog';
import { Settings } from './settings';
import type { MessageContext } from './shapes/message';
import { WhapiWebhooks, type Callback } from './webhooks';

/** The token of the one channel that the emulator has. */
export const whapiToken = 'whapi-demo-token';
/** Its id, one of the documented ones. */
export const whapiChannelId = 'MANTIS-M72HC';
/** Path under which files are served without a token. */
export const filesPath = '/whapi-files';

/** How many callbacks are kept to be looked at. */
const callbacksKept = 500;

/** Told of every callback and every webhook call, for the live stream. */
export interface WhapiListener {
	onCallback(callback: Callback): void;
	onTry(done: WebhookTry): void;
}

/** The Whapi.Cloud side of the world: one channel, which is the demo phone. */
export class Whapi {
	readonly channel: Channel;
	readonly settings = new Settings();
	readonly media = new MediaStore();
	readonly log = new MessageLog();
	readonly webhooks: WhapiWebhooks;
	readonly follower: Follower;
	/** Contacts whose presence is subscribed. */
	readonly presences = new Set<ChatId>();
	/** The newest callbacks, whether or not a webhook wanted them. */
	readonly told: Callback[] = [];
	private lastTold = 0;
	/** Blocked contacts. */
	readonly blocked = new Set<ChatId>();

	constructor(
		readonly world: World,
		private readonly listener: WhapiListener,
		/** The emulator's own address, for links to files. */
		private readonly address: () => string,
	) {
		this.channel = new Channel(world, whapiChannelId, seededSessions.demo);
		const { id, sessionId: session } = this.channel;
		this.webhooks = new WhapiWebhooks(world, this.settings, { id, session }, (done) => {
			listener.onTry(done);
		});
		this.follower = new Follower(this);
	}

	/** What shapes depend on, as it is now. */
	get context(): MessageContext {
		const { session } = this.channel;
		return {
			world: this.world,
			switches: this.world.switches,
			autoDownload: this.settings.value.media.auto_download,
			fileAddress: `${this.address()}${filesPath}/${session?.number ?? '0'}`,
		};
	}

	/** The linked number, ready to be used; 401 when it is not (1.2). */
	readySession(): Session {
		const { session, state } = this.channel;
		if (session?.status !== 'ready' || (state !== 'AUTH' && state !== 'SYNC_ERROR')) {
			throw new WhapiError(401, 'Need channel authorization');
		}
		return session;
	}

	/** The same for reading: a failed synchronisation lets it fail (1.5, `SYNC_ERROR`). */
	readableSession(): Session {
		const session = this.readySession();
		if (this.channel.state === 'SYNC_ERROR') throw new WhapiError(500, 'Synchronization failed');
		return session;
	}

	/** True for a message of this channel. */
	owns({ session }: Message): boolean {
		return session === this.channel.sessionId;
	}

	tell(callback: Omit<Callback, 'id' | 'time'>): void {
		const told = { ...callback, id: ++this.lastTold, time: this.world.clock.now() };
		this.told.push(told);
		if (this.told.length > callbacksKept) this.told.shift();
		this.listener.onCallback(told);
		this.webhooks.tell(told);
	}

	close(): void {
		this.webhooks.close();
	}
}
