import { X } from 'lucide-react';
import { Toast as Radix } from 'radix-ui';
import { dismissToast } from '../state/actions.ts';
import { type Toast, useStore } from '../state/store.ts';
import { appText } from '../text/app.ts';
import { Icon } from '../ui/icon.tsx';

const SHOWN_MILLISECONDS = 9_000;

/** One line each, at the bottom right; F8 moves the focus there. */
export function Toasts() {
  const toasts = useStore((state) => state.toasts);
  // Under a dialog, so that no toast lies on its buttons.
  const under = useStore((state) => state.dialog !== null);
  return (
    <Radix.Provider duration={SHOWN_MILLISECONDS} swipeDirection="right" label={appText.notifications}>
      {toasts.map((toast) => (
        <ToastLine key={toast.id} toast={toast} />
      ))}
      <Radix.Viewport
        className={`fixed right-3 bottom-3 flex w-[min(400px,calc(100vw-24px))] flex-col gap-2 outline-none ${under ? 'z-30' : 'z-60'}`}
      />
    </Radix.Provider>
  );
}

function ToastLine({ toast }: { readonly toast: Toast }) {
  return (
    <Radix.Root
      onOpenChange={(open) => open || dismissToast(toast.id)}
      className="flex min-h-10 animate-rise items-center gap-2 rounded-control bg-raised py-1.5 pr-1.5 pl-3 shadow-raised"
    >
      <Radix.Description className="min-w-0 flex-1 truncate" title={toast.text}>
        {toast.text}
      </Radix.Description>
      {toast.action !== null && (
        <Radix.Action
          altText={toast.action.label}
          onClick={toast.action.run}
          className="h-7 shrink-0 rounded-control px-2 font-medium text-accent-text hover:bg-hover"
        >
          {toast.action.label}
        </Radix.Action>
      )}
      <Radix.Close
        aria-label={appText.dismiss}
        title={appText.dismiss}
        className="flex size-7 shrink-0 items-center justify-center rounded-control text-muted hover:bg-hover hover:text-text"
      >
        <Icon of={X} size={14} />
      </Radix.Close>
    </Radix.Root>
  );
}
