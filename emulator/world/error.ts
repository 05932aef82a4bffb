/** Something that the world refuses; the text says why. */
export class WorldError extends Error {}
