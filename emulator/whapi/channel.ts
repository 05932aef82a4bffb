import type { Session, SessionStatus } from '../world/types';
import type { World } from '../world/world';
import type { ChannelState } from './channelState';
import { contactIdOf } from './ids';

/** Numbers of the states; those that are not documented are made up (1.5). */
const codes: Record<ChannelState, number> = {
	NOT_INIT: 0,
	INIT: 1,
	LAUNCH: 2,
	QR: 3,
	AUTH: 4,
	ERROR: 5,
	SYNC_ERROR: 6,
	STOP: 7,
};

const stateOfSession: Record<SessionStatus, ChannelState> = {
	pending: 'INIT',
	auth: 'QR',
	ready: 'AUTH',
	destroying: 'NOT_INIT',
	removed: 'NOT_INIT',
};

/** The channel: one linked number as Whapi sees it. */
export class Channel {
	/** How often a health request started a stopped channel. */
	woken = 0;
	/** A state that was set by hand; null = that of the session. */
	private forced: ChannelState | null = null;
	private readonly startedAt: number;

	constructor(
		private readonly world: World,
		readonly id: string,
		/** The session of the world that it is. */
		readonly sessionId: string,
	) {
		this.startedAt = world.clock.now();
	}

	/** The linked number; undefined after it was removed. */
	get session(): Session | undefined {
		return this.world.sessions.get(this.sessionId);
	}

	get state(): ChannelState {
		return this.forced ?? stateOfSession[this.session?.status ?? 'removed'];
	}

	/** Sets a state by hand; null = follow the session again. */
	force(state: ChannelState | null): void {
		this.forced = state;
	}

	/** Starts a channel that is not running; true when it was so. */
	wake(): boolean {
		if (this.state !== 'STOP' && this.state !== 'NOT_INIT') return false;
		this.woken += 1;
		this.forced = this.session ? null : 'INIT';
		return true;
	}

	/** `health` of callbacks: without what only `GET /health` tells (sample). */
	health(): Record<string, unknown> & { user?: Record<string, unknown> } {
		const { clock } = this.world;
		const user = this.state === 'AUTH' || this.state === 'SYNC_ERROR' ? this.user() : null;
		return {
			start_at: Math.floor(this.startedAt / 1000),
			uptime: Math.max(0, Math.floor((clock.now() - this.startedAt) / 1000)),
			version: '1.8.3-74-gf7df472',
			status: { code: codes[this.state], text: this.state },
			...(user && { user }),
		};
	}

	/** The connected account as a contact; null before it is linked. */
	user(): Record<string, unknown> | null {
		const { session } = this;
		const own = session ? this.world.ownId(session) : null;
		if (!session || own === null) return null;
		return { id: contactIdOf(own), name: session.pushName ?? session.name };
	}

	/** A QR code to link the phone with (sample users.login). */
	qr(): Record<string, unknown> {
		const rowdata = this.session?.qr ?? '2@AbCdEf,GhIjKl==';
		return { status: 'OK', base64: 'data:image/png;base64,iVBORw0KGgo=', rowdata, expire: 20 };
	}
}
