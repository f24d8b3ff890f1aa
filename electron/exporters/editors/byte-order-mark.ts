const BYTE_ORDER_MARK = '\uFEFF';

/** @returns the byte order mark, if there is one, and the text after it */
export function splitMark(text: string): { readonly mark: string; readonly body: string } {
  const marked = text.startsWith(BYTE_ORDER_MARK);
  return { mark: marked ? BYTE_ORDER_MARK : '', body: marked ? text.slice(1) : text };
}
