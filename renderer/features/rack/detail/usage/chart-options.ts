import uPlot from 'uplot';
import { usageText } from '../../../../text/use.ts';
import { isNear, type Limit, scaleTop } from './limit.ts';
import { PERIODS, type Period, type UsageRow } from './usage-rows.ts';

interface Asked {
  /** Colours are read beside it. */
  readonly box: HTMLElement;
  readonly rows: readonly UsageRow[];
  readonly period: Period;
  readonly limit: Limit | null;
  readonly onPoint: (index: number | null) => void;
}

const FONT = '11px "Inter Variable", system-ui, sans-serif';
const DASH = [4, 4];

/** A canvas knows no custom property: elements of the page carry the colours of the theme. */
const inkOf = (box: HTMLElement) => (name: string) => {
  const element = box.parentElement?.querySelector(`[data-ink="${name}"]`);
  return element === null || element === undefined ? '' : getComputedStyle(element).color;
};

/** The limit as a dashed line, named at the line. */
function drawLimit(plot: uPlot, limit: Limit, ink: (name: string) => string): void {
  const { ctx, bbox } = plot;
  const ratio = devicePixelRatio;
  const y = Math.round(plot.valToPos(limit.requests, 'y', true));
  ctx.save();
  ctx.strokeStyle = ink('limit');
  ctx.lineWidth = ratio;
  ctx.setLineDash(DASH.map((each) => each * ratio));
  ctx.beginPath();
  ctx.moveTo(bbox.left, y);
  ctx.lineTo(bbox.left + bbox.width, y);
  ctx.stroke();
  ctx.fillStyle = ink('limit');
  ctx.font = FONT.replace('11px', `${11 * ratio}px`);
  ctx.textAlign = 'right';
  ctx.textBaseline = 'bottom';
  ctx.fillText(usageText.limit(limit), bbox.left + bbox.width, y - 3 * ratio);
  ctx.restore();
}

/** Small and quiet: no legend, few lines, zero at the bottom. */
export function chartOptions({
  box,
  rows,
  period,
  limit,
  onPoint,
}: Asked): Omit<uPlot.Options, 'width' | 'height'> {
  const ink = inkOf(box);
  const near = limit !== null && isNear(limit, rows) ? limit : null;
  const { bars } = uPlot.paths;
  const half = PERIODS[period].span / 2000;
  const axis = { stroke: () => ink('words'), font: FONT, ticks: { show: false } };
  return {
    padding: [14, 4, 0, 4],
    legend: { show: false },
    cursor: { y: false, points: { show: false }, drag: { x: false, y: false } },
    scales: {
      x: { range: (_plot, min, max) => [min - half, max + half] },
      y: { range: () => [0, scaleTop(rows, limit)] },
    },
    series: [
      {},
      {
        fill: () => ink('bar'),
        stroke: () => ink('bar'),
        width: 0,
        points: { show: false },
        ...(bars === undefined ? {} : { paths: bars({ size: [0.72, 24], align: 0, radius: 0.12 }) }),
      },
    ],
    axes: [
      {
        ...axis,
        size: 22,
        gap: 4,
        space: 56,
        grid: { show: false },
        values: (_plot, at) => at.map((each) => usageText.tick[period](each * 1000)),
      },
      {
        ...axis,
        size: 40,
        gap: 4,
        space: 36,
        grid: { stroke: () => ink('grid'), width: 1 },
        incrs: [
          1, 2, 5, 10, 20, 25, 50, 100, 200, 250, 500, 1e3, 2e3, 5e3, 1e4, 2e4, 5e4, 1e5, 5e5, 1e6, 1e7, 1e8,
        ],
        values: (_plot, counts) => counts.map(usageText.count),
      },
    ],
    hooks: {
      draw: near === null ? [] : [(plot) => drawLimit(plot, near, ink)],
      setCursor: [(plot) => onPoint(plot.cursor.idx ?? null)],
    },
  };
}
