import type { MessageRecord } from '../../control/recordSchemas';
import { linkParts, webAddress } from '../text/links';
import { Buttons, Menu } from './Choices';
import { Icon } from './Icon';
import { MediaFile } from './MediaFile';
import { Poll } from './Poll';

/** A link that leaves the page; the other side learns nothing of it. */
export function OutsideLink({ href, children }: { href: string; children: string }) {
	return (
		<a href={href} target="_blank" rel="noopener noreferrer">
			{children}
		</a>
	);
}

/** A text in which web addresses can be clicked. */
export function Text({ text }: { text: string }) {
	if (text === '') return null;
	return (
		<p class="text">
			{linkParts(text).map((part, index) =>
				part.href === null ? (
					part.text
				) : (
					<OutsideLink key={index} href={part.href}>
						{part.text}
					</OutsideLink>
				),
			)}
		</p>
	);
}

/** What a message holds besides its text. */
function Details({ message }: { message: MessageRecord }) {
	const { details } = message;
	switch (details?.kind) {
		case 'place': {
			const { latitude, longitude, name, address } = details.place;
			const href = `https://www.openstreetmap.org/?mlat=${latitude}&mlon=${longitude}#map=16/${latitude}/${longitude}`;
			return (
				<div class="card">
					<Icon name="place" />
					<div>
						<b>{name ?? 'Location'}</b>
						{address !== undefined && <p>{address}</p>}
						<OutsideLink href={href}>{`${latitude}, ${longitude}`}</OutsideLink>
					</div>
				</div>
			);
		}
		case 'cards':
			return (
				<>
					{details.cards.map((card, index) => (
						<div class="card" key={index}>
							<Icon name="person" />
							<div>
								<b>{card.name}</b>
								<p>{/^TEL[^:\n]*:(.+)$/im.exec(card.vcard)?.[1]?.trim()}</p>
							</div>
						</div>
					))}
				</>
			);
		case 'poll':
			return <Poll message={message} poll={details.poll} />;
		case 'buttons':
			return <Buttons message={message} buttons={details.buttons} />;
		case 'menu':
			return <Menu message={message} menu={details.menu} />;
		case 'link': {
			const { title, description, url } = details.link;
			const href = webAddress(url);
			return (
				<div class="card">
					<Icon name="link" />
					<div>
						<b>{title}</b>
						{description !== undefined && <p>{description}</p>}
						{href === null ? <p>{url}</p> : <OutsideLink href={href}>{url}</OutsideLink>}
					</div>
				</div>
			);
		}
		case 'choice':
			return details.choice.description === undefined ? null : (
				<p class="foot">{details.choice.description}</p>
			);
		case 'invite':
			return (
				<div class="card">
					<Icon name="person" />
					<b>{details.title}</b>
				</div>
			);
		case 'file':
		case undefined:
			return null;
	}
}

/** Everything that a message holds. */
export function MessageContent({ message }: { message: MessageRecord }) {
	const { details, media, text } = message;
	const frame = details?.kind === 'buttons' || details?.kind === 'menu' ? details : null;
	// The text of these repeats what the details show.
	const isTextShown = details?.kind !== 'poll' && details?.kind !== 'cards';
	return (
		<>
			{media && <MediaFile message={message} media={media} />}
			{frame && frame.header !== '' && <p class="head">{frame.header}</p>}
			{isTextShown && <Text text={text} />}
			{frame && frame.footer !== '' && <p class="foot">{frame.footer}</p>}
			<Details message={message} />
		</>
	);
}
