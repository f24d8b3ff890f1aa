import { dayWord, nameList, timeLineText as text } from '../../../text/due.ts';
import { PlainCell, PlainTable } from '../../../ui/plain-table.tsx';
import { ScrollRegion } from '../../../ui/scroll-region.tsx';
import type { Mark } from './time-line.ts';

const names = text.columns;
const COLUMNS = [
  { name: names.day, width: '112px' },
  { name: names.policy, width: '84px', numeric: true },
  { name: names.expiry, width: '84px', numeric: true },
  { name: names.production, width: '104px', numeric: true },
  { name: names.names },
];

/** What the bars show, in numbers and names. */
export function TimeLineTable({ marks }: { readonly marks: readonly Mark[] }) {
  return (
    <ScrollRegion
      label={text.title}
      className="mt-1 max-h-60 overflow-auto rounded-control border border-border"
    >
      <div className="min-w-140">
        <PlainTable label={text.title} columns={COLUMNS}>
          {marks.map((mark) => (
            <tr key={mark.at}>
              <PlainCell>
                <span className="tabular-nums">{dayWord(mark)}</span>
              </PlainCell>
              {[mark.policy, mark.expiry, mark.production].map((count, index) => (
                <PlainCell key={COLUMNS[index + 1]?.name}>
                  <span className="block text-right tabular-nums">{count}</span>
                </PlainCell>
              ))}
              <PlainCell wrap>{nameList(mark.names, 20)}</PlainCell>
            </tr>
          ))}
        </PlainTable>
      </div>
    </ScrollRegion>
  );
}
