import { Lock } from 'lucide-react';
import { known } from '../state/remote.ts';
import { unlockStorage } from '../state/storage-actions.ts';
import { useStore } from '../state/store.ts';
import { lockText, storageText } from '../text/app.ts';
import { Button } from '../ui/button.tsx';
import { Icon } from '../ui/icon.tsx';

/** Quiet, above the view: what a locked Keyrack still does, and the way out. */
export function LockedBar() {
  const storage = known(useStore((state) => state.data.storage));
  if (storage === null || !storage.appLocked) return null;
  return (
    <div className="flex min-h-9 shrink-0 flex-wrap items-center gap-x-2.5 gap-y-1 border-b border-border bg-canvas px-4 py-1">
      <Icon of={Lock} size={14} className="text-warn" />
      <p role="status" className="min-w-0 flex-1 text-small text-muted">
        <span className="font-medium text-text">{lockText.title}</span>{' '}
        {storage.presence ? lockText.means : lockText.guardsNothing}
      </p>
      <Button onClick={() => void unlockStorage()}>{storageText.unlock}</Button>
    </div>
  );
}
