import { KeyRound, Lock, LockOpen, type LucideIcon, TriangleAlert } from 'lucide-react';
import type { Storage } from '#shared/model/storage.ts';
import { known } from '../state/remote.ts';
import { lockStorage, unlockStorage } from '../state/storage-actions.ts';
import { useStore } from '../state/store.ts';
import { addressOf } from '../state/view.ts';
import { storageText, storageWords } from '../text/app.ts';
import { Button } from '../ui/button.tsx';
import { Icon } from '../ui/icon.tsx';

interface Props {
  /** The page asks for the storage right now. */
  readonly choosing?: boolean;
}

/** Where secrets are kept, and whether that is open: always in sight. */
export function StorageStatus({ choosing = false }: Props) {
  const remote = useStore((state) => state.data.storage);
  const problem = useStore((state) => state.storageProblem);
  const storage = known(remote);
  const note = problem?.message ?? storage?.reason ?? null;
  const action = storage === null || choosing ? null : actionOf(storage);
  return (
    <div className="relative">
      <div role="status" aria-label={storageText.region} className="text-small">
        {storage === null ? (
          <p className="py-1 text-muted">
            {remote.state === 'failed' ? storageText.failed : storageText.loading}
          </p>
        ) : (
          <p className={`flex min-h-7 min-w-0 items-center gap-2 ${action === null ? '' : 'pr-18'}`}>
            <Icon of={iconOf(storage)} size={14} className={toneOf(storage)} />
            <StorageWords storage={storage} />
          </p>
        )}
        {note !== null && (
          <p title={note} className="line-clamp-5 text-muted wrap-anywhere">
            {note}
          </p>
        )}
      </div>
      <div className="absolute top-0 right-0">{action}</div>
      {storage?.tier === null && !storage.chosen && !choosing && (
        <a
          href={addressOf('settings')}
          className="mt-1 inline-block text-small font-medium text-accent-text hover:underline"
        >
          {storageText.choose}
        </a>
      )}
    </div>
  );
}

function StorageWords({ storage }: { readonly storage: Storage }) {
  const { name, state } = storageWords(storage);
  return (
    <span className="min-w-0 leading-4">
      <span className="block truncate">{name}</span>
      {state !== null && (
        <>
          <span className="sr-only">, </span>
          <span className="block text-label text-muted first-letter:uppercase">{state}</span>
        </>
      )}
    </span>
  );
}

/** @returns what opens or closes the storage from here; null where there is nothing to press */
function actionOf(storage: Storage) {
  if (storage.state === 'locked') {
    return <Button onClick={() => void unlockStorage()}>{storageText.unlock}</Button>;
  }
  if (storage.tier === 'passphrase' && storage.state === 'ready') {
    return (
      <Button look="quiet" onClick={() => void lockStorage()}>
        {storageText.lock}
      </Button>
    );
  }
  return null;
}

function iconOf(storage: Storage): LucideIcon {
  if (storage.tier === null || storage.state === 'unavailable') return TriangleAlert;
  if (storage.state === 'locked') return Lock;
  return storage.tier === 'keychain' ? KeyRound : LockOpen;
}

function toneOf(storage: Storage): string {
  if (storage.tier === null || storage.state === 'unavailable') return 'text-danger';
  return storage.state === 'locked' ? 'text-warn' : 'text-ok';
}
