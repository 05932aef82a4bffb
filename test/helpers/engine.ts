/** n8n's engine in this process, with the built package: runs workflows, polls, webhooks and lists. */

export type { CredentialValues } from './engine/credentials';
export { Host, type WorkflowJson } from './engine/host';
export { loadPackage, startType, type OtherNodeTypes } from './engine/nodeTypes';
export { runWorkflow, shown, type RunResult, type ShownError } from './engine/run';
export { searchList, TriggerWorkflow, type TriggerOptions } from './engine/trigger';
export { WebhookServer, type Recorded } from './engine/webhookServer';
