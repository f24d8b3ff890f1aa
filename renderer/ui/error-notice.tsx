import { CircleAlert } from 'lucide-react';
import { type ReactNode, useState } from 'react';
import type { ApiError } from '../api/api-error.ts';
import { unlockStorage } from '../state/storage-actions.ts';
import { errorText, errorTitles } from '../text/errors.ts';
import { Button } from './button.tsx';
import { copyText } from './copy-text.ts';
import { Icon } from './icon.tsx';

interface Props {
  readonly error: ApiError;
  readonly children?: ReactNode;
}

/** A failure in its place: what happened, to what, what to do next, and the words to report it with. */
export function ErrorNotice({ error, children }: Props) {
  const [copied, setCopied] = useState(false);
  const copy = () => setCopied(copyText(errorText.details(error.code, error.message, error.next)));
  return (
    <div
      role="alert"
      className="flex gap-2.5 rounded-control border border-danger/40 bg-[color-mix(in_oklch,var(--danger)_6%,transparent)] px-3 py-2.5"
    >
      <Icon of={CircleAlert} className="mt-0.5 text-danger" />
      <div className="min-w-0 flex-1">
        <p className="font-medium">{errorTitles[error.code]}</p>
        <p className="text-muted wrap-anywhere">{error.message}</p>
        {error.next !== null && <p className="mt-1 wrap-anywhere">{error.next}</p>}
        <div className="mt-2 flex flex-wrap gap-2">
          {children}
          {error.code === 'storage-locked' && (
            <Button onClick={() => void unlockStorage()}>{errorText.unlock}</Button>
          )}
          <Button look="quiet" onClick={copy}>
            {copied ? errorText.copied : errorText.copyDetails}
          </Button>
        </div>
      </div>
    </div>
  );
}
