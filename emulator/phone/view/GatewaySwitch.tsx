import { gateways } from '../../requestLog';
import { gateway } from '../state/settings';
import { gatewayNames } from '../text/names';

/** Through which gateway ids, names, events and calls are shown. */
export function GatewaySwitch() {
	return (
		<fieldset class="segments">
			<legend>Seen through</legend>
			{gateways.map((name) => (
				<label key={name}>
					<input
						type="radio"
						name="gateway"
						value={name}
						checked={gateway.value === name}
						onChange={() => {
							gateway.value = name;
						}}
					/>
					<span>{gatewayNames[name]}</span>
				</label>
			))}
		</fieldset>
	);
}
