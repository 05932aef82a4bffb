import { gateway } from '../state/settings';
import {
	bothGateways,
	clearEntries,
	entryKinds,
	hiddenCount,
	hiddenMarks,
	marksShown,
	pause,
	paused,
	shownEntries,
	shownKinds,
	waiting,
	type EntryKind,
} from '../state/entries';
import { gatewayNames } from '../text/names';
import { EntryItem } from './EntryItem';
import { Faults } from './Faults';
import { IconButton } from './IconButton';

export const drawerId = 'what-happens';
export const drawerToggleId = 'what-happens-toggle';

const kindNames: Record<EntryKind, string> = {
	event: 'Events',
	request: 'Calls',
	webhook: 'Webhooks',
};

function toggleKind(kind: EntryKind): void {
	const kinds = shownKinds.value;
	shownKinds.value = kinds.includes(kind) ? kinds.filter((one) => one !== kind) : [...kinds, kind];
}

function Chip({ name, isOn, onPress }: { name: string; isOn: boolean; onPress: () => void }) {
	return (
		<button type="button" aria-pressed={isOn} onClick={onPress}>
			{name}
		</button>
	);
}

function Filters() {
	return (
		<div class="chips" role="group" aria-label="Show">
			{entryKinds.map((kind) => (
				<Chip
					key={kind}
					name={kindNames[kind]}
					isOn={shownKinds.value.includes(kind)}
					onPress={() => {
						toggleKind(kind);
					}}
				/>
			))}
			<Chip
				name="Delivery marks"
				isOn={marksShown.value}
				onPress={() => {
					marksShown.value = !marksShown.value;
				}}
			/>
			<Chip
				name="Both gateways"
				isOn={bothGateways.value}
				onPress={() => {
					bothGateways.value = !bothGateways.value;
				}}
			/>
		</div>
	);
}

function Tools() {
	return (
		<>
			<IconButton
				icon={paused.value ? 'play' : 'pause'}
				label={paused.value ? 'Let the list run on' : 'Pause the list'}
				onPress={() => {
					pause(!paused.value);
				}}
			/>
			<IconButton icon="trash" label="Clear the list" onPress={clearEntries} />
		</>
	);
}

/** What the gateways do: events, calls and webhook tries as they happen, and the faults. */
export function Drawer({ onClose }: { onClose: () => void }) {
	const list = shownEntries.value;
	const other = gateway.value === 'whapi' ? 'whatsGate' : 'whapi';
	return (
		<aside class="drawer" id={drawerId} tabIndex={-1} aria-labelledby="drawer-title">
			<header class="drawer-head">
				<h2 id="drawer-title">What happens</h2>
				<Tools />
				<IconButton icon="close" label="Close “What happens”" onPress={onClose} />
			</header>
			<Faults />
			<Filters />
			{paused.value && (
				<p class="hint" role="status">
					Paused; {waiting.value.length} more {waiting.value.length === 1 ? 'waits' : 'wait'}.
				</p>
			)}
			{list.length === 0 ? (
				<p class="hint">
					Nothing yet at {gatewayNames[gateway.value]}. Write a message: the gateway’s event, the
					webhook call to n8n and the calls of the workflow appear here.
				</p>
			) : (
				<ol class="entries" aria-label="What happened, newest first">
					{list.map((entry) => (
						<EntryItem key={entry.key} entry={entry} />
					))}
				</ol>
			)}
			{hiddenMarks.value > 0 && (
				<p class="hint">
					{hiddenMarks.value} delivery {hiddenMarks.value === 1 ? 'mark' : 'marks'} not shown
				</p>
			)}
			{hiddenCount.value > 0 && (
				<p class="hint">
					{hiddenCount.value} of {gatewayNames[other]} not shown
				</p>
			)}
		</aside>
	);
}
