import { randomBytes } from 'node:crypto';

import { WorldError } from './error';
import type { Session, SessionStatus } from './types';
import type { World } from './world';

/** What is known of a session when it is made. */
export interface NewSession {
	account: number;
	name: string;
	id?: string;
	status?: SessionStatus;
	number?: string | null;
	pushName?: string | null;
	login?: 'qr' | 'code';
	/** Phone number that will enter the pairing code. */
	pairingNumber?: string | null;
}

/** The linked WhatsApp numbers and their life: made, logged in, lost, removed. */
export class Sessions {
	private readonly records = new Map<string, Session>();
	private nextRecordId = 151;

	constructor(private readonly world: World) {}

	/** All sessions that were not removed, in the order in which they were made. */
	all(): Session[] {
		return [...this.records.values()].filter((session) => session.status !== 'removed');
	}

	/** A session that was not removed. */
	get(id: string): Session | undefined {
		const session = this.records.get(id);
		return session?.status === 'removed' ? undefined : session;
	}

	/** A session, also one that was removed. */
	record(id: string): Session | undefined {
		return this.records.get(id);
	}

	/** Adds a session as it is, without any process. */
	add(options: NewSession): Session {
		const session: Session = {
			id: options.id ?? randomBytes(6).toString('hex').slice(0, 11),
			recordId: this.nextRecordId++,
			account: options.account,
			name: options.name,
			status: options.status ?? 'pending',
			number: options.number ?? null,
			pushName: options.pushName ?? null,
			login: options.login ?? 'qr',
			qr: null,
			code: null,
			pairingNumber: options.pairingNumber ?? null,
			createdAt: this.world.clock.now(),
		};
		this.records.set(session.id, session);
		return session;
	}

	/** Makes a session that shows its QR or pairing code a little later and then waits for `login`. */
	create(options: NewSession): Session {
		const session = this.add(options);
		this.world.emit({ kind: 'session', session, change: 'created' });
		this.world.timers.after(this.world.switches.loginCodeDelayMs, () => {
			if (session.status !== 'pending') return;
			if (session.login === 'code') session.code = randomBytes(4).toString('hex').toUpperCase();
			else session.qr = `2@${randomBytes(24).toString('base64')}`;
			this.change(session, 'auth', 'changed');
		});
		return session;
	}

	/** Somebody links the phone: the session becomes ready. */
	login(session: Session, number: string, pushName: string): void {
		if (session.status === 'destroying') {
			throw new WorldError(`Session ${session.id} is being deleted`);
		}
		session.number = number;
		session.pushName = pushName;
		session.qr = null;
		session.code = null;
		this.change(session, 'ready', 'login');
	}

	/** WhatsApp logs the session out; it waits for a new login. */
	lose(session: Session): void {
		if (session.status !== 'ready') throw new WorldError(`Session ${session.id} is not ready`);
		this.change(session, 'auth', 'lost');
	}

	/** Logs out and removes the session a little later. */
	remove(session: Session): void {
		this.change(session, 'destroying', 'changed');
		this.world.timers.after(this.world.switches.deleteDelayMs, () => {
			this.change(session, 'removed', 'removed');
		});
	}

	private change(
		session: Session,
		status: SessionStatus,
		change: 'changed' | 'login' | 'lost' | 'removed',
	): void {
		session.status = status;
		this.world.emit({ kind: 'session', session, change });
	}
}
