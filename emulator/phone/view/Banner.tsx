import { notice } from '../state/notice';
import { connection } from '../state/world';
import { Icon } from './Icon';
import { IconButton } from './IconButton';

/** Says that the emulator does not answer. */
export function Banner() {
	return (
		<div class="banner-place" role="status">
			{connection.value === 'lost' && (
				<p class="banner">
					<Icon name="link" />
					No connection to the emulator. Trying again …
				</p>
			)}
		</div>
	);
}

/** Says what did not work and what to do. */
export function Notice() {
	return (
		<div class="notice-place" role="alert">
			{notice.value !== null && (
				<div class="notice">
					<p>{notice.value}</p>
					<IconButton
						icon="close"
						label="Close this note"
						onPress={() => {
							notice.value = null;
						}}
					/>
				</div>
			)}
		</div>
	);
}
