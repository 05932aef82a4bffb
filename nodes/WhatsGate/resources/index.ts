import type { Resource } from '../../shared/operation';
import type { WhatsGateClient } from '../client';
import { chat } from './chat';
import { contact } from './contact';
import { event } from './event';
import { message } from './message';
import { session } from './session';

/** All that the WhatsGate node can do; the first resource is the one a new node starts with. */
export const resources: Array<Resource<WhatsGateClient>> = [message, chat, contact, event, session];
