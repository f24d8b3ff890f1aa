import { CLEAR_AFTER_SECONDS, type ClipboardCopy } from '#core/clipboard-copy.ts';
import type { Desktop } from '#core/ports/desktop.ts';
import type { Windows } from '#core/ports/windows.ts';
import type { RunOptions } from '#core/rotating/service.ts';
import type { Services } from '#core/services.ts';
import type { MainWindow } from '#shared/ipc/contract/main-window.ts';
import type { Handlers, Input, Output } from '#shared/ipc/define.ts';
import type { KeyrackEvent } from '#shared/ipc/events.ts';
import { ROTATION_STEPS, type Rotation } from '#shared/model/rotation.ts';
import type { Work } from '../work.ts';
import { askAndGoOn } from './asking.ts';

type RotationMethods = Pick<Handlers<MainWindow>, Extract<keyof MainWindow, `rotations.${string}`>>;

export interface RotationDoor {
  readonly services: Pick<Services, 'rotating' | 'session'>;
  readonly desktop: Pick<Desktop, 'save'>;
  readonly windows: Pick<Windows, 'ask'>;
  readonly copying: Pick<ClipboardCopy, 'copy'>;
  readonly work: Work;
  readonly tell: (event: KeyrackEvent) => void;
}

const LEAKED = 'The value that leaked. It is compared, and not kept.';

/** The service has accepted it, or cannot be asked: typing it again mends nothing any more. */
const isTaken = ({ step }: Rotation): boolean =>
  ROTATION_STEPS.indexOf(step) > ROTATION_STEPS.indexOf('verify');

const toldBy =
  ({ tell }: RotationDoor) =>
  (signal: AbortSignal, onStep: (rotation: Rotation) => void = () => undefined): RunOptions => ({
    signal,
    onStep: (rotation) => {
      tell({ kind: 'changed', what: 'rotations' });
      onStep(rotation);
    },
  });

/** SECURITY: the core counts that each place of the check list gets the value once; it goes to the clipboard, never to the page. */
async function copy(
  { services, copying }: RotationDoor,
  { id, delivery }: Input<MainWindow['rotations.copy']>,
): Promise<Output<MainWindow['rotations.copy']>> {
  const secret = await services.rotating.readForTask(id, delivery);
  // Locked since it was read: it goes no further.
  services.session.assertOpen();
  await copying.copy(secret);
  return { clearsInSeconds: CLEAR_AFTER_SECONDS };
}

/** What is under way is cancelled by the id of its key: the page knows that before there is a run. */
export function rotationHandlers(door: RotationDoor): RotationMethods {
  const { services, windows, desktop, work } = door;
  const { rotating } = services;
  const told = toldBy(door);
  return {
    'rotations.list': () => [...rotating.list()],
    'rotations.journal': ({ id }) => [...rotating.journal(id)],
    'rotations.plan': (request) => rotating.plan(request),
    'rotations.saveRunbook': async (request) => ({
      file: await desktop.save('runbook', 'rotation.md', await rotating.runbook(request)),
    }),
    'rotations.start': ({ request, confirm }) =>
      work.run(request.keyId, (signal) => rotating.start({ ...request, confirm }, told(signal))),
    'rotations.act': (request) => {
      const { keyId, keyName } = rotating.get(request.id);
      if (request.act !== 'enter')
        return work.run(keyId, (signal) => rotating.act(request, null, told(signal)));
      return askAndGoOn(windows, `The new value of "${keyName}".`, (secret, taken) =>
        work.run(keyId, (signal) =>
          rotating.act(
            request,
            secret,
            told(signal, (run) => isTaken(run) && taken()),
          ),
        ),
      );
    },
    'rotations.tick': ({ id, delivery }) => rotating.tick(id, delivery),
    'rotations.copy': (task) => copy(door, task),
    'rotations.panic': ({ keyId, confirm }) => {
      if (keyId !== null)
        return work.run(keyId, (signal) => rotating.panic({ keyId }, { ...told(signal), confirm }));
      // Whose value it is, and so what a cancel would be about, is known after the first step.
      const { signal } = new AbortController();
      return askAndGoOn(windows, LEAKED, (secret, taken) =>
        rotating.panic({ secret }, { ...told(signal, taken), confirm }),
      );
    },
    'rotations.saveNote': async ({ id }) => ({
      file: await desktop.save('note', 'incident.md', await rotating.incidentNote(id)),
    }),
  };
}
