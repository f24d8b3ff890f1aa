import type { Key } from '#shared/model/key.ts';
import { selectKey } from '../../../state/actions.ts';
import { useSurroundings } from '../../../state/selectors.ts';
import { keyText } from '../../../text/keys.ts';
import { markText } from '../../../text/rotation.ts';
import { Badge, StatusWord } from '../../../ui/badge.tsx';
import { DetailTitle } from '../../../ui/detail-pane.tsx';
import { EnvironmentName } from '../../../ui/environment-name.tsx';
import { DetailActions } from './detail-actions.tsx';

/** Which key it is, where it belongs, whether it works, and what is done with it most. */
export function DetailHeader({ value }: { readonly value: Key }) {
  const { environment } = useSurroundings(value);
  return (
    <header className="border-b border-border px-4 pt-3 pb-3">
      <DetailTitle name={value.name} onClose={() => selectKey(null)}>
        {environment !== null && <EnvironmentName environment={environment} cut />}
        <span className="text-text">
          {value.replacedBy === null ? <StatusWord status={value.status} /> : markText.replaced}
        </span>
        {value.testMode && <Badge>{keyText.testMode}</Badge>}
      </DetailTitle>
      <DetailActions value={value} />
    </header>
  );
}
