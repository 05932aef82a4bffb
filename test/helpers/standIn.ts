/**
 * Stands for a large object of which the code under test uses a few members.
 * @param parts Those members. Asking for another one throws, so that nothing is missing unnoticed.
 */
export function standIn<T extends object>(parts: Partial<T>): T {
	const strict = new Proxy(parts, {
		get(target, name): unknown {
			if (!(name in target)) throw new Error(`The stand-in has no "${String(name)}"`);
			return Reflect.get(target, name);
		},
	});
	if (standsFor<T>(strict)) return strict;
	throw new Error('The stand-in has no member at all');
}

function standsFor<T extends object>(parts: Partial<T>): parts is T & Partial<T> {
	return Object.keys(parts).length > 0;
}
