import '../helpers/engineEnvironment';

import { existsSync } from 'node:fs';
import { readFile } from 'node:fs/promises';
import { dirname, join, posix } from 'node:path';

import type { PackageDirectoryLoader } from 'n8n-core';
import type { INodeTypeDescription } from 'n8n-workflow';
import { z } from 'zod/v4';

import { loadPackage } from '../helpers/engine/nodeTypes';
import { unpackTarball, type Unpacked } from './tarball';

let unpacked: Unpacked;
let loader: PackageDirectoryLoader;

beforeAll(async () => {
	unpacked = await unpackTarball();
	loader = await loadPackage(unpacked.folder);
});

afterAll(async () => {
	await unpacked.remove();
});

const packageSchema = z.object({
	name: z.string(),
	dependencies: z.unknown().optional(),
	optionalDependencies: z.unknown().optional(),
	bundledDependencies: z.unknown().optional(),
	peerDependencies: z.record(z.string(), z.string()),
	keywords: z.array(z.string()),
	scripts: z.record(z.string(), z.string()),
	n8n: z.object({ nodes: z.array(z.string()), credentials: z.array(z.string()) }),
});

async function packageJson() {
	const text = await readFile(join(unpacked.folder, 'package.json'), 'utf8');
	return packageSchema.parse(JSON.parse(text));
}

const scripts = () => unpacked.files.filter((file) => file.endsWith('.js'));

/** The nodes with the files they come from. */
function nodes(): Array<{ description: INodeTypeDescription; file: string }> {
	return Object.values(loader.nodeTypes).map(({ type, sourcePath }) => {
		if ('nodeVersions' in type) throw new Error(`${sourcePath} has several versions`);
		return { description: type.description, file: sourcePath };
	});
}

test('holds dist and the four files of every package, nothing else', () => {
	const outside = unpacked.files.filter((file) => !file.startsWith('dist/'));
	expect(['LICENSE', 'README.md', 'package.json']).toEqual(expect.arrayContaining(outside));
	expect(outside).toEqual(expect.arrayContaining(['LICENSE', 'package.json']));
	const inside = unpacked.files.filter((file) => file.startsWith('dist/'));
	const known =
		/^dist\/(nodes\/.+\.(js|node\.json)|credentials\/\w+\.credentials\.js|icons\/[\w.]+\.svg)$/;
	expect(inside.filter((file) => !known.test(file))).toEqual([]);
});

test('holds no test, source or secret of the machine', async () => {
	const texts = await Promise.all(
		unpacked.files.map(async (file) => await readFile(join(unpacked.folder, file), 'utf8')),
	);
	const home = dirname(dirname(__dirname));
	for (const text of texts) expect(text).not.toContain(home);
	expect(unpacked.files.filter((file) => /\.test\.|\.ts$|\.map$/.test(file))).toEqual([]);
});

test('has no dependency; n8n-workflow is its only peer', async () => {
	const json = await packageJson();
	expect(json.dependencies).toBeUndefined();
	expect(json.optionalDependencies).toBeUndefined();
	expect(json.bundledDependencies).toBeUndefined();
	expect(json.peerDependencies).toEqual({ 'n8n-workflow': '*' });
});

test('has the name and keyword by which n8n finds it, and runs nothing when it is installed', async () => {
	const json = await packageJson();
	expect(json.name).toMatch(/^n8n-nodes-/);
	expect(json.keywords).toContain('n8n-community-node-package');
	const forbidden = ['prepare', 'preinstall', 'install', 'postinstall', 'prepublish'];
	expect(Object.keys(json.scripts).filter((name) => forbidden.includes(name))).toEqual([]);
});

