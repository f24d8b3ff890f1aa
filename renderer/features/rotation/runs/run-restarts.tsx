import type { Rotation } from '#shared/model/rotation.ts';
import { restartWords } from '#shared/text/restarting.ts';
import { Notice } from '../../../ui/notice.tsx';

/** Programs that go on with the other key until they are restarted: no program of ours can do that for them. */
export function RunRestarts({ run }: { readonly run: Rotation }) {
  const words = restartWords(run);
  if (words === null) return null;
  return (
    <Notice tone={words.when === 'now' ? 'warn' : 'plain'}>
      <p>
        {words.lead}: <span className="font-medium">{run.restarts.join(', ')}</span>.
      </p>
      <p className="mt-0.5 text-small text-muted">{words.why}</p>
    </Notice>
  );
}
