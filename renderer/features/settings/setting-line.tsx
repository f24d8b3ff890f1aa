import { type ReactNode, useId } from 'react';
import type { ControlProps } from '../../ui/field.tsx';

interface Props {
  readonly title: string;
  readonly text?: ReactNode;
  /** At the right; it takes its name and its words from the line. */
  readonly children: (control: ControlProps & { readonly 'aria-labelledby': string }) => ReactNode;
}

/** One setting: what it is, what it means, and at the right how it is changed. */
export function SettingLine({ title, text, children }: Props) {
  const id = useId();
  const described = text === undefined ? {} : { 'aria-describedby': `${id}-text` };
  return (
    <div className="flex flex-wrap items-center gap-x-6 gap-y-2 border-b border-border px-3.5 py-2.5 last:border-b-0">
      <div className="min-w-56 flex-1">
        <p id={`${id}-title`} className="font-medium">
          {title}
        </p>
        {text !== undefined && (
          <p id={`${id}-text`} className="text-small text-muted wrap-anywhere">
            {text}
          </p>
        )}
      </div>
      <div className="flex shrink-0 flex-wrap items-center gap-1.5">
        {children({ id, 'aria-labelledby': `${id}-title`, ...described })}
      </div>
    </div>
  );
}

/** Lines that belong together, in one frame. */
export const SettingLines = ({ children }: { readonly children: ReactNode }) => (
  <div className="rounded-control border border-border">{children}</div>
);
