/** n8n's engine for measurements: the one that the tests use, with the settings of a production run. */

import './environment';

export {
	Host,
	runWorkflow,
	startType,
	TriggerWorkflow,
	type OtherNodeTypes,
} from '../test/helpers/engine';
