import { Info, TriangleAlert } from 'lucide-react';
import type { ReactNode } from 'react';
import { Icon } from './icon.tsx';

const TONES = {
  plain: { icon: Info, box: 'border-border', glyph: 'text-muted' },
  warn: { icon: TriangleAlert, box: 'border-warn/40', glyph: 'text-warn' },
} as const;

interface Props {
  readonly tone?: keyof typeof TONES;
  readonly children: ReactNode;
}

/** Something to know here, that is no failure. */
export function Notice({ tone = 'plain', children }: Props) {
  const look = TONES[tone];
  return (
    <div className={`flex gap-2.5 rounded-control border px-3 py-2.5 ${look.box}`}>
      <Icon of={look.icon} className={`mt-0.5 ${look.glyph}`} />
      <div className="min-w-0 flex-1 wrap-anywhere">{children}</div>
    </div>
  );
}
