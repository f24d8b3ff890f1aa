import type { InventoryRow } from '#shared/model/inventory.ts';
import type { Key } from '#shared/model/key.ts';
import { openDialog } from '../../../state/actions.ts';
import { unexport } from '../../../state/delivery-actions.ts';
import { enterKey } from '../../../state/key-actions.ts';
import { known } from '../../../state/remote.ts';
import { useStore } from '../../../state/store.ts';
import { keyText } from '../../../text/keys.ts';
import { targetName } from '../../../text/target-name.ts';
import { useAction } from '../../../ui/use-action.ts';

/** Does what mends a row: by its dialog where there is one, else at once, and what went wrong is shown at the row. */
export function useMend(row: InventoryRow, key: Key) {
  const { mend } = row;
  const targets = useStore(({ data }) => data.targets);
  const isLocked = useStore(({ data }) => known(data.storage)?.appLocked ?? false);
  const { run, running, error } = useAction();
  const enter = (said: { readonly sameValue?: true } = {}) => void run(() => enterKey(key.id, said));
  const start = (): void => {
    switch (mend.act) {
      case 'enter':
        enter();
        break;
      case 'unexport':
        void run(() => unexport({ id: mend.delivery, file: row.place?.file ?? '' }));
        break;
      case 'adopt': {
        const { place, found } = mend;
        openDialog({ kind: 'adopt', place, found, environmentId: key.environmentId });
        break;
      }
      case 'make':
        openDialog({ kind: 'new-key', like: key.id, tool: targetName(targets, mend.target) });
        break;
      case 'replace':
        openDialog({ kind: 'rotate', id: key.id });
        break;
      default:
        openDialog({ kind: 'key-act', id: key.id, act: mend.act });
    }
  };
  return {
    start,
    running,
    error,
    unavailable: isLocked ? keyText.locked : null,
    keepSameValue: () => enter({ sameValue: true }),
  };
}
