/**
 * Whether a service means the name that was asked for. On the way a name may lose invisible characters (the joiners
 * inside a family emoji), double spaces or its Unicode composition; it is the same name still.
 */
export const isSameName = (asked: string, told: string): boolean => visible(asked) === visible(told);

const visible = (name: string) =>
  name
    .normalize('NFC')
    .replace(/[\p{Cc}\p{Cf}\p{Z}]+/gu, ' ')
    .trim();
