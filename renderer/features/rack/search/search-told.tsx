import type { Search } from '#shared/model/search/parse.ts';
import { problemWords } from '#shared/text/search-words.ts';
import type { Tidied } from '../../../state/tidy-search.ts';
import { searchText } from '../../../text/search.ts';

interface Props {
  readonly problems: Search['problems'];
  readonly cut: Tidied['cut'];
  /** How many keys were found. */
  readonly found: number;
}

/** What of a search cannot be read, quietly, under the field: where it would else be a riddle what is found. */
export function SearchTold({ problems, cut, found }: Props) {
  // A scope such as contacts:read is a word: it is only said to be no field where nothing, or the rest, is found.
  const told = problems.filter((problem) => problem.kind === 'bad-value' || problem.not || found === 0);
  const words = [...(cut === null ? [] : [searchText.cut[cut]]), ...told.map(problemWords)];
  return (
    <div
      role="status"
      className="border-b border-border bg-canvas px-4 py-1.5 text-small text-muted empty:hidden"
    >
      {words.map((line) => (
        <p key={line}>{line}</p>
      ))}
    </div>
  );
}
