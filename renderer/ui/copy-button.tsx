import { Check, Copy } from 'lucide-react';
import { useState } from 'react';
import { common } from '../text/common.ts';
import { copyText } from './copy-text.ts';
import { IconButton } from './icon-button.tsx';

interface Props {
  /** What is copied, as the button's name: `Copy variable`. */
  readonly label: string;
  /** SECURITY: never a secret; those are copied by main. */
  readonly text: string;
}

/** Copies an id, a variable or a path, and says so where it stands. */
export function CopyButton({ label, text }: Props) {
  const [copied, setCopied] = useState(false);
  return (
    <>
      <IconButton
        icon={copied ? Check : Copy}
        label={copied ? common.copied : label}
        className="-my-1.5 size-6! opacity-70 hover:opacity-100 focus-visible:opacity-100"
        onClick={() => setCopied(copyText(text))}
        onBlur={() => setCopied(false)}
        onMouseLeave={() => setCopied(false)}
      />
      <span role="status" className="sr-only">
        {copied ? common.copied : ''}
      </span>
    </>
  );
}
