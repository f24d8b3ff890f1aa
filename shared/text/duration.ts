/** "in 1.2 seconds", "in 2 minutes": how long something took. */
export function tookWords(ms: number): string {
  if (ms < 1_000) return 'in less than a second';
  if (ms < 60_000) return `in ${(Math.round(ms / 100) / 10).toFixed(1)} seconds`;
  const minutes = Math.round(ms / 60_000);
  return minutes === 1 ? 'in 1 minute' : `in ${minutes} minutes`;
}
