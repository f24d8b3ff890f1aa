import type { Incident, Rotation, RotationAct, RotationRequest } from '#shared/model/rotation.ts';
import { api } from '../api/api.ts';
import { asApiError } from '../api/api-error.ts';
import { keyText } from '../text/keys.ts';
import { closeDialog, toast } from './actions.ts';
import { reload } from './loading.ts';
import { openRunOf } from './rotations.ts';
import { showRun } from './showing.ts';
import { getState, setState, useStore } from './store.ts';
import { tellFile } from './telling.ts';

type Confirm = string | undefined;
const typed = (confirm: Confirm) => (confirm === undefined ? {} : { confirm });

/** @returns once there is a run of the key that is not `before` */
function appearance(keyId: string, before: string | undefined) {
  const { promise, resolve } = Promise.withResolvers<Rotation>();
  const look = () => {
    const run = openRunOf(getState().data, keyId);
    if (run !== null && run.id !== before) resolve(run);
  };
  return { promise, stop: useStore.subscribe(look) };
}

/**
 * Starts a run and shows it as soon as there is one, while it goes on. What ends it then is told where it is.
 * @throws ApiError where there was none yet
 */
export async function startRotation(request: RotationRequest, confirm: Confirm): Promise<void> {
  const { keyId } = request;
  const appeared = appearance(keyId, openRunOf(getState().data, keyId)?.id);
  const running = api['rotations.start']({ request, ...typed(confirm) });
  try {
    const run = await Promise.race([running, appeared.promise]);
    closeDialog();
    showRun(run);
    running.catch((thrown: unknown) => keepProblem(run.id, thrown));
  } finally {
    appeared.stop();
    void reload('rotations');
  }
}

function keepProblem(id: string, thrown: unknown): void {
  const error = asApiError(thrown);
  if (error.code === 'cancelled') return;
  setState(({ runProblems }) => ({ runProblems: { ...runProblems, [id]: error } }));
}

/** What a person does with a run. @throws ApiError */
export async function actOnRun(id: string, act: RotationAct, confirm?: Confirm): Promise<void> {
  setState(({ runProblems: { [id]: _before, ...others } }) => ({ runProblems: others }));
  await api['rotations.act']({ id, act, ...typed(confirm) });
  await reload('rotations');
}

/** Ends what is under way; what the run has done so far is taken back. */
export function cancelRun({ keyId }: Pick<Rotation, 'keyId'>): void {
  void api['work.cancel']({ id: keyId });
}

/** An item of the check list is done. @throws ApiError */
export async function tickTask(id: string, delivery: string): Promise<void> {
  await api['rotations.tick']({ id, delivery });
  await reload('rotations');
}

/** Main writes the clipboard; the page learns only when it will be cleared. @throws ApiError */
export async function copyForTask({ id, keyName }: Rotation, delivery: string): Promise<void> {
  const { clearsInSeconds } = await api['rotations.copy']({ id, delivery });
  setState({ clipboardUntil: Date.now() + clearsInSeconds * 1000 });
  toast(keyText.copied(keyName));
  await reload('rotations');
}

/** A leaked key: everything that has it gets a new one at once. @throws ApiError */
export async function replaceLeaked(keyId: string, confirm: Confirm): Promise<Incident> {
  try {
    return await api['rotations.panic']({ keyId, ...typed(confirm) });
  } finally {
    void reload('rotations');
  }
}

export const saveRunbook = (request: RotationRequest): Promise<void> =>
  tellFile(api['rotations.saveRunbook'](request));
export const saveNote = (id: string): Promise<void> => tellFile(api['rotations.saveNote']({ id }));
