import { useState } from 'react';
import type { Delivery, Target } from '#shared/model/delivery.ts';
import type { Key } from '#shared/model/key.ts';
import { usesInWords } from '#shared/model/other-uses.ts';
import { offerOf } from '#shared/model/provider.ts';
import { openDialog } from '../../../state/actions.ts';
import { useSurroundings } from '../../../state/selectors.ts';
import { useStore } from '../../../state/store.ts';
import { targetName } from '../../../text/target-name.ts';
import { secondToolText } from '../../../text/targets.ts';
import { Button } from '../../../ui/button.tsx';
import { Notice } from '../../../ui/notice.tsx';

interface Props {
  readonly value: Key;
  /** Where the key is already. */
  readonly uses: readonly Delivery[];
  /** Where it is to go now. */
  readonly target: Target | null;
}

/** Told before a key serves a second tool, with the way to a key of its own. */
export function SecondTool({ value, uses, target }: Props) {
  const targets = useStore((state) => state.data.targets);
  const { connection } = useSurroundings(value);
  const [accepted, accept] = useState(false);
  if (accepted || uses.length === 0) return null;
  const names = [...new Set(uses.map((each) => targetName(targets, each.target)))];
  const places = usesInWords(names, (name) => name);
  const canMake = connection !== null && offerOf(connection.offers, 'create').way !== null;
  return (
    <Notice tone="warn">
      <p>{secondToolText.told(value.name, places)}</p>
      <div className="mt-2 flex flex-wrap gap-1.5">
        <Button
          unavailable={canMake ? null : secondToolText.noService}
          onClick={() => openDialog({ kind: 'new-key', like: value.id, tool: target?.name ?? '' })}
        >
          {secondToolText.make}
        </Button>
        <Button look="quiet" onClick={() => accept(true)}>
          {secondToolText.useAnyway}
        </Button>
      </div>
    </Notice>
  );
}
