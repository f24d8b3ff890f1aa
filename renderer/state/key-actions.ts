import type { Key } from '#shared/model/key.ts';
import { api } from '../api/api.ts';
import { type ApiError, asApiError } from '../api/api-error.ts';
import { keyText } from '../text/keys.ts';
import { replaceText } from '../text/operation-names.ts';
import { closeDialog, openDialog, selectEnvironment, toast } from './actions.ts';
import type { KeyNote } from './key-notes.ts';
import { reload } from './loading.ts';
import { canBeChecked, surroundingsOf } from './selectors.ts';
import { getState, setState } from './store.ts';

function note(keyId: string, keyNote: KeyNote): void {
  setState((state) => ({ keyNotes: { ...state.keyNotes, [keyId]: keyNote } }));
}

/** What was told of a key before it was changed need not be true any more. */
export function forgetNote(keyId: string): void {
  setState(({ keyNotes: { [keyId]: _before, ...others } }) => ({ keyNotes: others }));
}

/** Asks the service whether the key works, and shows the verdict in the key's detail. */
export async function verifyKey(id: string): Promise<void> {
  setState({ selectedKeyId: id });
  note(id, { kind: 'verifying' });
  try {
    const verdict = await api['keys.verify']({ id });
    note(id, { kind: 'verdict', verdict, at: new Date().toISOString() });
  } catch (thrown) {
    note(id, { kind: 'problem', error: asApiError(thrown) });
  }
}

/** Main writes the clipboard; the page learns only when it will be cleared. @returns what went wrong, or null */
export async function copyKey(id: string): Promise<ApiError | null> {
  try {
    const { clearsInSeconds } = await api['keys.copy']({ id });
    setState({ clipboardUntil: Date.now() + clearsInSeconds * 1000 });
    return null;
  } catch (thrown) {
    return asApiError(thrown);
  }
}

/** Copies from a row, the detail or by shortcut: what went wrong is shown in the key's detail. */
export async function copyKeyHere(key: Key): Promise<void> {
  const problem = await copyKey(key.id);
  if (problem === null) return toast(keyText.copied(key.name));
  if (problem.code === 'cancelled') return;
  setState({ selectedKeyId: key.id });
  note(key.id, { kind: 'problem', error: problem });
}

/** Revokes a key whose value was lost on the way, and makes it anew. @throws ApiError */
export async function recreateKey(id: string): Promise<void> {
  const key = await api['keys.recreate']({ id });
  await reload('keys');
  openDialog({ kind: 'key-created', keyIds: [key.id] });
}

/** The same from the key's detail: what went wrong is shown there. */
export async function recreateKeyHere(id: string): Promise<void> {
  try {
    await recreateKey(id);
  } catch (thrown) {
    note(id, { kind: 'problem', error: asApiError(thrown) });
  }
}

/** The value of a key that is not held: main asks for it in the entry window. @throws ApiError */
export async function enterKey(id: string, said: { readonly sameValue?: true } = {}): Promise<void> {
  const key = await api['keys.enter']({ id, ...said });
  await reload('keys');
  toast(keptWords(key));
}

/** The same from the key's detail: what went wrong is shown there. */
export async function enterKeyHere(id: string, said: { readonly sameValue?: true } = {}): Promise<void> {
  setState({ selectedKeyId: id });
  try {
    await enterKey(id, said);
  } catch (thrown) {
    const error = asApiError(thrown);
    if (error.code !== 'cancelled') note(id, { kind: 'problem', error });
  }
}

/** Whether the service takes a value that the user brought: it may not have been there to be asked. */
function keptWords(key: Key): string {
  if (key.checkedAt !== null) return replaceText.storedAndChecked(key.name);
  return canBeChecked(key, surroundingsOf(getState(), key).connection)
    ? replaceText.storedUnchecked(key.name)
    : replaceText.stored(key.name);
}

/**
 * Shows a key that was just made where it is, and asks for its value to be copied, unless it was copied already:
 * a value that came from a console was.
 * @param tool what it was made for; its delivery is the next step
 */
export async function showNewKey(key: Key, tool = ''): Promise<void> {
  await reload('keys');
  const shown = getState().preferences.environmentId;
  if (shown !== null && shown !== key.environmentId) selectEnvironment(key.environmentId);
  if (key.held && !key.acknowledged) {
    return openDialog({ kind: 'key-created', keyIds: [key.id], tool });
  }
  closeDialog();
  setState({ selectedKeyId: key.id });
  toast(keptWords(key));
}