test('requires nothing but n8n-workflow, node:crypto and its own files', async () => {
	for (const file of scripts()) {
		const text = await readFile(join(unpacked.folder, file), 'utf8');
		const required = [...text.matchAll(/\b(?:require|import)\(\s*([^)]*?)\s*\)/g)].map(([, name]) =>
			(name ?? '').replace(/^["']|["']$/g, ''),
		);
		for (const name of required) {
			if (name === 'n8n-workflow' || name === 'node:crypto') continue;
			const target = posix.join(posix.dirname(file), name);
			const candidates = [`${target}.js`, `${target}/index.js`];
			expect({
				file,
				name,
				found: candidates.some((path) => unpacked.files.includes(path)),
			}).toEqual({ file, name, found: true });
		}
	}
});

test('every script is used by a node or a credential', async () => {
	const json = await packageJson();
	const reached = new Set([...json.n8n.nodes, ...json.n8n.credentials]);
	for (const file of reached) {
		const text = await readFile(join(unpacked.folder, file), 'utf8');
		for (const [, name] of text.matchAll(/require\("(\.[^"]*)"\)/g)) {
			const target = posix.join(posix.dirname(file), name ?? '');
			const found = [`${target}.js`, `${target}/index.js`].find((path) =>
				unpacked.files.includes(path),
			);
			if (found !== undefined) reached.add(found);
		}
	}
	// Files that hold types only are built to nothing.
	const isEmpty = async (file: string) =>
		!/\b(?:exports\.\w+ = [^v]|require\()/.test(
			await readFile(join(unpacked.folder, file), 'utf8'),
		);
	for (const file of scripts()) {
		if (!reached.has(file)) expect([file, await isEmpty(file)]).toEqual([file, true]);
	}
});

test('n8n loads every node and credential that package.json names', async () => {
	const { n8n } = await packageJson();
	expect(
		nodes()
			.map(({ file }) => file)
			.sort(),
	).toEqual([...n8n.nodes].sort());
	const credentials = Object.values(loader.credentialTypes).map(({ sourcePath }) => sourcePath);
	expect(credentials.sort()).toEqual([...n8n.credentials].sort());
	const built = unpacked.files.filter((file) => /\.(node|credentials)\.js$/.test(file));
	expect(built.sort()).toEqual([...n8n.nodes, ...n8n.credentials].sort());
});

test('each node has a codex file that names it', async () => {
	const { name } = await packageJson();
	const codexSchema = z.object({
		node: z.string(),
		nodeVersion: z.string(),
		codexVersion: z.string(),
		categories: z.array(z.string()).min(1),
		resources: z.object({ primaryDocumentation: z.array(z.object({ url: z.url() })).min(1) }),
	});
	for (const { description, file } of nodes()) {
		const path = join(unpacked.folder, file.replace(/\.js$/, '.json'));
		const codex = codexSchema.parse(JSON.parse(await readFile(path, 'utf8')));
		expect(codex.node).toBe(`${name}.${description.name}`);
		expect(description.codex?.categories).toEqual(codex.categories);
	}
});

function iconFiles(icon: unknown, from: string): string[] {
	const { light, dark } = z.object({ light: z.string(), dark: z.string() }).parse(icon);
	expect(light).not.toBe(dark);
	return [light, dark].map((path) =>
		join(unpacked.folder, dirname(from), path.slice('file:'.length)),
	);
}

test('each node and credential has an icon for light and for dark', async () => {
	const { n8n } = await packageJson();
	for (const path of [...n8n.nodes, ...n8n.credentials]) {
		const className = posix.basename(path).split('.')[0] ?? '';
		// The loader replaces the icons of what it has loaded, so the class is asked itself.
		const module: unknown = jest.requireActual(join(unpacked.folder, path));
		const { [className]: make } = z.record(z.string(), z.unknown()).parse(module);
		if (typeof make !== 'function') throw new Error(`${path} has no class ${className}`);
		const made: unknown = Reflect.construct(make, []);
		const { icon, description } = z
			.object({ icon: z.unknown(), description: z.object({ icon: z.unknown() }).optional() })
			.parse(made);
		for (const file of iconFiles(icon ?? description?.icon, path)) {
			expect([file, existsSync(file)]).toEqual([file, true]);
			expect(await readFile(file, 'utf8')).toContain('<svg');
		}
	}
});

test('each node uses credentials that the package has', () => {
	for (const { description } of nodes()) {
		expect(description.credentials?.length).toBeGreaterThan(0);
		for (const { name, required } of description.credentials ?? []) {
			expect(loader.known.credentials).toHaveProperty(name);
			expect(required).toBe(true);
		}
	}
});

test('action nodes are usable as tools; triggers are not, and have no input', () => {
	for (const { description } of nodes()) {
		if (description.name.endsWith('Trigger')) {
			expect(description.usableAsTool).toBeUndefined();
			expect(description.inputs).toEqual([]);
			expect(description.polling).toBeUndefined();
		} else {
			expect(description.usableAsTool).toBe(true);
			expect(description.inputs).toEqual(['main']);
		}
		expect(description.outputs).toEqual(['main']);
	}
});
