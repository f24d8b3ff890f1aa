import type { ReactNode } from 'react';
import { classNames } from './class-names.ts';

interface Props {
  readonly label: string;
  readonly className: string;
  readonly children: ReactNode;
}

/** A part that scrolls by itself: named, and a stop of the Tab key, because scrolling needs the keyboard. */
export function ScrollRegion({ label, className, children }: Props) {
  return (
    <section
      aria-label={label}
      // biome-ignore lint/a11y/noNoninteractiveTabindex: what can be scrolled must be reachable by keyboard
      tabIndex={0}
      // What is placed out of sight, as beside a select, would else make the page itself scroll.
      className={classNames('relative -outline-offset-2', className)}
    >
      {children}
    </section>
  );
}
