import type { Rotation, RotationAct } from '#shared/model/rotation.ts';
import { asApiError } from '../../../api/api-error.ts';
import { openDialog } from '../../../state/actions.ts';
import { actOnRun, cancelRun, saveNote } from '../../../state/rotation-actions.ts';
import { useStore } from '../../../state/store.ts';
import { common } from '../../../text/common.ts';
import { actNames, panicText, runText } from '../../../text/rotation.ts';
import { Button } from '../../../ui/button.tsx';
import { ErrorNotice } from '../../../ui/error-notice.tsx';
import { useAction } from '../../../ui/use-action.ts';
import { useKeptFocus } from './use-kept-focus.ts';

/** What ends in something that cannot be taken back, or takes back, is asked about first. */
const ASKED: readonly RotationAct[] = ['undo', 'accept'];

/** Buttons for exactly what can be done with a run now. */
export function RunActs({ run }: { readonly run: Rotation }) {
  const { run: start, running, error } = useAction();
  const problem = useStore((state) => state.runProblems[run.id]) ?? null;
  const ask = (act: RotationAct) => openDialog({ kind: 'run-act', id: run.id, act });
  const act = (which: RotationAct) => {
    if (ASKED.includes(which)) return ask(which);
    void start(
      () => actOnRun(run.id, which),
      (thrown) => needsName(thrown, () => ask(which)),
    );
  };
  const underWay = run.state === 'running' && run.endedAt === null;
  const [first] = run.can;
  const place = useKeptFocus(run);
  return (
    <div ref={place} className="flex flex-col gap-2 not-has-[*:not(:empty)]:hidden">
      <Failure error={error ?? problem} />
      <div className="flex flex-wrap gap-1.5 empty:hidden">
        {run.can.map((which) => (
          <Button
            key={which}
            look={which === first && which !== 'undo' ? 'primary' : 'secondary'}
            busy={running}
            onClick={() => act(which)}
          >
            {actNames[which]}
          </Button>
        ))}
        {underWay && (
          <Button title={runText.cancelHelp} onClick={() => cancelRun(run)}>
            {common.cancel}
          </Button>
        )}
        {run.reason === 'leak' && <Button onClick={() => void saveNote(run.id)}>{panicText.saveNote}</Button>}
      </div>
    </div>
  );
}

function Failure({ error }: Pick<ReturnType<typeof useAction>, 'error'>) {
  return error === null ? null : <ErrorNotice error={error} />;
}

/** In production main asks for the environment's name: then so does a dialog. */
function needsName(thrown: unknown, ask: () => void): boolean {
  const needed = asApiError(thrown).code === 'confirmation-needed';
  if (needed) ask();
  return needed;
}
