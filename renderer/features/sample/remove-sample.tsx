import { closeDialog } from '../../state/actions.ts';
import { clearSample } from '../../state/sample-actions.ts';
import { useStore } from '../../state/store.ts';
import { sampleText } from '../../text/sample.ts';
import { targetName } from '../../text/target-name.ts';
import { DestructiveDialog } from '../../ui/destructive-dialog.tsx';
import { Path } from '../../ui/path.tsx';
import { useSampleKeys } from './use-sample.ts';

/** Asks before sample keys are taken out of files of other programs. */
export function RemoveSample() {
  const keys = useSampleKeys();
  const targets = useStore(({ data }) => data.targets);
  return (
    <DestructiveDialog
      title={sampleText.remove}
      submit={sampleText.remove}
      subject={sampleText.title}
      typed={null}
      onClose={closeDialog}
      onConfirm={clearSample}
    >
      <p>{sampleText.removeWhat(keys.length)}</p>
      <h3 className="mt-3 text-small font-medium">{sampleText.stops}</h3>
      <ul className="mt-1 flex flex-col gap-1.5">
        {keys.flatMap(({ name, deliveries }) =>
          deliveries.map((delivery) => (
            <li key={delivery.id}>
              {name}, {targetName(targets, delivery.target)}
              <Path path={delivery.file} />
            </li>
          )),
        )}
      </ul>
    </DestructiveDialog>
  );
}
