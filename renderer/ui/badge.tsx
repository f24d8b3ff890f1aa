import type { ReactNode } from 'react';
import type { Stage } from '#shared/model/environment.ts';
import type { KeyStatus } from '#shared/model/key.ts';
import { stageNames, statusMeanings, statusNames } from '../text/common.ts';
import { classNames } from './class-names.ts';

const TONES = {
  plain: 'border-border text-muted',
  ok: 'border-ok/35 bg-[color-mix(in_oklch,var(--ok)_var(--tint),transparent)] text-ok',
  warn: 'border-warn/35 bg-[color-mix(in_oklch,var(--warn)_var(--tint),transparent)] text-warn',
  danger: 'border-danger/35 bg-[color-mix(in_oklch,var(--danger)_var(--tint),transparent)] text-danger',
  development:
    'border-development/35 bg-[color-mix(in_oklch,var(--stage-development)_var(--tint),transparent)] text-development',
  staging:
    'border-staging/35 bg-[color-mix(in_oklch,var(--stage-staging)_var(--tint),transparent)] text-staging',
  production:
    'border-production/45 bg-[color-mix(in_oklch,var(--stage-production)_var(--tint),transparent)] text-production',
  custom: 'border-custom/35 bg-[color-mix(in_oklch,var(--stage-custom)_var(--tint),transparent)] text-custom',
} as const;

export type Tone = keyof typeof TONES;

interface Props {
  readonly tone?: Tone;
  readonly mono?: boolean;
  readonly className?: string;
  readonly children: ReactNode;
}

export function Badge({ tone = 'plain', mono, className, children }: Props) {
  return (
    <span
      className={classNames(
        'inline-flex h-4.5 max-w-full shrink-0 items-center gap-1 truncate rounded-tag border px-1.5 text-label font-medium whitespace-nowrap',
        mono && 'font-mono font-normal',
        TONES[tone],
        className,
      )}
    >
      {children}
    </span>
  );
}

export function StageBadge({ stage }: { readonly stage: Stage }) {
  return <Badge tone={stage}>{stageNames[stage]}</Badge>;
}

/** An environment's own colour: a dot beside its name, never the only sign. */
export function ColourDot({ colour }: { readonly colour: string }) {
  return (
    <span aria-hidden="true" className="size-2 shrink-0 rounded-full" style={{ backgroundColor: colour }} />
  );
}

const STATUS_COLOURS: Record<KeyStatus, string> = {
  active: 'bg-ok text-ok',
  inactive: 'bg-faint text-faint',
  revoked: 'bg-danger text-danger',
  expired: 'bg-warn text-warn',
  orphan: 'bg-warn text-warn',
  ghost: 'bg-faint text-faint',
};

export function StatusWord({ status }: { readonly status: KeyStatus }) {
  return (
    <span className="flex items-center gap-1.5" title={statusMeanings[status]}>
      <span aria-hidden="true" className={`size-1.5 shrink-0 rounded-full ${STATUS_COLOURS[status]}`} />
      {statusNames[status]}
    </span>
  );
}
