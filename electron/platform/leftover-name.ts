/** What a write that was killed leaves beside its target: the name of that, and the process that wrote. */
export const LEFTOVER = /^\.(?<base>.+)\.keyrack-(?<pid>\d+)-[0-9a-f]{16}\.tmp$/s;

export const isLeftover = (name: string): boolean => LEFTOVER.test(name);
