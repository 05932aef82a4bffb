import { addingCustomer } from '../state/composing';
import { chosenPerson, drawerOpen, isDark, theme } from '../state/settings';
import { unreadOf } from '../state/chats';
import { activeFaults } from '../state/faults';
import { me, people } from '../state/world';
import { personName } from '../text/names';
import { Avatar } from './Avatar';
import { drawerId, drawerToggleId } from './Drawer';
import { GatewaySwitch } from './GatewaySwitch';
import { Icon } from './Icon';
import { IconButton } from './IconButton';

const newCustomer = 'new';

/** Who the visitor is. */
function WhoAmI() {
	const person = me.value;
	if (!person) return null;
	const choose = (value: string) => {
		if (value === newCustomer) addingCustomer.value = true;
		else chosenPerson.value = value;
	};
	return (
		<div class="who">
			<Avatar id={person.id} name={personName(person)} small />
			<label for="who">You are</label>
			<select
				id="who"
				// Drawn anew when the choice was "new customer".
				key={String(addingCustomer.value)}
				value={person.id}
				onChange={({ currentTarget }) => {
					choose(currentTarget.value);
				}}
			>
				{people.value.map((one) => {
					const unread = one.id === person.id ? 0 : (unreadOf.value.get(one.id) ?? 0);
					return (
						<option key={one.id} value={one.id}>
							{personName(one)}
							{unread > 0 && ` (${unread} new)`}
						</option>
					);
				})}
				<option value={newCustomer}>New customer …</option>
			</select>
		</div>
	);
}

/** The bar above everything: who writes, through which gateway the world is shown, colours, the drawer. */
export function TopBar({ onDrawer }: { onDrawer: () => void }) {
	const dark = isDark();
	return (
		<header class="top">
			<h1>
				<img src="/phone/icon.svg" alt="" width="28" height="28" />
				Phone
			</h1>
			<WhoAmI />
			<GatewaySwitch />
			<IconButton
				icon={dark ? 'sun' : 'moon'}
				label={dark ? 'Light colours' : 'Dark colours'}
				onPress={() => {
					theme.value = dark ? 'light' : 'dark';
				}}
			/>
			<button
				type="button"
				id={drawerToggleId}
				class="drawer-toggle"
				aria-expanded={drawerOpen.value}
				aria-controls={drawerOpen.value ? drawerId : undefined}
				aria-keyshortcuts="Alt+W"
				title="What happens (Alt+W)"
				onClick={onDrawer}
			>
				<Icon name="pulse" />
				<span>What happens</span>
				{activeFaults.value > 0 && (
					<span class="count warn">
						{activeFaults.value}
						<span class="unseen"> active faults</span>
					</span>
				)}
			</button>
		</header>
	);
}
