/** The file as it is, as it is shown, and as it is written. */
const KEPT = 3;
const KEPT_MS = 1_000;

/**
 * A plan and its export ask for the same few texts again and again, and a list of deliveries once for each: read once,
 * a file of a megabyte costs one reading and not eight.
 * SECURITY: files of other programs hold their secrets, so what was read of them is forgotten a second later.
 * @param read gives what nobody changes
 */
export function recent<T>(read: (text: string) => T): (text: string) => T {
  const kept = new Map<string, T>();
  let forgetting: NodeJS.Timeout | undefined;
  return (text) => {
    const found = kept.get(text) ?? read(text);
    kept.delete(text);
    kept.set(text, found);
    for (const oldest of [...kept.keys()].slice(0, -KEPT)) kept.delete(oldest);
    clearTimeout(forgetting);
    forgetting = setTimeout(() => kept.clear(), KEPT_MS);
    forgetting.unref();
    return found;
  };
}
