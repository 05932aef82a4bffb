import { useState } from 'preact/hooks';

import { personId } from '../../world/ids';
import { addingCustomer } from '../state/composing';
import { control } from '../state/control';
import { reasonOf } from '../state/notice';
import { chosenPerson } from '../state/settings';
import { people } from '../state/world';
import { Dialog } from './Dialog';

/** A number that nobody has yet. */
function freeNumber(): string {
	const taken = new Set(people.value.map(({ id }) => id));
	let number = 79990000001;
	while (taken.has(personId(String(number)))) number += 1;
	return String(number);
}

/** The form for somebody else to play. */
export function NewCustomer() {
	const [name, setName] = useState('');
	const [phone, setPhone] = useState(freeNumber);
	const [fault, setFault] = useState<string | null>(null);
	const close = () => {
		addingCustomer.value = false;
	};
	const add = async () => {
		const digits = phone.replace(/[\s()+-]/g, '');
		if (!/^\d{7,15}$/.test(digits)) {
			setFault('Write the phone number with its country code: 7 to 15 digits.');
			return;
		}
		try {
			await control.addPerson({ phone: digits, name: name.trim() || null });
			people.value = await control.people();
			chosenPerson.value = personId(digits);
			close();
		} catch (error) {
			setFault(reasonOf(error));
		}
	};
	return (
		<Dialog title="New customer" onClose={close}>
			<form
				class="form"
				onSubmit={(event) => {
					event.preventDefault();
					void add();
				}}
			>
				<label>
					Name
					<input
						value={name}
						placeholder="Without one the number is shown"
						autocomplete="off"
						onInput={({ currentTarget }) => {
							setName(currentTarget.value);
						}}
					/>
				</label>
				<label>
					Phone number
					<input
						value={phone}
						inputMode="tel"
						autocomplete="off"
						aria-describedby="phone-fault"
						aria-invalid={fault !== null}
						onInput={({ currentTarget }) => {
							setPhone(currentTarget.value);
						}}
					/>
				</label>
				<p id="phone-fault" role="alert" class="fault">
					{fault}
				</p>
				<button type="submit" class="send">
					Play this customer
				</button>
			</form>
		</Dialog>
	);
}
