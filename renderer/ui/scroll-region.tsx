import type { ReactNode, Ref } from 'react';
import { classNames } from './class-names.ts';

interface Props {
  readonly id?: string;
  readonly ref?: Ref<HTMLElement>;
  readonly label: string;
  readonly className?: string;
  readonly children: ReactNode;
}

/** A part that scrolls by itself: named, and a stop of the Tab key, because scrolling needs the keyboard. */
export function ScrollRegion({ id, ref, label, className, children }: Props) {
  return (
    <section
      id={id}
      ref={ref}
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
