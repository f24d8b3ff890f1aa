import { Shapes } from 'lucide-react';
import { memo } from 'react';
import { listOf } from '../../state/remote.ts';
import { useEnvironment } from '../../state/selectors.ts';
import { useStore } from '../../state/store.ts';
import { sampleText } from '../../text/sample.ts';
import { Button } from '../../ui/button.tsx';
import { ErrorNotice } from '../../ui/error-notice.tsx';
import { Icon } from '../../ui/icon.tsx';
import { useRemoveSample } from './use-sample.ts';

/** Says of what is shown that it is sample data, and takes it out again. A search of the list does not draw it anew. */
export const SampleBar = memo(Bar);

function Bar() {
  const samples = useStore(({ data }) => listOf(data.samples));
  const shown = useEnvironment();
  const { remove, running, error } = useRemoveSample();
  const isSample = shown === null ? samples.length > 0 : samples.includes(shown.id);
  if (!isSample) return null;
  return (
    <div className="shrink-0 border-b border-border bg-canvas px-4 py-1.5">
      <div className="flex flex-wrap items-center gap-x-2.5 gap-y-1 text-small text-muted">
        <Icon of={Shapes} size={14} />
        <p className="min-w-0 flex-1">{sampleText.bar}</p>
        <Button look="quiet" busy={running} onClick={remove}>
          {sampleText.remove}
        </Button>
      </div>
      {error !== null && (
        <div className="pt-1.5 pb-1">
          <ErrorNotice error={error} />
        </div>
      )}
    </div>
  );
}
