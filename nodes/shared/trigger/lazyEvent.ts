import type { IDataObject } from 'n8n-workflow';

import type { SimplifiedEvent } from '../model';
import type { ReceivedEvent } from './gateway';

/** An event that is simplified when somebody asks for that: most of what a poll reads again was handled before. */
export class LazyEvent implements ReceivedEvent {
	private made: SimplifiedEvent | undefined;

	constructor(
		readonly key: string,
		readonly raw: IDataObject,
		readonly isNoise: boolean,
		private readonly simplify: () => SimplifiedEvent,
	) {}

	get simplified(): SimplifiedEvent {
		return (this.made ??= this.simplify());
	}
}
