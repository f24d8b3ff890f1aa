import type { ComponentProps } from 'react';
import { classNames } from './class-names.ts';

const BOX =
  'w-full min-w-0 rounded-control border border-control bg-surface px-2.5 text-text aria-invalid:border-danger disabled:opacity-55';

interface Props extends ComponentProps<'input'> {
  /** For variables, paths, names of servers: what a machine reads. */
  readonly mono?: boolean;
}

export function TextInput({ mono, className, ...props }: Props) {
  return (
    <input
      type="text"
      autoComplete="off"
      spellCheck={false}
      {...props}
      className={classNames(BOX, 'h-8', mono && 'font-mono text-small', className)}
    />
  );
}

export function TextArea({ className, ...props }: ComponentProps<'textarea'>) {
  return <textarea rows={2} {...props} className={classNames(BOX, 'resize-none py-1.5', className)} />;
}
