/** The header of every callback that shows who calls (reference, 3.1: at most 5 headers of the entry's own). */
export const CALLBACK_HEADER = 'X-N8n-Webhook-Secret';
