import type { INodePropertyOptions } from 'n8n-workflow';

/** The callbacks of the reference's matrix (3.2): `type.method`, in words. */
const EVENTS: Array<[value: string, name: string, description: string]> = [
	['calls.post', 'Call', 'A call came in, was answered or missed'],
	['channel.patch', 'Channel QR Code', 'A new QR code to link the phone with'],
	['channel.post', 'Channel State Changed', 'The channel was started, linked or stopped'],
	['chats.delete', 'Chat Deleted', 'A chat was deleted'],
	['chats.patch', 'Chat Changed', 'A label, mute, pin or the last message of a chat changed'],
	['chats.post', 'Chat Created', 'A chat began, with an incoming or an outgoing message'],
	['chats.put', 'Chat Sent Again', 'A chat was sent again in full'],
	['contacts.patch', 'Contact Picture Changed', 'The picture of a contact changed'],
	['contacts.post', 'Contact Created or Renamed', 'A contact is new or has another name'],
	['groups.patch', 'Group Changed', 'The name, picture or a setting of a group changed'],
	['groups.post', 'Group Created', 'A group is new'],
	['groups.put', 'Group Members Changed', 'Somebody joined, left or became an admin'],
	['labels.delete', 'Label Deleted', 'A label was deleted'],
	['labels.post', 'Label Created or Renamed', 'A label is new or has another name'],
	['messages.delete', 'Message Deleted', 'Messages were removed or a chat was cleared'],
	['messages.patch', 'Message Changed', 'A message was edited, or a poll got a vote'],
	['messages.post', 'Incoming Message', 'A message, reaction or other action came in'],
	['messages.put', 'Message Sent Again', 'A message was sent again in full'],
	['presences.post', 'Presence', 'Somebody is online or typing; only for subscribed contacts'],
	['service.post', 'Service Notification', 'A special notification of the service'],
	['statuses.post', 'Message Status Changed', 'An own message was delivered or read'],
	['statuses.put', 'Story Viewed', 'Somebody saw a story'],
	['users.delete', 'Phone Unlinked', 'The phone was unlinked from the channel'],
	['users.post', 'Phone Linked', 'A phone was linked to the channel'],
];

/** The event list of the trigger. */
export const eventOptions: INodePropertyOptions[] = [
	{
		name: 'All Events',
		value: '*',
		description: 'Also those that this version of the node does not know',
	},
	...EVENTS.map(([value, name, description]) => ({ value, name, description })).sort((a, b) =>
		a.name.localeCompare(b.name, 'en'),
	),
];

/** Every `type.method` of the reference, for services that do not tell what they offer. */
export const allEvents = EVENTS.map(([value]) => value);
