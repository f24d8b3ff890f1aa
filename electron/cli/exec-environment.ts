/**
 * What of this process's environment is about Keyrack alone, or about the Electron that it may run on: a child
 * that is itself an Electron app, or another keyrack, must not be steered by it.
 */
const OURS = /^(KEYRACK_|ELECTRON_)/i;

/**
 * @param inherited as it was when the command started
 * @param secrets the variables asked for; they win over inherited ones
 */
export function childEnvironment(
  inherited: Readonly<Record<string, string | undefined>>,
  secrets: Readonly<Record<string, string>>,
): Record<string, string> {
  const kept = Object.entries(inherited).filter(
    (entry): entry is [string, string] => entry[1] !== undefined && !OURS.test(entry[0]),
  );
  return { ...Object.fromEntries(kept), ...secrets };
}
