import { fillSample } from '../../state/sample-actions.ts';
import { useStore } from '../../state/store.ts';
import { errorTitles } from '../../text/errors.ts';
import { sampleText } from '../../text/sample.ts';
import { Button } from '../../ui/button.tsx';
import { useAction } from '../../ui/use-action.ts';

/** Offers the sample data, unless it is there already. */
export function TrySample({ className }: { readonly className?: string }) {
  const none = useStore(({ data }) => data.samples.state === 'ready' && data.samples.value.length === 0);
  const { run, running, error } = useAction();
  if (!none) return null;
  return (
    <div className={className}>
      <Button look="quiet" busy={running} onClick={() => void run(fillSample)}>
        {sampleText.fill}
      </Button>
      {error !== null && (
        <p role="alert" className="text-small text-danger wrap-anywhere">
          {errorTitles[error.code]}: {error.message} {error.next}
        </p>
      )}
    </div>
  );
}
