import type { PageState } from '../../state/store.ts';
import type { CommandGroup } from '../../text/commands.ts';

/**
 * Something that can be done from anywhere: the palette, the shortcuts, the cheat sheet and the app's menu all read it
 * here. To add one is one entry in one of the lists beside this file.
 */
export interface Command {
  /** Stable: the palette remembers by it what was taken last. */
  readonly id: string;
  readonly group: CommandGroup;
  readonly name: string;
  /** Such as `n`, `g r`, `mod+k`; each is taken once. */
  readonly shortcut?: string | undefined;
  /** Where the shortcut is heard: outside of fields and dialogs where absent. */
  readonly heard?: 'in fields' | 'everywhere';
  /** Why it cannot be done now; null, or absent: it can. */
  readonly obstacle?: (state: PageState) => string | null;
  readonly run: (state: PageState) => unknown;
}
