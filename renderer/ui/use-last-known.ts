import { useState } from 'react';

/** @returns what it was last, once it is gone: a dialog about what another door has removed stays, and says so */
export function useLastKnown<T>(value: T | null): T | null {
  const [last, setLast] = useState(value);
  if (value !== null && value !== last) setLast(value);
  return value ?? last;
}
