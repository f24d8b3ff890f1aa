/** CommonMark. A name of somebody's own stays words: it makes no heading, link or code. */
export const plain = (text: string): string =>
  text.replaceAll(/[\\`*_[\]<>#|]/g, (mark) => `\\${mark}`).replaceAll(/\s+/g, ' ');
