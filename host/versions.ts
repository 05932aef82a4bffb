import { join } from 'node:path';

/** What the installer must know about one n8n version. */
export interface HostRecipe {
	/** Folder with the `package.json` and the lock file. */
	folder: string;
	/** Lowest Node version it runs on, `major.minor`. */
	minNode: string;
	/** Highest Node major version it runs on, when it names one. */
	maxNodeMajor?: number;
	/** Packages whose own install script has to run. */
	rebuild: string[];
	/** Environment variables that only this version knows. */
	env: Record<string, string>;
	/** How long a first installation usually takes, for the progress text. */
	usualTime: string;
}

/**
 * The hosts that the package is tried in: the newest n8n 2.x that installs, and the last 1.x.
 * Node versions: `engines` of n8n and of isolated-vm. 1.123.81 itself starts on Node 20.19, but its expressions then
 * fail: isolated-vm 6 neither compiles on Node 20 nor brings a binary for it.
 */
export const hostRecipes = {
	'2.40.7': {
		folder: join(__dirname, 'n8n-2.40.7'),
		minNode: '24.0',
		rebuild: ['sqlite3', 'isolated-vm'],
		// Asks n8n's makers for a list of MCP servers at every start.
		env: { N8N_DISABLED_MODULES: 'mcp-registry' },
		usualTime: '4 to 8 minutes, 2.8 GB on disk',
	},
	'1.123.81': {
		folder: join(__dirname, 'n8n-1.123.81'),
		minNode: '22.0',
		maxNodeMajor: 24,
		rebuild: ['sqlite3', 'isolated-vm'],
		env: {},
		usualTime: '4 to 8 minutes, 2 GB on disk',
	},
} satisfies Record<string, HostRecipe>;

/** An n8n version that can be installed and started. */
export type HostVersion = keyof typeof hostRecipes;

/** The recipe of a version. */
export function recipeOf(version: HostVersion): HostRecipe {
	return hostRecipes[version];
}

/** All versions, newest first. */
export const hostVersions: HostVersion[] = ['2.40.7', '1.123.81'];
