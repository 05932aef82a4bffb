import { messageOf } from '../host';

/**
 * Whether there is a person in front of a desktop: not in CI or over SSH, and on Linux only where a display is named.
 * @param env the environment variables
 * @param platform as `process.platform`
 */
export function hasDesktop(
	env: Readonly<Record<string, string | undefined>>,
	platform: NodeJS.Platform,
): boolean {
	const isWatched = env.CI !== undefined && !['', '0', 'false'].includes(env.CI);
	if (isWatched || env.SSH_CONNECTION || env.SSH_CLIENT || env.SSH_TTY) return false;
	if (platform === 'darwin' || platform === 'win32') return true;
	return Boolean(env.DISPLAY) || Boolean(env.WAYLAND_DISPLAY);
}

/** Opens addresses in the desktop's browser, the last one in front; says so where that does not work. */
export async function openPages(urls: readonly string[]): Promise<void> {
	const tell = (why: string) => {
		console.log(`The browser could not be opened (${why}). Open the pages yourself.`);
	};
	try {
		const { default: open } = await import('open');
		for (const url of urls) {
			const launcher = await open(url);
			launcher.once('close', (code) => {
				if (code !== null && code !== 0) tell(`${launcher.spawnfile} ended with code ${code}`);
			});
		}
	} catch (error) {
		tell(messageOf(error));
	}
}
