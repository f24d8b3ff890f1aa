import { useEffect, useRef } from 'react';
import uPlot from 'uplot';
import { useStore } from '../../../../state/store.ts';
import { useMedia } from '../../../../ui/use-media.ts';
import { chartOptions } from './chart-options.ts';
import type { Limit } from './limit.ts';
import type { Period, UsageRow } from './usage-rows.ts';

const HEIGHT = 140;

interface Props {
  /** What the picture shows, in a sentence. */
  readonly label: string;
  readonly rows: readonly UsageRow[];
  readonly period: Period;
  readonly limit: Limit | null;
  /** The bar under the pointer; null: none. */
  readonly onPoint: (index: number | null) => void;
}

/** Bars over time. The same figures stand in a table beside it. */
export function Chart({ label, rows, period, limit, onPoint }: Props) {
  const place = useRef<HTMLDivElement>(null);
  const plot = useRef<uPlot>(null);
  const tell = useRef(onPoint);
  tell.current = onPoint;
  // Each of these changes what the colours are.
  const theme = useStore((state) => state.preferences.theme);
  const dark = useMedia('(prefers-color-scheme: dark)');
  const contrast = useMedia('(prefers-contrast: more)');
  useEffect(() => {
    const box = place.current;
    if (box === null) return;
    const options = chartOptions({ box, rows, period, limit, onPoint: (index) => tell.current(index) });
    const data: uPlot.AlignedData = [rows.map(({ at }) => at / 1000), rows.map(({ requests }) => requests)];
    const made = new uPlot({ ...options, width: box.clientWidth, height: HEIGHT }, data, box);
    plot.current = made;
    const resized = new ResizeObserver(() => made.setSize({ width: box.clientWidth, height: HEIGHT }));
    resized.observe(box);
    return () => {
      resized.disconnect();
      made.destroy();
      plot.current = null;
    };
  }, [rows, period, limit]);
  // biome-ignore lint/correctness/useExhaustiveDependencies: the colours are read anew while drawing
  useEffect(() => {
    const frame = requestAnimationFrame(() => plot.current?.redraw(false));
    return () => cancelAnimationFrame(frame);
  }, [theme, dark, contrast]);
  return (
    <div role="img" aria-label={label} className="relative">
      <span data-ink="bar" className="hidden text-accent" />
      <span data-ink="grid" className="hidden text-border" />
      <span data-ink="words" className="hidden text-muted" />
      <span data-ink="limit" className="hidden text-danger" />
      <div ref={place} className="h-35 overflow-clip" />
    </div>
  );
}
