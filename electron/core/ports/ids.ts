/** @returns a new random UUID. */
export type NewId = () => string;
