import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { z } from 'zod/v4';
import { projectFolder } from '../../host';

const folder = join(projectFolder, 'examples');
const files = readdirSync(folder).filter((name) => name.endsWith('.json'));

const nodeSchema = z.looseObject({
	id: z.string(),
	name: z.string(),
	type: z.string(),
	position: z.tuple([z.number(), z.number()]),
	parameters: z.looseObject({ width: z.number().optional(), height: z.number().optional() }),
	webhookId: z.string().optional(),
	credentials: z.record(z.string(), z.object({ id: z.null() })).optional(),
});
const exampleSchema = z.object({
	nodes: z.array(nodeSchema),
	connections: z.record(
		z.string(),
		z.record(z.string(), z.array(z.array(z.object({ node: z.string() })))),
	),
	pinData: z.object({}).strict(),
});
type Example = z.output<typeof exampleSchema>;

/** An example; refuses one that holds a credential's id or pinned data. */
const read = (file: string) =>
	exampleSchema.parse(JSON.parse(readFileSync(join(folder, file), 'utf8')));

const isNote = ({ type }: Example['nodes'][number]) => type.endsWith('.stickyNote');

/** The place that a node takes on the canvas, with the name below it. */
function boxOf(node: Example['nodes'][number]) {
	const [left, top] = node.position;
	const { width = 96, height = 130 } = node.parameters;
	return { name: node.name, left, top, right: left + width, bottom: top + height };
}

describe.each(files)('%s', (file) => {
	const { nodes, connections } = read(file);

	it('connects nodes that exist and have names of their own', () => {
		const names = nodes.map(({ name }) => name);
		const linked = Object.entries(connections).flatMap(([from, outputs]) => [
			from,
			...Object.values(outputs).flatMap((ends) => ends.flat().map(({ node }) => node)),
		]);
		expect(new Set(names).size).toBe(names.length);
		expect(linked.filter((name) => !names.includes(name))).toEqual([]);
		const lonely = nodes.filter((node) => !isNote(node) && !linked.includes(node.name));
		expect(lonely).toEqual([]);
	});

	it('has a note, and nothing lies on something else', () => {
		expect(nodes.some(isNote)).toBe(true);
		const boxes = nodes.map(boxOf);
		const covered = boxes.flatMap((a, index) =>
			boxes
				.slice(index + 1)
				.filter((b) => a.left < b.right && b.left < a.right && a.top < b.bottom && b.top < a.bottom)
				.map((b) => `${a.name} / ${b.name}`),
		);
		expect(covered).toEqual([]);
	});
});

it('gives every node and webhook an id of its own', () => {
	const nodes = files.flatMap((file) => read(file).nodes);
	const ids = nodes.flatMap(({ id, webhookId }) =>
		webhookId === undefined ? [id] : [id, webhookId],
	);
	expect(ids.filter((id, index) => ids.indexOf(id) !== index)).toEqual([]);
});

it('lists every example in the README of the folder', () => {
	const readme = readFileSync(join(folder, 'README.md'), 'utf8');
	expect(files.filter((file) => !readme.includes(`(${file})`))).toEqual([]);
});
