import { Command } from 'cmdk';
import { Search } from 'lucide-react';
import { Dialog } from 'radix-ui';
import { useLayoutEffect, useMemo, useRef, useState } from 'react';
import { closeDialog, remember } from '../../state/actions.ts';
import { useKeys } from '../../state/selectors.ts';
import { getState, useStore } from '../../state/store.ts';
import { pasteTidied, tidied } from '../../state/tidied.ts';
import { paletteGroups, paletteText } from '../../text/commands.ts';
import { Icon } from '../../ui/icon.tsx';
import { useFocusReturn } from '../../ui/use-focus-return.ts';
import { commandEntries, type Entry, keyEntry, type PaletteMode } from './entries.ts';
import { PaletteLine } from './palette-line.tsx';
import { findKeys, type Section, sectionsOf } from './ranking.ts';

const HEADING =
  '[&_[cmdk-group-heading]]:px-2 [&_[cmdk-group-heading]]:py-1 [&_[cmdk-group-heading]]:text-label [&_[cmdk-group-heading]]:font-medium [&_[cmdk-group-heading]]:text-faint';

/** Everything that can be done, found by typing. */
export function Palette({ mode }: { readonly mode: PaletteMode }) {
  const returnFocus = useFocusReturn();
  const taken = useRef<Entry>(null);
  return (
    <Dialog.Root open onOpenChange={(open) => open || closeDialog()}>
      <Dialog.Portal>
        <Dialog.Overlay className="fixed inset-0 z-30 animate-appear bg-scrim" />
        <Dialog.Content
          aria-describedby={undefined}
          onCloseAutoFocus={(event) => {
            returnFocus(event);
            // Only now: what it leads to takes the focus, and nobody takes it back.
            taken.current?.run();
          }}
          className="fixed inset-x-3 top-3 z-40 mx-auto flex max-h-[calc(100dvh-24px)] max-w-[640px] animate-rise flex-col overflow-clip rounded-dialog bg-raised shadow-raised wide:top-[12vh] wide:max-h-[min(440px,76vh)]"
        >
          <Dialog.Title className="sr-only">{paletteText.title[mode]}</Dialog.Title>
          <Finder
            mode={mode}
            onTake={(entry) => {
              taken.current = entry;
              closeDialog();
              remember(entry.id);
            }}
          />
        </Dialog.Content>
      </Dialog.Portal>
    </Dialog.Root>
  );
}

interface FinderProps {
  readonly mode: PaletteMode;
  readonly onTake: (entry: Entry) => void;
}

function Finder({ mode, onTake }: FinderProps) {
  const [query, setQuery] = useState('');
  // At once: Enter takes the best match of what was typed, however fast it follows.
  const sections = useSections(mode, query);
  const { at, setAt, list } = useBestMatch(query, sections);
  return (
    <Command
      loop
      shouldFilter={false}
      value={at}
      onValueChange={setAt}
      label={paletteText.title[mode]}
      className="flex min-h-0 flex-col"
    >
      <div className="flex shrink-0 items-center gap-2.5 border-b border-border px-4">
        <Icon of={Search} className="text-muted" />
        <Command.Input
          autoFocus
          value={query}
          onValueChange={(typed) => setQuery(tidied(typed))}
          onPaste={(event) => pasteTidied(event, setQuery)}
          placeholder={paletteText.placeholder[mode]}
          className="h-12 min-w-0 flex-1 bg-transparent text-title outline-none!"
        />
      </div>
      <Command.List
        ref={list}
        label={paletteText.results}
        hidden={sections.length === 0}
        className="min-h-0 flex-1 scroll-py-2 overflow-y-auto p-2"
      >
        {sections.map(({ group, entries }) => (
          <Command.Group key={group} heading={paletteGroups[group]} className={`pb-1 ${HEADING}`}>
            {entries.map((entry) => (
              <PaletteLine key={entry.id} entry={entry} onTake={onTake} />
            ))}
          </Command.Group>
        ))}
      </Command.List>
      {sections.length === 0 && (
        <p role="status" className="px-4 py-8 text-center text-muted">
          {paletteText.nothing}
        </p>
      )}
    </Command>
  );
}

/** With each letter the first line that can be taken is the one that Enter takes, and in sight. */
function useBestMatch(query: string, sections: readonly Section[]) {
  const list = useRef<HTMLDivElement>(null);
  const asked = useRef<string>(null);
  const [at, setAt] = useState('');
  useLayoutEffect(() => {
    const entries = sections.flatMap((section) => section.entries);
    const possible = entries.filter(({ obstacle }) => obstacle === null);
    // Lists that are read again leave the line that was chosen.
    if (asked.current === query && possible.some(({ id }) => id === at)) return;
    asked.current = query;
    setAt(possible[0]?.id ?? '');
    list.current?.scrollTo({ top: 0 });
  }, [query, sections, at]);
  return { at, setAt, list };
}

function useSections(mode: PaletteMode, query: string): readonly Section[] {
  const keys = useKeys();
  // What they tell: the storage's lock, the lists, the selected key.
  const data = useStore((state) => state.data);
  const [recent] = useState(() => getState().preferences.recentActions);
  const commands = useMemo(
    () => (mode === 'all' ? commandEntries({ ...getState(), data }) : []),
    [mode, data],
  );
  return useMemo(() => {
    const ids = recent.map((id) => id.replace(/^(?:open|copy)\./, ''));
    // Ten thousand keys would hide all else: they come with the first letter, but for those that were opened last.
    const all = mode === 'copy' || query.trim() !== '';
    const wanted = all ? findKeys(keys, query, ids) : keys.filter(({ id }) => recent.includes(`open.${id}`));
    const lines = wanted.map((key) => keyEntry({ ...getState(), data }, key, mode));
    const known = mode === 'copy' ? [] : recent;
    return sectionsOf({ commands, keys: lines, query, recent: known });
  }, [commands, keys, query, recent, mode, data]);
}
