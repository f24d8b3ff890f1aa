import { createContext, useContext } from 'react';

/**
 * Where lists, menus and tooltips are put: inside the landmark or dialog that they belong to,
 * so that a screen reader finds them there; null puts them at the end of the page.
 */
export const PopupPlace = createContext<HTMLElement | null>(null);

export const usePopupPlace = (): HTMLElement | null => useContext(PopupPlace);
