import { createContext } from 'react';

/** The time that `2 days ago` is counted from: one clock for all rows. */
export const Now = createContext(0);
