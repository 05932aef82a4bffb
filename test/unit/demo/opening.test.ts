import { hasDesktop } from '../../../demo/opening';

describe('Whether pages are opened', () => {
	it.each<[string, Record<string, string>, NodeJS.Platform, boolean]>([
		['Linux with an X display', { DISPLAY: ':0' }, 'linux', true],
		['Linux with Wayland', { WAYLAND_DISPLAY: 'wayland-0' }, 'linux', true],
		['Linux without a display', { DISPLAY: '' }, 'linux', false],
		['macOS', {}, 'darwin', true],
		['Windows', {}, 'win32', true],
		[
			'over SSH',
			{ DISPLAY: 'localhost:10.0', SSH_CONNECTION: '10.0.0.2 1 10.0.0.3 22' },
			'linux',
			false,
		],
		['macOS over SSH', { SSH_TTY: '/dev/ttys001' }, 'darwin', false],
		['in CI', { DISPLAY: ':99', CI: 'true' }, 'linux', false],
		['CI switched off by name', { DISPLAY: ':0', CI: 'false' }, 'linux', true],
	])('%s', (_title, env, platform, expected) => {
		expect(hasDesktop(env, platform)).toBe(expected);
	});
});
