import type { Key } from '#shared/model/key.ts';
import type { Rotation } from '#shared/model/rotation.ts';
import { useKey } from '../../../state/selectors.ts';
import { useStore } from '../../../state/store.ts';
import { runText } from '../../../text/rotation.ts';
import { targetName } from '../../../text/target-name.ts';
import { Path } from '../../../ui/path.tsx';
import { ScrollRegion } from '../../../ui/scroll-region.tsx';

/** What an undo puts back, and what stays a person's work. */
export function GoesBack({ run }: { readonly run: Rotation }) {
  const key = useKey(run.keyId);
  const targets = useStore((state) => state.data.targets);
  const byHand = run.tasks.filter(({ done }) => done);
  const written =
    run.written === 0
      ? []
      : (key?.deliveries ?? []).filter((each) => holdsValue(each) && !isTask(run, each.id));
  return (
    <ScrollRegion label={runText.goesBack} className="-m-2 rounded-control p-2">
      <h3 className="text-small font-medium">{runText.goesBack}</h3>
      <ul className="mt-1 flex flex-col gap-1.5">
        <li>{run.newHint === null ? runText.newStays : runText.newGoes(run.newHint)}</li>
        <li>
          {run.written === 0 ? runText.nothingBack : runText.filesBack(run.written)}
          <ul className="mt-1 flex flex-col gap-1 pl-3 empty:hidden">
            {written.map(({ id, target, file }) => (
              <li key={id} className="min-w-0">
                {targetName(targets, target)}
                <Path path={file} />
              </li>
            ))}
          </ul>
        </li>
        {byHand.length > 0 && (
          <li>
            {runText.byYou}
            <ul className="mt-1 flex flex-col gap-1 pl-3">
              {byHand.map(({ delivery, target, server }) => (
                <li key={delivery}>
                  {targetName(targets, target)}{' '}
                  <span className="font-mono text-small text-muted">{server}</span>
                </li>
              ))}
            </ul>
          </li>
        )}
        {run.restarts.length > 0 && <li>{runText.restartBack(run.restarts)}</li>}
      </ul>
    </ScrollRegion>
  );
}

/** Where the program asks Keyrack for the value, nothing was written and nothing has to be put back. */
const holdsValue = ({ mechanism }: Key['deliveries'][number]): boolean =>
  mechanism === 'inline' || mechanism === 'input';

const isTask = ({ tasks }: Rotation, delivery: string): boolean =>
  tasks.some((task) => task.delivery === delivery);
