import type { MessageRecord } from '../../control/recordSchemas';
import type { Poll as PollContent } from '../../world/details';
import { attempt } from '../state/notice';
import { vote } from '../state/sending';
import { me } from '../state/world';

/** A poll: a click votes, another one takes the vote back. */
export function Poll({ message, poll }: { message: MessageRecord; poll: PollContent }) {
	const { title, options, limit } = poll;
	const own = message.votes.find(({ from }) => from === me.value?.id)?.options ?? [];
	const countOf = (option: string) =>
		message.votes.filter(({ options: chosen }) => chosen.includes(option)).length;
	return (
		<fieldset class="poll">
			<legend>
				{title}
				<small>{limit === 1 ? 'Choose one' : 'Choose one or more'}</small>
			</legend>
			{options.map((option) => (
				<label key={option}>
					<input
						type="checkbox"
						checked={own.includes(option)}
						onChange={() => {
							attempt(vote(message, option, limit));
						}}
					/>
					<span>{option}</span>
					<span class="votes">
						{countOf(option)}
						<span class="unseen"> votes</span>
					</span>
					<meter
						min={0}
						max={Math.max(1, message.votes.length)}
						value={countOf(option)}
						aria-hidden="true"
					/>
				</label>
			))}
		</fieldset>
	);
}
