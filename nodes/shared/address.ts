/** Names that are only known inside a network (RFC 6761, RFC 6762, RFC 8375 and common use). */
const LOCAL_SUFFIX = /(^|\.)(localhost|local|internal|lan|home|intranet|home\.arpa|test|invalid)$/;

/** Loopback, private, link-local, shared (RFC 6598) and unspecified IPv4 addresses. */
const LOCAL_IPV4 =
	/^(0\.|10\.|127\.|169\.254\.|192\.168\.|172\.(1[6-9]|2\d|3[01])\.|100\.(6[4-9]|[7-9]\d|1[01]\d|12[0-7])\.)/;

/** Loopback, unspecified, unique local and link-local IPv6 addresses. */
const LOCAL_IPV6 = /^(::1?$|f[cd][0-9a-f]{2}:|fe[89ab][0-9a-f]:)/;

/** IPv4 inside IPv6, as the URL parser writes it: `::ffff:7f00:1`. */
const MAPPED_IPV4 = /^::ffff:([0-9a-f]{1,4}):([0-9a-f]{1,4})$/;

/** The host of an absolute URL, without the brackets of IPv6 and a dot at the end. */
function hostOf(url: string): string {
	return new URL(url).hostname.toLowerCase().replace(/^\[|\]$|\.$/g, '');
}

/**
 * Whether an address is out of reach for a service on the internet: this machine, a private network, or a name
 * without a dot as container networks use them.
 * @param url An absolute URL
 */
export function isLocalAddress(url: string): boolean {
	const host = hostOf(url);
	if (host.includes(':')) {
		const mapped = MAPPED_IPV4.exec(host);
		if (mapped === null) return LOCAL_IPV6.test(host);
		const [high, low] = [parseInt(mapped[1] ?? '', 16), parseInt(mapped[2] ?? '', 16)];
		return LOCAL_IPV4.test(`${high >> 8}.${high & 255}.${low >> 8}.${low & 255}`);
	}
	if (/^[\d.]+$/.test(host)) return LOCAL_IPV4.test(host);
	return !host.includes('.') || LOCAL_SUFFIX.test(host);
}

/** Whether an address leads to the very machine that uses it. */
export function isThisMachine(url: string): boolean {
	const host = hostOf(url);
	return /^(localhost|.*\.localhost|127(\.\d+){3}|0\.0\.0\.0|::1?|::ffff:7f..:.*)$/.test(host);
}

/** The URL as it may be shown: without its query and fragment, user and password, where secrets stand. */
export function presentable(url: string): string {
	if (!URL.canParse(url)) return 'an address that is not a URL';
	const { protocol, host, pathname } = new URL(url);
	return `${protocol}//${host}${pathname}`;
}
