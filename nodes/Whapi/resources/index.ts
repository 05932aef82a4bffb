import type { Resource } from '../../shared/operation';
import type { WhapiClient } from '../client';
import { channel } from './channel';
import { chat } from './chat';
import { contact } from './contact';
import { group } from './group';
import { label } from './label';
import { media } from './media';
import { message } from './message';
import { story } from './story';

/** All that the Whapi node can do; the first resource is the one a new node starts with. */
export const resources: Array<Resource<WhapiClient>> = [
	message,
	chat,
	contact,
	group,
	label,
	media,
	story,
	channel,
];
