import type { Chat } from '../state/chats';
import { editing, focusField, replyTo, stopComposing } from '../state/composing';
import { chosenPerson } from '../state/settings';
import { me, people } from '../state/world';
import { sizeOf } from '../text/files';
import { inOneLine, personName } from '../text/names';
import { Icon } from './Icon';
import { IconButton } from './IconButton';
import { authorOf } from './Message';

/** Who writes in a group: one of its members. */
function GroupWriter({ chat }: { chat: Chat }) {
	if (!chat.group) return null;
	const members = new Set(chat.group.participants.map(({ id }) => id));
	return (
		<label class="writer">
			Write as
			<select
				value={me.value?.id}
				onChange={({ currentTarget }) => {
					chosenPerson.value = currentTarget.value;
				}}
			>
				{people.value
					.filter(({ id }) => members.has(id))
					.map((person) => (
						<option key={person.id} value={person.id}>
							{personName(person)}
						</option>
					))}
			</select>
		</label>
	);
}

/** The message that is answered or changed. */
function Target({ chat }: { chat: Chat }) {
	const target = editing.value ?? replyTo.value;
	if (!target) return null;
	const name = authorOf(target, chat.session.name);
	return (
		<div class="target">
			<Icon name={editing.value ? 'edit' : 'reply'} />
			<p>
				<b>
					{editing.value ? 'Change your message' : `Reply to ${name === 'You' ? 'yourself' : name}`}
				</b>
				<span>{inOneLine(target)}</span>
			</p>
			<IconButton
				icon="close"
				label={editing.value ? 'Do not change it' : 'Do not reply'}
				onPress={() => {
					stopComposing();
					focusField();
				}}
			/>
		</div>
	);
}

interface Props {
	chat: Chat;
	files: readonly File[];
	onRemove: (file: File) => void;
}

/** What stands above the field: the writer in a group, the answered message, the files. */
export function ComposerTop({ chat, files, onRemove }: Props) {
	return (
		<>
			<GroupWriter chat={chat} />
			<Target chat={chat} />
			{files.length > 0 && (
				<ul class="files" aria-label="Files to send">
					{files.map((file) => (
						<li key={`${file.name} ${file.size} ${file.lastModified}`}>
							<Icon name="file" />
							<span class="file-name">{file.name}</span>
							<span class="file-size">{sizeOf(file.size)}</span>
							<IconButton
								icon="close"
								label={`Do not send ${file.name}`}
								onPress={() => {
									onRemove(file);
								}}
							/>
						</li>
					))}
				</ul>
			)}
		</>
	);
}
