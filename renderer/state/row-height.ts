import type { Density } from '#shared/model/preferences.ts';
import { getState, useStore } from './store.ts';

/** CSS pixels; `--row-height` of tokens.css is the same. */
const HEIGHTS: Record<Density, number> = { comfortable: 36, compact: 32 };

export const rowHeight = (): number => HEIGHTS[getState().preferences.density];

export const useRowHeight = (): number => useStore((state) => HEIGHTS[state.preferences.density]);
