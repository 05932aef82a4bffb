export { findBrowser, launchBrowser } from './browser';
export { cacheFolder, type OnProgress } from './cache';
export { DataTables, type TableColumn } from './client/dataTables';
export { N8nClient, type ImportOptions, type ListRequest, type Owner } from './client/n8nClient';
export {
	itemsOf,
	workflowFileSchema,
	type BinaryFile,
	type CredentialRef,
	type Execution,
	type ExecutionSummary,
	type Item,
	type Workflow,
	type WorkflowFile,
	type WorkflowNode,
} from './client/schemas';
export { N8nApiError } from './client/session';
export { messageOf } from './errors';
export { installHost, type Host } from './install';
export { tryLock } from './lock';
export { startN8n, type N8n, type StartOptions } from './n8n';
export { packageName } from './n8nFolder';
export { packPackage, projectFolder, type PackedPackage } from './pack';
export { freePort } from './ports';
export { hostVersions, type HostVersion } from './versions';
export { waitFor } from './wait';
export { openEditor, type Editor, type EditorOptions } from './editor';
