import { readdirSync } from 'node:fs';
import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { demoExamples } from '../../../demo/examples';
import { projectFolder, workflowFileSchema } from '../../../host';

const folder = join(projectFolder, 'examples');

describe('The examples of the demo', () => {
	it('are all but those with a chat model, which needs an account elsewhere', () => {
		const left = readdirSync(folder)
			.filter((name) => name.endsWith('.json'))
			.filter((name) => !demoExamples.some(({ file }) => file === name));
		expect(left).toEqual(['ai-agent.json', 'ai-human-review.json']);
	});

	it.each(demoExamples)('$file leaves nothing to choose', async ({ file, change }) => {
		const text = await readFile(join(folder, file), 'utf8');
		const workflow = workflowFileSchema.parse(JSON.parse(text));
		change(workflow);
		expect(JSON.stringify(workflow.nodes)).not.toContain('"mode":"list","value":""');
	});
});
