import type { MessageRecord } from '../../control/recordSchemas';
import { sizeOf } from '../text/files';
import { lengthOf } from '../text/times';
import { Icon } from './Icon';

interface Props {
	message: MessageRecord;
	media: NonNullable<MessageRecord['media']>;
}

function Download({ message, media }: Props) {
	const name = media.fileName ?? `${message.type}-${message.key.slice(-6)}`;
	return (
		<a class="download" href={`/control/media/${message.key}`} download={media.fileName ?? ''}>
			<Icon name="file" />
			<span class="file-name">{name}</span>
			<span class="file-size">
				{sizeOf(media.size)} · {media.mimeType}
			</span>
			<Icon name="download" />
			<span class="unseen">Download</span>
		</a>
	);
}

/** A file: pictures and sound are shown, everything else can be downloaded. */
export function MediaFile({ message, media }: Props) {
	const source = `/control/media/${message.key}`;
	const { type, details, text } = message;
	const info = details?.kind === 'file' ? details.info : {};
	const [kind] = media.mimeType.split('/', 1);
	if (type === 'document') return <Download message={message} media={media} />;
	if (kind === 'image') {
		const name = text === '' ? (type === 'sticker' ? 'Sticker' : 'Photo') : text;
		return (
			<a class="picture" href={source} download={media.fileName ?? ''} title="Download">
				<img src={source} alt={name} class={type === 'sticker' ? 'sticker' : ''} />
			</a>
		);
	}
	if (kind === 'audio') {
		return (
			<div class="sound">
				<audio
					controls
					preload="metadata"
					src={source}
					aria-label={type === 'voice' ? 'Voice message' : (media.fileName ?? 'Audio')}
				/>
				{info.seconds !== undefined && <span>{lengthOf(info.seconds)}</span>}
			</div>
		);
	}
	if (kind === 'video') {
		return (
			<video
				class="video"
				controls
				preload="metadata"
				src={source}
				loop={type === 'gif'}
				aria-label={text === '' ? 'Video' : text}
			/>
		);
	}
	return <Download message={message} media={media} />;
}
