import { listOf } from '../../state/remote.ts';
import { useStore } from '../../state/store.ts';
import { sampleText } from '../../text/sample.ts';
import { Button } from '../../ui/button.tsx';
import { ErrorNotice } from '../../ui/error-notice.tsx';
import { TrySample } from './try-sample.tsx';
import { useRemoveSample } from './use-sample.ts';

/** Puts the sample data in, or takes it out. */
export function SampleSettings() {
  const isThere = useStore(({ data }) => listOf(data.samples).length > 0);
  const { remove, running, error } = useRemoveSample();
  return (
    <>
      <div className="flex flex-wrap items-start gap-x-6 gap-y-2">
        <p className="min-w-56 flex-1 text-muted">{sampleText.what}</p>
        {isThere ? (
          <Button busy={running} onClick={remove}>
            {sampleText.remove}
          </Button>
        ) : (
          <TrySample />
        )}
      </div>
      {error !== null && <ErrorNotice error={error} />}
    </>
  );
}
