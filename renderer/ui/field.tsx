import { type ReactNode, useId } from 'react';
import { common } from '../text/common.ts';

/** What a control takes from its field, so that label, help and error belong to it. */
export interface ControlProps {
  readonly id: string;
  /** Where no label stands beside it. */
  readonly 'aria-label'?: string;
  readonly 'aria-describedby'?: string;
  readonly 'aria-invalid'?: true;
}

interface Props {
  readonly label: string;
  readonly optional?: boolean;
  readonly help?: ReactNode;
  readonly error?: string | undefined;
  readonly children: (control: ControlProps) => ReactNode;
}

export function Field({ label, optional, help, error, children }: Props) {
  const id = useId();
  const described = [error && `${id}-error`, help && `${id}-help`].filter(Boolean).join(' ');
  return (
    <div className="flex min-w-0 flex-col gap-1">
      <div className="flex items-baseline gap-1.5">
        <label htmlFor={id} className="text-small font-medium text-text">
          {label}
        </label>
        {optional === true && <span className="text-label text-faint">{common.optional}</span>}
      </div>
      {children({
        id,
        ...(described === '' ? {} : { 'aria-describedby': described }),
        ...(error ? { 'aria-invalid': true } : {}),
      })}
      {error && (
        <p id={`${id}-error`} role="alert" className="text-small text-danger">
          {error}
        </p>
      )}
      {help && (
        <p id={`${id}-help`} className="text-small text-faint">
          {help}
        </p>
      )}
    </div>
  );
}
