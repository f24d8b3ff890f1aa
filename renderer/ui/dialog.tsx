import { X } from 'lucide-react';
import { Dialog as Radix } from 'radix-ui';
import { type FormEventHandler, type ReactNode, useState } from 'react';
import { common } from '../text/common.ts';
import { shortcuts } from '../text/shortcuts.ts';
import { classNames } from './class-names.ts';
import { Icon } from './icon.tsx';
import { titleWith } from './keyboard.ts';
import { PopupPlace } from './popup-place.ts';
import { useFocusReturn } from './use-focus-return.ts';

interface Props {
  readonly title: string;
  /** The thing that the dialog is about. */
  readonly subject?: ReactNode;
  readonly wide?: boolean;
  readonly onClose: () => void;
  /** Makes the dialog a form: Enter in a field submits it. */
  readonly onSubmit?: FormEventHandler;
  readonly footer: ReactNode;
  /** What has to stay in sight while the rest is filled in: beside it where there is room, else below it. */
  readonly beside?: ReactNode;
  readonly children: ReactNode;
}

export function Dialog({ title, subject, wide, onClose, ...parts }: Props) {
  const [place, setPlace] = useState<HTMLElement | null>(null);
  const returnFocus = useFocusReturn();
  return (
    <Radix.Root open onOpenChange={(open) => open || onClose()}>
      <Radix.Portal>
        <Radix.Overlay className="fixed inset-0 z-30 animate-appear bg-scrim" />
        <Radix.Content
          ref={setPlace}
          onOpenAutoFocus={passTheUnavailable}
          onCloseAutoFocus={returnFocus}
          {...(subject === undefined ? { 'aria-describedby': undefined } : {})}
          className={classNames(
            'fixed inset-x-3 top-3 z-40 mx-auto flex max-h-[calc(100dvh-24px)] animate-rise flex-col overflow-clip rounded-dialog bg-raised shadow-raised',
            wide
              ? 'max-w-[640px] wide:top-[4vh] wide:max-h-[92vh]'
              : 'max-w-[480px] wide:top-[9vh] wide:max-h-[84vh]',
            parts.beside !== undefined && 'roomy:max-w-[1080px]',
          )}
        >
          <PopupPlace value={place}>
            <div className="border-b border-border px-5 py-3.5 pr-12">
              <Radix.Title className="text-title font-semibold">{title}</Radix.Title>
              {subject !== undefined && (
                <Radix.Description asChild>
                  <div className="mt-0.5 flex min-w-0 items-center gap-1.5 text-small text-muted">
                    {subject}
                  </div>
                </Radix.Description>
              )}
            </div>
            <Body {...parts} />
            <Radix.Close
              aria-label={common.close}
              title={titleWith(common.close, shortcuts.escape)}
              className="absolute top-3 right-3 inline-flex size-7 items-center justify-center rounded-control text-muted hover:bg-hover hover:text-text"
            >
              <Icon of={X} />
            </Radix.Close>
          </PopupPlace>
        </Radix.Content>
      </Radix.Portal>
    </Radix.Root>
  );
}

const REACHABLE = ':is(a[href], button, input, textarea, [tabindex]):not([tabindex="-1"], :disabled)';

const isUsable = (element: HTMLElement): boolean =>
  element.ariaDisabled !== 'true' && !element.matches('section');

/** The focus begins at what can be used: not at a button that greets with why it cannot, nor around a whole text. */
function passTheUnavailable(event: Event): void {
  if (!(event.currentTarget instanceof HTMLElement)) return;
  const [first, ...others] = event.currentTarget.querySelectorAll<HTMLElement>(REACHABLE);
  const usable = others.find(isUsable);
  if (first === undefined || usable === undefined || isUsable(first)) return;
  event.preventDefault();
  usable.focus();
}

function Body({
  onSubmit,
  footer,
  beside,
  children,
}: Pick<Props, 'onSubmit' | 'footer' | 'beside' | 'children'>) {
  const inside = (
    <>
      {beside === undefined ? (
        <div className="min-h-0 flex-1 overflow-y-auto px-5 py-4">{children}</div>
      ) : (
        <div className="min-h-0 flex-1 overflow-y-auto max-roomy:px-5 max-roomy:py-4 roomy:flex roomy:overflow-clip">
          <div className="min-w-0 roomy:flex-[7] roomy:overflow-y-auto roomy:px-5 roomy:py-4">{children}</div>
          <div className="min-w-0 max-roomy:mt-4 roomy:flex-[6] roomy:overflow-y-auto roomy:border-l roomy:border-border roomy:px-5 roomy:py-4">
            {beside}
          </div>
        </div>
      )}
      <div className="flex items-center justify-end gap-2 border-t border-border px-5 py-3">{footer}</div>
    </>
  );
  if (onSubmit === undefined) return inside;
  return (
    <form noValidate onSubmit={onSubmit} className="flex min-h-0 flex-1 flex-col">
      {inside}
    </form>
  );
}
