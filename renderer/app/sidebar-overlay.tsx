import { Dialog } from 'radix-ui';
import { useState } from 'react';
import { setState, useStore } from '../state/store.ts';
import { appText } from '../text/app.ts';
import { PopupPlace } from '../ui/popup-place.ts';
import { Sidebar } from './sidebar.tsx';

/** The sidebar of a narrow window: over the view, until something is chosen. */
export function SidebarOverlay() {
  const open = useStore((state) => state.sidebarOpen);
  const [place, setPlace] = useState<HTMLElement | null>(null);
  return (
    <Dialog.Root open={open} onOpenChange={(sidebarOpen) => setState({ sidebarOpen })}>
      <Dialog.Portal>
        <Dialog.Overlay className="fixed inset-0 z-20 animate-appear bg-scrim" />
        <Dialog.Content
          ref={setPlace}
          aria-describedby={undefined}
          onOpenAutoFocus={(event) => {
            event.preventDefault();
            document.querySelector<HTMLElement>('[role="dialog"] [aria-current="page"]')?.focus();
          }}
          className="fixed inset-y-0 left-0 z-30 w-64 max-w-[86vw] animate-appear shadow-raised"
        >
          <Dialog.Title className="sr-only">{appText.navigation}</Dialog.Title>
          <PopupPlace value={place}>
            <Sidebar />
          </PopupPlace>
        </Dialog.Content>
      </Dialog.Portal>
    </Dialog.Root>
  );
}
