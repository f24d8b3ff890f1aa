/** CSS pixels; the styles of the grid say the same. */
export const CELL_HEIGHT = 48;
export const HEAD_HEIGHT = 40;
/** At least so wide is an environment. */
export const COLUMN_WIDTH = 176;
