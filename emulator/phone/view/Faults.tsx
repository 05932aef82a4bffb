import { useEffect } from 'preact/hooks';

import { chat } from '../state/chats';
import { control } from '../state/control';
import {
	activeFaults,
	allFaultsOff,
	doubledMessages,
	faultSwitches,
	lateMessages,
	otherRules,
	readRules,
	rules,
	switchFault,
} from '../state/faults';
import { attempt } from '../state/notice';

interface SwitchProps {
	name: string;
	hint: string;
	on: boolean;
	onChange: (on: boolean) => void;
}

function Switch({ name, hint, on, onChange }: SwitchProps) {
	return (
		<label class="switch">
			<input
				type="checkbox"
				role="switch"
				checked={on}
				onChange={({ currentTarget }) => {
					onChange(currentTarget.checked);
				}}
			/>
			<span>
				{name}
				<small>{hint}</small>
			</span>
		</label>
	);
}

/** The phone of the open chat: linked, or logged out by WhatsApp. */
function PhoneSwitch() {
	const session = chat.value?.session;
	if (!session) return null;
	const isOffline = session.status !== 'ready';
	return (
		<Switch
			name={`${session.name} offline`}
			hint="WhatsApp logs it out; off links it again"
			on={isOffline}
			onChange={(on) => {
				const input = { session: session.id };
				attempt(on ? control.drop(input) : control.login(input));
			}}
		/>
	);
}

/** Switches for everything that goes wrong with a real gateway sooner or later. */
export function Faults() {
	useEffect(() => {
		attempt(readRules());
	}, []);
	const count = activeFaults.value;
	const others = otherRules.value.length;
	return (
		<details class="faults">
			<summary>
				Faults
				<span class={`count ${count > 0 ? 'warn' : ''}`}>
					{count > 0 ? `${count} active` : 'none'}
				</span>
			</summary>
			<fieldset>
				<legend>The gateways answer with (one at a time)</legend>
				{faultSwitches.map((fault) => (
					<Switch
						key={fault.name}
						name={fault.name}
						hint={fault.hint}
						on={rules.value.some(fault.isRule)}
						onChange={(on) => {
							attempt(switchFault(fault, on));
						}}
					/>
				))}
			</fieldset>
			<fieldset>
				<legend>What you write</legend>
				<Switch
					name="Told late"
					hint="The gateways tell your messages after 10 seconds"
					on={lateMessages.value}
					onChange={(on) => {
						lateMessages.value = on;
					}}
				/>
				<Switch
					name="Told twice"
					hint="Each of your messages is told two times"
					on={doubledMessages.value}
					onChange={(on) => {
						doubledMessages.value = on;
					}}
				/>
				<PhoneSwitch />
			</fieldset>
			{others > 0 && <p class="hint">And {others} set by the control API.</p>}
			<button
				type="button"
				class="quiet"
				disabled={count === 0}
				onClick={() => {
					attempt(allFaultsOff());
				}}
			>
				All faults off
			</button>
		</details>
	);
}
