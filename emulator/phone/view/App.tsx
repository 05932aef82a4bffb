import { useEffect } from 'preact/hooks';

import { chat, unreadOf } from '../state/chats';
import {
	addingCustomer,
	detailsOf,
	fieldId,
	focusField,
	openActions,
	stopComposing,
} from '../state/composing';
import { drawerOpen, narrowView } from '../state/settings';
import { me } from '../state/world';
import { Banner, Notice } from './Banner';
import { ChatList } from './ChatList';
import { Conversation } from './Conversation';
import { Drawer, drawerId, drawerToggleId } from './Drawer';
import { MessageDetails } from './MessageDetails';
import { NewCustomer } from './NewCustomer';
import { TopBar } from './TopBar';

/** Opens or closes the list of what happens and moves the focus along. */
export function toggleDrawer(): void {
	drawerOpen.value = !drawerOpen.value;
	const isOpen = drawerOpen.value;
	// The drawer is there only after it was drawn.
	requestAnimationFrame(() => {
		document.getElementById(isOpen ? drawerId : drawerToggleId)?.focus();
	});
}

/** Escape closes what was opened last; Alt+W opens and closes the drawer from everywhere. */
function onKey(event: KeyboardEvent): void {
	if (event.altKey && event.code === 'KeyW') {
		event.preventDefault();
		toggleDrawer();
		return;
	}
	// Dialogs close themselves.
	if (event.key !== 'Escape' || addingCustomer.value || detailsOf.value !== null) return;
	if (openActions.value !== null) openActions.value = null;
	else if (stopComposing()) focusField();
	else if (drawerOpen.value) toggleDrawer();
}

/** The whole page. */
export function App() {
	useEffect(() => {
		document.addEventListener('keydown', onKey);
		return () => {
			document.removeEventListener('keydown', onKey);
		};
	}, []);
	const unread = me.value ? (unreadOf.value.get(me.value.id) ?? 0) : 0;
	useEffect(() => {
		document.title = unread > 0 ? `(${unread}) Phone` : 'Phone';
	}, [unread]);
	return (
		<div
			class="app"
			data-view={narrowView.value}
			data-drawer={drawerOpen.value ? 'open' : 'closed'}
		>
			<a class="skip" href={`#${fieldId}`}>
				Skip to the message field
			</a>
			<TopBar onDrawer={toggleDrawer} />
			<Banner />
			<main>
				<ChatList />
				<Conversation key={chat.value?.key ?? ''} chat={chat.value} onDrawer={toggleDrawer} />
			</main>
			{drawerOpen.value && <Drawer onClose={toggleDrawer} />}
			<Notice />
			{detailsOf.value !== null && <MessageDetails name={detailsOf.value} />}
			{addingCustomer.value && <NewCustomer />}
		</div>
	);
}
