import { SEARCH_FIELDS } from '#shared/model/search/fields.ts';
import { SEARCH_MEANINGS } from '#shared/text/search-words.ts';
import { closeDialog } from '../../../state/actions.ts';
import { common } from '../../../text/common.ts';
import { searchText } from '../../../text/search.ts';
import { Button } from '../../../ui/button.tsx';
import { Dialog } from '../../../ui/dialog.tsx';
import { ScrollRegion } from '../../../ui/scroll-region.tsx';

/** What a search can ask, by examples. */
export function SearchHelp() {
  return (
    <Dialog
      title={searchText.help}
      wide
      onClose={closeDialog}
      footer={<Button onClick={closeDialog}>{common.close}</Button>}
    >
      <ScrollRegion label={searchText.help}>
        <dl className="grid grid-cols-[minmax(0,200px)_1fr] items-baseline gap-x-4 gap-y-1.5">
          {searchText.examples.map(([example, meaning]) => (
            <Line key={example} term={example} meaning={meaning} />
          ))}
        </dl>
        <h3 className="mt-5 mb-2 font-medium">{searchText.fields}</h3>
        <dl className="grid grid-cols-[88px_1fr] items-baseline gap-x-4 gap-y-1.5 wide:grid-cols-[88px_1fr_88px_1fr]">
          {SEARCH_FIELDS.map((field) => (
            <Line key={field} term={`${field}:`} meaning={SEARCH_MEANINGS[field]} />
          ))}
        </dl>
      </ScrollRegion>
    </Dialog>
  );
}

function Line({ term, meaning }: { readonly term: string; readonly meaning: string }) {
  return (
    <>
      <dt className="font-mono text-small wrap-anywhere">{term}</dt>
      <dd className="text-muted">{meaning}</dd>
    </>
  );
}
