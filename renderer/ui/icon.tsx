import type { LucideIcon } from 'lucide-react';

interface Props {
  readonly of: LucideIcon;
  readonly className?: string;
  readonly size?: number;
}

/** One size and stroke for all icons; always beside words or inside a named control. */
export function Icon({ of: Glyph, className = '', size = 16 }: Props) {
  return <Glyph size={size} strokeWidth={1.5} aria-hidden="true" className={`shrink-0 ${className}`} />;
}
