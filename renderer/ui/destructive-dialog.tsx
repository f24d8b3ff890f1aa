import { type FormEvent, type ReactNode, useState } from 'react';
import { isNameTyped } from '#shared/text/confirming-name.ts';
import { common } from '../text/common.ts';
import { deleteText } from '../text/created.ts';
import { Button } from './button.tsx';
import { Dialog } from './dialog.tsx';
import { ErrorNotice } from './error-notice.tsx';
import { Field } from './field.tsx';
import { TextInput } from './text-input.tsx';
import { useAction } from './use-action.ts';

interface Props {
  readonly title: string;
  readonly submit: string;
  readonly subject: ReactNode;
  /** What can be taken back is no danger. */
  readonly look?: 'danger' | 'primary';
  readonly wide?: boolean;
  /** In production: the environment's name, to be typed first; else null. */
  readonly typed: string | null;
  /** Why it cannot be done as things stand, for the button to say; else null. */
  readonly obstacle?: string | null;
  readonly onClose: () => void;
  /** @param confirm what was typed, where it was asked for */
  readonly onConfirm: (confirm: string | undefined) => Promise<void>;
  readonly children: ReactNode;
}

/** Asks before something is gone for good. The safe button has the focus. */
export function DestructiveDialog({
  title,
  submit,
  subject,
  look = 'danger',
  wide = false,
  typed,
  obstacle = null,
  onClose,
  onConfirm,
  children,
}: Props) {
  const [words, setWords] = useState('');
  const { run, running, error } = useAction();
  const typedRight = typed === null || isNameTyped(typed, words);
  const missing = obstacle ?? (typedRight ? null : deleteText.confirmLabel(typed));
  const ready = missing === null;
  const confirm = (event: FormEvent) => {
    event.preventDefault();
    if (ready && !running) void run(() => onConfirm(typed === null ? undefined : words.trim()));
  };
  return (
    <Dialog
      title={title}
      subject={typeof subject === 'string' ? <span className="truncate">{subject}</span> : subject}
      wide={wide}
      onClose={onClose}
      onSubmit={confirm}
      footer={
        <>
          <Button onClick={onClose}>{common.cancel}</Button>
          <Button look={look} type="submit" busy={running} unavailable={missing}>
            {submit}
          </Button>
        </>
      }
    >
      {error !== null && (
        <div className="mb-3">
          <ErrorNotice error={error} />
        </div>
      )}
      {children}
      {typed !== null && (
        <div className="mt-4">
          <Field label={deleteText.confirmLabel(typed)}>
            {(control) => (
              <TextInput {...control} value={words} onChange={(event) => setWords(event.target.value)} />
            )}
          </Field>
        </div>
      )}
    </Dialog>
  );
}
