export const digits = (count: number): string => count.toLocaleString('en');
export const daysWord = (count: number): string => `${digits(count)} ${count === 1 ? 'day' : 'days'}`;
export const keysWord = (count: number): string => `${digits(count)} ${count === 1 ? 'key' : 'keys'}`;
