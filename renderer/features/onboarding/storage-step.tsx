import { RadioGroup } from 'radix-ui';
import { useState } from 'react';
import type { Storage, Tier } from '#shared/model/storage.ts';
import { reload } from '../../state/loading.ts';
import { known } from '../../state/remote.ts';
import { chooseStorage, setPresence } from '../../state/storage-actions.ts';
import { useStore } from '../../state/store.ts';
import { errorText } from '../../text/errors.ts';
import { setupText } from '../../text/setup.ts';
import { Badge } from '../../ui/badge.tsx';
import { Button } from '../../ui/button.tsx';
import { ErrorNotice } from '../../ui/error-notice.tsx';
import { RadioCard } from '../../ui/radio-card.tsx';
import { StorageProblem } from '../../ui/storage-problem.tsx';
import { StepHeading } from './step-heading.tsx';

const words = setupText.storage;

/** Where secrets are kept: chosen openly, never fallen back to. */
export function StorageStep({ onDone }: { readonly onDone: () => void }) {
  const remote = useStore((state) => state.data.storage);
  const problem = useStore((state) => state.storageProblem);
  const storage = known(remote);
  const [busy, setBusy] = useState(false);
  const [wanted, setWanted] = useState<Tier | null>(null);
  const works = storage?.keychain.state !== 'unavailable';
  const tier = wanted ?? (storage?.chosen ? storage.tier : null) ?? (works ? 'keychain' : 'passphrase');
  const chosen = storage?.chosen === true && storage.tier === tier;
  const during = async (run: () => Promise<boolean>) => {
    setBusy(true);
    const done = await run();
    setBusy(false);
    return done;
  };
  const next = async () => {
    if (chosen || (await during(() => chooseStorage(tier)))) onDone();
  };
  const goOn = async () => {
    if (await during(() => chooseStorage(tier, { loseAuditKey: true }))) onDone();
  };
  const presence = () => during(async () => (chosen || (await chooseStorage(tier))) && setPresence());
  return (
    <>
      <StepHeading title={words.title} text={words.text} />
      {storage !== null && <TierPicker storage={storage} tier={tier} onPick={setWanted} />}
      {tier === 'keychain' && storage !== null && (
        <Presence set={storage.presence} busy={busy} onSet={() => void presence()} />
      )}
      {problem !== null && (
        <div className="mt-3">
          <StorageProblem error={problem} onGoOn={() => void goOn()} />
        </div>
      )}
      {remote.state === 'failed' && (
        <ErrorNotice error={remote.error}>
          <Button onClick={() => void reload('storage')}>{errorText.retry}</Button>
        </ErrorNotice>
      )}
      <div className="mt-5 flex justify-end">
        <Button look="primary" busy={busy || storage === null} onClick={() => void next()}>
          {setupText.continue}
        </Button>
      </div>
    </>
  );
}

interface PickerProps {
  readonly storage: Storage;
  readonly tier: Tier;
  readonly onPick: (tier: Tier) => void;
}

function TierPicker({ storage, tier, onPick }: PickerProps) {
  const { keychain } = storage;
  const possible = keychain.state !== 'unavailable';
  return (
    <RadioGroup.Root
      aria-label={words.title}
      value={tier}
      onValueChange={(value) => onPick(value as Tier)}
      className="grid gap-2"
    >
      <RadioCard
        value="keychain"
        label={words.keychain}
        disabled={!possible}
        mark={possible ? <Badge tone="ok">{words.recommended}</Badge> : <Badge>{words.notHere}</Badge>}
      >
        <p>{words.keychainText}</p>
        {keychain.reason !== null && <p className="mt-1 text-text wrap-anywhere">{keychain.reason}</p>}
      </RadioCard>
      <RadioCard value="passphrase" label={words.passphrase}>
        {words.passphraseText}
      </RadioCard>
    </RadioGroup.Root>
  );
}

interface PresenceProps {
  readonly set: boolean;
  readonly busy: boolean;
  readonly onSet: () => void;
}

function Presence({ set, busy, onSet }: PresenceProps) {
  return (
    <div className="mt-4 flex flex-wrap items-start gap-x-4 gap-y-2 border-t border-border pt-4">
      <p className="min-w-56 flex-1 text-small text-muted">{words.presenceText}</p>
      {set ? (
        <Badge tone="ok">{words.presenceSet}</Badge>
      ) : (
        <Button busy={busy} onClick={onSet}>
          {words.presence}
        </Button>
      )}
    </div>
  );
}
