import { type ReactNode, useContext } from 'react';
import { common } from '../../../text/common.ts';
import { factText } from '../../../text/detail.ts';
import { exactTime, relativeTime } from '../../../text/time.ts';
import { CopyButton } from '../../../ui/copy-button.tsx';
import { Now } from '../now.ts';

interface FactProps {
  readonly name: string;
  readonly mono?: boolean;
  /** What a button beside it copies. SECURITY: never a secret. */
  readonly copy?: string | undefined;
  readonly children: ReactNode;
}

/** One line of a key's detail. */
export function Fact({ name, mono, copy, children }: FactProps) {
  return (
    <>
      <dt className="text-small text-muted">{name}</dt>
      <dd className={`min-w-0 wrap-anywhere select-text ${mono ? 'font-mono text-small' : ''}`}>
        {copy === undefined ? (
          children
        ) : (
          <span className="flex min-w-0 items-center gap-1">
            <span className="min-w-0 truncate" title={copy}>
              {children}
            </span>
            <CopyButton label={factText.copy(name)} text={copy} />
          </span>
        )}
      </dd>
    </>
  );
}

interface MomentProps {
  readonly name: string;
  readonly at: string | null;
  /** What stands there where it never was. */
  readonly none?: string;
  /** Who set it, where it needs saying. */
  readonly note?: string | null;
  /** What changes it. */
  readonly action?: ReactNode;
}

/** Relative, and exact on hover; what never was says so. */
export function Moment({ name, at, none = common.never, note = null, action }: MomentProps) {
  const now = useContext(Now);
  return (
    <Fact name={name}>
      {at === null ? (
        <span className="text-faint">{none}</span>
      ) : (
        <time dateTime={at} title={exactTime(at)} className="tabular-nums">
          {relativeTime(at, now)} <span className="text-small text-faint">({exactTime(at)})</span>
        </time>
      )}
      {(note !== null || action !== undefined) && (
        <span className="flex items-baseline justify-between gap-2">
          <span className="min-w-0 text-small text-faint">{note}</span>
          {action}
        </span>
      )}
    </Fact>
  );
}
